/** The server's own pure rules, run in the browser too: what is asked, and what a value must look like. */
export { type ConditionValues, evaluateCondition } from '../../../../libs/catalogue/src/domain/conditions';
export { type ValueRule, valueProblems } from '../../../../libs/cases/src/domain/field-value';
