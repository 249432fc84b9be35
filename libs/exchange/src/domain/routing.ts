import { DomainError } from '@onething/kernel';

/** By what an item finds the place that decides it (办理地判定规则). */
export const PLACE_RULES = ['householdRegistration', 'placeOfInsurance', 'property', 'incorporation', 'residence', 'issuer', 'anywhere'] as const;
export type PlaceRule = (typeof PLACE_RULES)[number];

const WORDS: Record<PlaceRule, string> = {
  householdRegistration: '户籍所在地 the place of household registration', placeOfInsurance: '参保地 the place of insurance', property: '不动产所在地 where the property lies',
  incorporation: '登记注册地 the place of incorporation', residence: '居住地 the place of residence', issuer: '发证地 who issued the document', anywhere: '任一地 any place',
};

export interface RoutingQuestion {
  item: string;
  rule: PlaceRule;
  /** Division code (GB/T 2260, 6 to 12 digits) that the rule gives for this applicant; absent when nothing was said. */
  division?: string;
  /** The region that asks. */
  home: string;
}

/** Provinces and the items that they decide. */
export interface RoutingPlaces {
  regions: readonly { region: string; name: { zh: string; en: string }; items: readonly { item: string }[] }[];
}

/** `local` it is decided at home. */
export type Route = { kind: 'local' } | { kind: 'peer'; region: string };

/**
 * Where an item is decided.
 * @throws DomainError `EXCHANGE.PLACE_MISSING`, `EXCHANGE.PLACE_UNKNOWN`, `EXCHANGE.ITEM_NOT_OFFERED` with what the clerk must ask or tell
 */
export function routeItem({ item, rule, division, home }: RoutingQuestion, { regions }: RoutingPlaces): Route {
  if (rule === 'anywhere') return { kind: 'local' };
  const words = WORDS[rule];
  if (division === undefined || division === '') throw unroutable('PLACE_MISSING', `This item is decided by ${words}. Ask the applicant for it and enter its division code.`);
  if (!/^[1-9]\d{5}(\d{3}|\d{6})?$/.test(division)) throw unroutable('PLACE_UNKNOWN', `"${division}" is no division code: 6, 9 or 12 digits are needed for ${words}.`);
  const region = `${division.slice(0, 2)}0000`;
  if (region === home) return { kind: 'local' };
  const place = regions.find((one) => one.region === region);
  if (!place) {
    throw unroutable('PLACE_UNKNOWN', `${region}, which is ${words}, does not take part in the exchange. Refer the applicant to that place itself.`);
  }
  if (!place.items.some((offered) => offered.item === item)) {
    throw unroutable('ITEM_NOT_OFFERED', `${place.name.zh} ${place.name.en} (${region}) takes part, but does not decide the item ${item} for applicants elsewhere. Refer the applicant to that place itself.`);
  }
  return { kind: 'peer', region };
}

function unroutable(name: 'PLACE_MISSING' | 'PLACE_UNKNOWN' | 'ITEM_NOT_OFFERED', detail: string): DomainError {
  return new DomainError('refused', `EXCHANGE.${name}`, detail, { fields: [{ field: 'division', code: `EXCHANGE.${name}`, message: detail }] });
}
