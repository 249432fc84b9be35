export { extend, restart, resume, stop, suspend } from './changes';
export {
  type ClockFacts, type ClockKind, type ClockStart, type EarlierCount, type Extension, type Limit, type Stop,
  type StopReason, type Suspension, type SuspensionKind,
} from './clock-facts';
export {
  type AcceptanceBySilence, findAcceptanceBySilence, startAcceptanceClock, startDeliveryClock, startPreliminaryReviewClock, startPromiseClock, startStepClock,
} from './clocks';
export { type DueDate, dueDate, type Recomputed } from './due-date';
export { explain, type ExplanationRule, type ExplanationStep } from './explain';
export { dayZeroOf } from './ledger';
export {
  checkThresholds, findLightTimes, type Light, light, LIGHT_THRESHOLDS, type LightThresholds, type LightTimes, thresholdsVersion, USUAL_THRESHOLDS,
} from './lights';
export { type NoticePeriod, noticePeriodOf, startNoticeClock } from './public-notice';
export { isPaused, progress, type Progress, wasOnTime } from './progress';
