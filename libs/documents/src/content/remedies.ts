import type { Catalogue } from '@onething/catalogue';
import { fillText, type Text } from '@onething/kernel';
import { REMEDIES } from './document-texts';

/** Under vertical leadership: reconsideration is with the authority above. 行政复议法 (2023) art. 27. */
const VERTICAL: ReadonlySet<string> = new Set(['customs', 'taxation', 'peoplesBank', 'securities']);

/** What one can do against a decision, and with whom. 行政复议法 art. 24: with the government of the authority's own level. */
export function remediesFor({ department, division }: { department: string; division: string }, { divisions }: Pick<Catalogue, 'divisions'>): Text[] {
  const review = VERTICAL.has(department) ? { zh: '上一级主管部门', en: 'the authority above this one' } : governmentOf(divisions.get(division)?.name);
  return REMEDIES.map((text) => fillText(text, { review }));
}

const governmentOf = (division: Text | undefined): Text => (division
  ? { zh: `${division.zh}人民政府`, en: `the People’s Government of ${division.en}` }
  : { zh: '本机关的本级人民政府', en: 'the people’s government of the level of this authority' });
