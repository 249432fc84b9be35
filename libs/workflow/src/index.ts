export { type BundleEffect, type BundleShape, createBundleMachine, type ItemEnded, STAGE } from './bundle.machine';
export {
  type ConditionAnswers, type EvaluateCondition, type ItemEffect, type ItemFacts, type ItemMachineEvent, type ItemOutcome, PAUSES, stepEvent,
} from './item-facts';
export { createItemMachine } from './item.machine';
export { GRANTED, type Limit, type Process, type ProcessStep, REFUSED, type StepKind, type StepOutcome } from './process';
export { proveBundle, proveProcess, type Proof, type ProofProblem } from './proof';
export { initialState, namedEvents, step, type Step, type StoredState } from './step';
