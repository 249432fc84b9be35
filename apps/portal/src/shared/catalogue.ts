/** What the pure code that the portal shares with the server knows of the catalogue. */
export { conditionReferences, evaluateCondition } from '../../../../libs/catalogue/src/domain/conditions';
export type * from '../../../../libs/catalogue/src/domain/model';
export type * from '../../../../libs/catalogue/src/domain/plan';
