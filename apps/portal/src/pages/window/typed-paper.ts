import type { Schema } from '../../api/client';
import type { FieldRule } from '../../composables/use-form-errors';
import { identityRules, trimmed } from '../../form/identity-rules';
import { PAPERS } from './papers';

/** As a clerk types it from the paper on the counter. */
export interface TypedPaper {
  paper: string;
  name: string;
  number: string;
}

export const noPaper = (): TypedPaper => ({ paper: 'residentIdCard', name: '', number: '' });

/** Whose paper it is. */
export const kindOf = ({ paper }: TypedPaper): 'natural' | 'legal' => ((PAPERS.legal as readonly string[]).includes(paper) ? 'legal' : 'natural');

export const paperRules = (id: string, typed: TypedPaper, t: (key: string) => string): FieldRule[] => identityRules(id, kindOf(typed), typed, t);

export const sentPaper = (typed: TypedPaper): Schema<'ShownPaperDto'> => ({ paper: typed.paper as Schema<'ShownPaperDto'>['paper'], ...trimmed(typed) });
