export { settleAnswers } from './domain/answers';
export { compile, compileStandard } from './domain/compile';
export { checkCondition, type ConditionProblem, type ConditionScope, type ValueShape } from './domain/condition-check';
export { conditionReferences, type ConditionValues, evaluateCondition } from './domain/conditions';
export type * from './domain/model';
export { SUBJECTS } from './domain/model';
export type * from './domain/plan';
export { workingDaysOf } from './domain/working-days';
