export type {
  ActorKind, AttachedResult, CaseEvent, ChainedEvent, EventPayloads, EventScope, EventType, IssuedResult, ItemOutcome,
} from './domain/event';
export { type Follower, FOLLOWERS } from './feed/follower';
