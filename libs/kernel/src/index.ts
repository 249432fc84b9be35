export { canonicalJson } from './canonical-json';
export { CLOCK, type Clock, SystemClock, VirtualClock } from './clock';
export { type Actor, type Post, ROLES, type Role } from './actor';
export { DomainError, type FailureKind, type FieldProblem } from './domain-error';
export { firstIdAt, newId } from './ids';
export type { Text } from './text';
