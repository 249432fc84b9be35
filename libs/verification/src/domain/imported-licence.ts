import { DomainError, type Text } from '@onething/kernel';
import { type Verdict, VERDICT_WORDS } from './checks';
import type { FileMetadata } from './file-metadata';

/** `verifiedByFile`: a list of trusted roots vouches for the file; whether it stands now only its issuer knows. `unverified`: nobody vouches. */
export type ImportStanding = 'verifiedByFile' | 'unverified';

/** What the file says, or whoever brought it. */
export interface ImportedFacts {
  title: string;
  identifier?: string;
  number?: string;
  issuer?: string;
  issuedOn?: string;
  /** Last valid day; absent = for good, or not said. */
  validTo?: string;
}

export interface PossibleHolder {
  personId: string;
  name: string;
  number: string | null;
}

/** What was found out about a file. */
export interface ImportEvidence {
  /** Absent when there is no list in force to ask. */
  verdict?: Verdict;
  valid: boolean;
  metadata?: FileMetadata;
  holders: readonly PossibleHolder[];
  /** Whoever brings it says: keep it although nobody vouches for it. */
  asUnverified: boolean;
  fileName: string;
}

/** These say that nobody here can judge the file; all others say that something is wrong with it. */
const UNJUDGED: readonly Verdict[] = ['malformedFile', 'foreignRoot', 'untrustedChain', 'revocationUnknown'];
const LONGEST_TITLE = 100;
const FOR_GOOD = '99991231';

/**
 * As what a file comes in. A file that is altered, revoked or of somebody else comes in not at all, whatever its bearer says.
 * @throws DomainError `VERIFICATION.IMPORT_REFUSED`, `VERIFICATION.IMPORT_NO_TRUST`, `VERIFICATION.IMPORT_NO_LICENCE`, `VERIFICATION.IMPORT_OTHER_HOLDER`
 */
export function importedAs(evidence: ImportEvidence): { standing: ImportStanding; holder: PossibleHolder; facts: ImportedFacts } {
  const { verdict, valid, metadata, asUnverified, holders, fileName } = evidence;
  const isUnjudged = verdict === undefined || UNJUDGED.includes(verdict);
  if (!valid && !(asUnverified && isUnjudged)) throw refused(verdict);
  if (valid && !metadata) throw importProblem('IMPORT_NO_LICENCE', { zh: '这份文件是文书，不是证照。', en: 'This file is a document, not a licence.' });
  const holder = metadata ? holders.find((one) => isOf(metadata, one, valid)) : holders[0];
  if (!holder) throw importProblem('IMPORT_OTHER_HOLDER', { zh: '持证主体不是您，也不是您照管的孩子。', en: 'The holder in the file is neither you nor a child in your care.' });
  const facts = metadata ? factsOf(metadata) : undefined;
  return { standing: valid ? 'verifiedByFile' : 'unverified', holder, facts: facts ?? { title: fileName.replace(/\.pdf$/i, '').slice(0, LONGEST_TITLE) } };
}

/** A file that is trusted has to name the number as well; one that nobody vouches for at least nobody else. */
function isOf(metadata: FileMetadata, { name, number }: PossibleHolder, valid: boolean): boolean {
  const said = metadata.get('CZZTDM')?.toUpperCase();
  return metadata.get('CZZT') === name && (said === undefined ? !valid : said === number);
}

function factsOf(metadata: FileMetadata): ImportedFacts | undefined {
  const title = metadata.get('ZZMC');
  if (title === undefined) return undefined;
  const day = (element: string) => metadata.get(element)?.replace(/^(\d{4})(\d{2})(\d{2})$/, '$1-$2-$3');
  const known = { identifier: metadata.get('ZZBS'), number: metadata.get('ZZBH'), issuer: metadata.get('ZZBFJG'), issuedOn: day('ZZBFRQ'), validTo: metadata.get('ZZYXQJZRQ') === FOR_GOOD ? undefined : day('ZZYXQJZRQ') };
  return { title: title.slice(0, LONGEST_TITLE), ...Object.fromEntries(Object.entries(known).filter(([, value]) => value !== undefined)) };
}

function refused(verdict: Verdict | undefined): DomainError {
  if (verdict === undefined) return importProblem('IMPORT_NO_TRUST', { zh: '本平台没有有效的外部信任列表，无法核验。', en: 'This platform has no list in force of others whom it trusts, and cannot verify the file.' });
  return importProblem('IMPORT_REFUSED', VERDICT_WORDS[verdict], verdict);
}

/** Its words go along, in both languages, for whoever brings the file. */
export function importProblem(code: string, { zh, en }: Text, verdict?: Verdict): DomainError {
  const full = `VERIFICATION.${code}`;
  return new DomainError('invalid', full, en, { fields: [{ field: 'file', code: full, message: en }], current: { words: { zh, en }, ...(verdict === undefined ? {} : { verdict }) } });
}
