import { DomainError } from '@onething/kernel';
import type { BadRatingCommand } from './bad-rating';

/** 佐证: what a finding or a rectification rests on. */
export const EVIDENCE_KINDS = ['caseRecord', 'callRecord', 'recording', 'document', 'law'] as const;

export interface Evidence {
  kind: (typeof EVIDENCE_KINDS)[number];
  /** Which one: number, file, article. */
  reference: string;
  /** A file of the bad rating, when it was handed in. */
  fileId?: string;
}

/** The files that it names, each once. */
export const filesNamed = (evidence: readonly Evidence[]): string[] => [...new Set(evidence.flatMap(({ fileId }) => fileId ?? []))];

const PROVEN: ReadonlySet<BadRatingCommand['type']> = new Set(['judge', 'decideAppeal', 'rectify']);
export const needsEvidence = (type: BadRatingCommand['type']): boolean => PROVEN.has(type);

/**
 * Findings, decisions on appeals and rectifications rest on something; that a wish has no legal basis rests on a law.
 * @throws DomainError `RATINGS.EVIDENCE_MISSING`, `RATINGS.LAW_MISSING`, naming the field
 */
export function requireEvidence(command: BadRatingCommand, evidence: readonly Evidence[]): void {
  if (needsEvidence(command.type) && evidence.length === 0) throw missing('RATINGS.EVIDENCE_MISSING', 'Name at least one record, document or article on which this rests.');
  if (command.type === 'judge' && command.finding === 'noLegalBasis' && !evidence.some(({ kind }) => kind === 'law')) {
    throw missing('RATINGS.LAW_MISSING', 'Name the article of the law that gives the wish no basis.');
  }
}

export const fileUnknown = (): DomainError => missing('RATINGS.FILE_UNKNOWN', 'This bad rating has no such file. Hand it in first.');

const missing = (code: string, message: string): DomainError => new DomainError('invalid', code, message, { fields: [{ field: 'evidence', code, message }] });
