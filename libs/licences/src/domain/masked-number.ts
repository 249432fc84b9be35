import { type CivilDate, isCitizenId, maskCitizenId } from '@onething/kernel';

/**
 * A licence's number as lists show it: a citizen's number with its first six and last four characters, any other number
 * whole, because it names the paper and not the person.
 */
export function maskedLicenceNumber(number: string, today: CivilDate): string {
  return isCitizenId(number, today) ? maskCitizenId(number, 'internal') : number;
}
