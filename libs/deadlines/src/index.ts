export { extend, reopen, restart, resume, startClock, stop, suspend } from './changes';
export {
  asStatutory, type ClockFacts, type ClockKind, type ClockStart, type EarlierCount, type Extension, type Limit, type Stop,
  type StopReason, type Suspension, type SuspensionKind,
} from './clock-facts';
export {
  type AcceptanceBySilence, findAcceptanceBySilence, startAcceptanceClock, startDeliveryClock, startPreliminaryReviewClock,
  startPromiseClock, startStepClock,
} from './clocks';
export { type DueDate, dueDate, dueDates, overAt, recompute, type Recomputed } from './due-date';
export { explain, type ExplanationRule, type ExplanationStep } from './explain';
export { dayZeroOf } from './ledger';
export {
  checkThresholds, findLightTimes, type Light, light, LIGHT_THRESHOLDS, type LightThresholds, type LightTimes, USUAL_THRESHOLDS,
} from './lights';
export { isOverdue, isPaused, progress, type Progress, remaining, used, wasOnTime } from './progress';
export { STATUTORY_LIMITS, type StatutoryLimit } from './statutory-limits';
