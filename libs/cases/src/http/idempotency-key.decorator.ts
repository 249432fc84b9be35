export { IdempotencyKey } from '@onething/identity';
