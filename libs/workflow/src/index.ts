export { GRANTED, type Limit, type Process, type ProcessStep, REFUSED, STEP_KINDS, type StepKind, type StepOutcome } from './process';
