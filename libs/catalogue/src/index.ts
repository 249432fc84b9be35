export { settleAnswers } from './domain/answers';
export { compile, compileStandard } from './domain/compile';
export type * from './domain/model';
export { SUBJECTS } from './domain/model';
export type * from './domain/plan';
export { workingDaysOf } from './domain/working-days';
