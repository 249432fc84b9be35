import type { Catalogue } from '@onething/catalogue';
import { DomainError, isMobile } from '@onething/kernel';

/**
 * How an applicant wants the results (送达方式): as electronic licences alone, fetched at the window (自取), by post (邮寄), or from a
 * self-service terminal (自助终端).
 */
export const CHOSEN_WAYS = ['electronic', 'collected', 'posted', 'terminal'] as const;
export type ChosenWay = (typeof CHOSEN_WAYS)[number];

/** Where a parcel goes. Personal data. */
export interface PostalAddress {
  recipient: string;
  mobile: string;
  address: string;
}

export interface DeliveryChoice {
  way: ChosenWay;
  /** With `posted` alone, and always. */
  address?: PostalAddress;
}

/**
 * The ways that are open for a set of items. Every result is an electronic licence, and every window hands over; post (物流快递) and
 * terminal are open when each item that gives a result offers them, because the results go together (统一出件).
 */
export function waysFor(catalogue: Pick<Catalogue, 'items'>, items: readonly string[]): ChosenWay[] {
  const withResult = items.map((code) => catalogue.items.get(code)).filter((item) => item?.result !== undefined);
  if (withResult.length === 0) return [];
  return CHOSEN_WAYS.filter((way) => {
    if (way === 'posted') return withResult.every((item) => item!.courier);
    return way !== 'terminal' || withResult.every((item) => item!.terminal);
  });
}

/** @throws DomainError (invalid) `CASES.DELIVERY_WAY_CLOSED`, `CASES.ADDRESS_MISSING`, `CASES.ADDRESS_NOT_NEEDED`, `CASES.ADDRESS_MOBILE` */
export function requireFitting({ way, address }: DeliveryChoice, open: readonly ChosenWay[]): void {
  if (!open.includes(way)) {
    const which = open.length > 0 ? `Choose one of: ${open.join(', ')}.` : 'These items give no result that could be handed over.';
    throw invalid('way', 'CASES.DELIVERY_WAY_CLOSED', `The results of this case cannot go that way. ${which}`);
  }
  if (way === 'posted' && !address) throw invalid('address', 'CASES.ADDRESS_MISSING', 'Say where to send the results: recipient, mobile and address.');
  if (way !== 'posted' && address) throw invalid('address', 'CASES.ADDRESS_NOT_NEEDED', 'Only what is posted needs an address. Leave it out.');
  if (address && !isMobile(address.mobile)) throw invalid('address.mobile', 'CASES.ADDRESS_MOBILE', 'Write a mobile number of the mainland: 11 digits that begin with 13 to 19.');
}

/** What stands there already is not chosen again. */
export function isSameChoice(one: DeliveryChoice, other: DeliveryChoice): boolean {
  const { recipient, mobile, address } = one.address ?? {};
  return one.way === other.way && recipient === other.address?.recipient && mobile === other.address?.mobile && address === other.address?.address;
}

function invalid(field: string, code: string, message: string): DomainError {
  return new DomainError('invalid', code, message, { fields: [{ field, code, message }] });
}
