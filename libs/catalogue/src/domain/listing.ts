import type { Text } from '@onething/kernel';
import { compileStandard } from './compile';
import { lookUp } from './look-up';
import type { Catalogue, OneThing, Provenance } from './model';
import type { Saving, Savings } from './plan';
import { segment } from './segment';

/** One measure without its explanation. */
export type SavingFigures = Omit<Saving, 'explanation'>;

/** A one-thing as it stands in a list. Computed when it is published, not when it is read. */
export interface OneThingListing {
  code: string;
  name: Text;
  summary: Text;
  status: OneThing['status'];
  audience: OneThing['audience'];
  lifeStage: string;
  keywords: string[];
  leadDepartment: string;
  departments: string[];
  itemCount: number;
  /** What is saved in the standard situation; absent for an outline. */
  savings?: Record<'materials' | 'steps' | 'visits' | 'days', SavingFigures>;
  /** Stands in no list. */
  unlisted?: true;
  provenance?: Provenance;
}

function figuresOf({ before, after, saved, rate }: Saving): SavingFigures {
  return { before, after, saved, rate };
}

function savingsFigures(savings: Savings): NonNullable<OneThingListing['savings']> {
  return {
    materials: figuresOf(savings.materials),
    steps: figuresOf(savings.steps),
    visits: figuresOf(savings.visits),
    days: figuresOf(savings.days),
  };
}

/** Lead department first, then the others that take part: those of its items, or for an outline those that it names. */
export function departmentsOf(catalogue: Catalogue, oneThing: OneThing): string[] {
  const ofItems = (oneThing.items ?? []).map((place) => lookUp(catalogue.items, place.item, 'service item').department);
  return [...new Set([oneThing.leadDepartment, ...(oneThing.departments ?? []), ...ofItems])];
}

/** @throws DomainError as `compileStandard`, when an open one-thing cannot be compiled. */
export function listingOf(catalogue: Catalogue, oneThing: OneThing): OneThingListing {
  return {
    code: oneThing.code,
    name: oneThing.name,
    summary: oneThing.summary,
    status: oneThing.status,
    audience: oneThing.audience,
    lifeStage: oneThing.lifeStage,
    keywords: oneThing.keywords,
    leadDepartment: oneThing.leadDepartment,
    departments: departmentsOf(catalogue, oneThing),
    itemCount: oneThing.items?.length ?? 0,
    ...(oneThing.status === 'open' && { savings: savingsFigures(compileStandard(catalogue, oneThing).savings) }),
    ...(oneThing.unlisted && { unlisted: true as const }),
    ...(oneThing.provenance && { provenance: oneThing.provenance }),
  };
}

/** The words under which a one-thing is found, in order of weight: its names, its everyday words, what it says about itself. */
export interface SearchWords {
  names: string[];
  keywords: string[];
  description: string[];
}

export function searchWordsOf(catalogue: Catalogue, oneThing: OneThing): SearchWords {
  const wordsOf = (...texts: (Text | undefined)[]): string[] =>
    texts.flatMap((text) => (text ? segment(`${text.zh} ${text.en}`) : []));
  const itemNames = (oneThing.items ?? []).map((place) => lookUp(catalogue.items, place.item, 'service item').name);
  return {
    names: wordsOf(oneThing.name),
    keywords: oneThing.keywords.flatMap(segment),
    description: wordsOf(oneThing.summary, oneThing.whatYouGet, ...itemNames),
  };
}
