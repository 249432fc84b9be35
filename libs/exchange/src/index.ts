export { CaseExchange, type MessageOutcome, type ReceivedMessage } from './case-exchange.port';
export { PLACE_RULES, type PlaceRule, type Route, routeItem, type RoutingPlaces, type RoutingQuestion } from './domain/routing';
export { CASE_MESSAGES, type CaseMessageType, type FileReference } from './protocol/message-types';
export type { FormCheck, OfferedItem } from './protocol/directory';
