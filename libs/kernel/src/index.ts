export { type Actor, type Post, ROLES, type Role } from './actor';
export {
  type CalendarData, type CalendarDay, type CalendarOverlay, type CalendarYear, type DayKind, type DayRange, type Holiday,
  WORK_CALENDAR, WorkCalendar,
} from './calendar';
export { canonicalJson } from './canonical-json';
export { type CitizenId, citizenIdCheckDigit, type CitizenIdKind, isCitizenId, parseCitizenId } from './citizen-id';
export { addDays, type CivilDate, civilDate, isCivilDate, minuteOfDay, startOfDay } from './civil-date';
export { clientAddress, rateKey } from './client-address';
export { CLOCK, type Clock, SystemClock, VirtualClock } from './clock';
export { isBankCard, isMobile, isPostalCode } from './contact-checks';
export { DomainError, type FailureKind, type FieldProblem } from './domain-error';
export { withoutInput } from './error-log';
export { type Html, html, styleElement } from './html';
export { firstIdAt, newId } from './ids';
export { type IpNetwork, isInNetwork, parseIpAddress, parseIpNetwork } from './ip-address';
export { maskCitizenId, maskEmail, type MaskKind, maskMobile, maskName, maskValue } from './masking';
export {
  type BundleNumber, type CaseNumber, composeBundleNumber, composeCaseNumber, composeReceiptNumber, parseBundleNumber, parseCaseNumber, parseReceiptNumber, type ReceiptNumber,
} from './numbers';
export { RATE_CLASSES, type RateClass } from './rate-class';
export type { Text } from './text';
export { organisationCheckCharacter, parseUscc, type Uscc, usccCheckCharacter } from './uscc';
export { dayInWords, fillText, listInWords, sameInBoth } from './wording';
