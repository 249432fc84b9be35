import { DomainError } from '@onething/kernel';
import type { BadRatingCommand } from './bad-rating';

/** 佐证: what a finding or a rectification rests on. */
export const EVIDENCE_KINDS = ['caseRecord', 'callRecord', 'recording', 'document', 'law'] as const;

export interface Evidence {
  kind: (typeof EVIDENCE_KINDS)[number];
  /** Which one: number, file, article. */
  reference: string;
}

/**
 * Findings, decisions on appeals and rectifications rest on something; that a wish has no legal basis rests on a law.
 * @throws DomainError `RATINGS.EVIDENCE_MISSING`, `RATINGS.LAW_MISSING`, naming the field
 */
export function requireEvidence(command: BadRatingCommand, evidence: readonly Evidence[]): void {
  const isNeeded = command.type === 'judge' || command.type === 'decideAppeal' || command.type === 'rectify';
  if (isNeeded && evidence.length === 0) throw missing('RATINGS.EVIDENCE_MISSING', 'Name at least one record, document or article on which this rests.');
  if (command.type === 'judge' && command.finding === 'noLegalBasis' && !evidence.some(({ kind }) => kind === 'law')) {
    throw missing('RATINGS.LAW_MISSING', 'Name the article of the law that gives the wish no basis.');
  }
}

const missing = (code: string, message: string): DomainError => new DomainError('invalid', code, message, { fields: [{ field: 'evidence', code, message }] });
