import type { Actor, Text } from '@onething/kernel';

/** One kind of records about a person, as the library that keeps them gives them out. */
export interface OwnDataSection {
  /** Name in the JSON: `cases`. */
  code: string;
  name: Text;
  /** Everything about the person of that account, page by page, so that memory stays bounded. Values as they are, nothing masked. */
  entries(owner: Actor): AsyncIterable<object>;
}

/** Every section of the platform, in the order in which they are shown. Answered where the application is put together. */
export const OWN_DATA_SECTIONS = Symbol('OWN_DATA_SECTIONS');
