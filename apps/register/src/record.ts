/** A person or company as a register keeps it (人口库、法人库). */
export interface RegisterRecord {
  kind: 'natural' | 'legal';
  name: string;
  number: string;
  /** Of a legal person: its representative's. */
  mobile: string;
  representative?: { name: string; number: string };
  /** Made up: this reference register keeps nobody else. */
  synthetic: true;
}

/** What is asked: everything that is said of somebody, at once. */
export type Question = Omit<RegisterRecord, 'synthetic'>;

/**
 * The records of a file, by number.
 * @throws Error with one line when the text is no list of such records, or one is not marked as synthetic
 */
export function readRecords(text: string): Map<string, RegisterRecord> {
  const parsed: unknown = JSON.parse(text);
  if (!Array.isArray(parsed)) throw new Error('REGISTER_FILE must hold a list of records');
  const records = parsed as RegisterRecord[];
  const wrong = records.findIndex((record) => typeof record?.number !== 'string' || typeof record.name !== 'string' || typeof record.mobile !== 'string');
  if (wrong >= 0) throw new Error(`REGISTER_FILE: record ${wrong + 1} lacks number, name or mobile`);
  const real = records.findIndex((record) => record.synthetic !== true);
  if (real >= 0) throw new Error(`REGISTER_FILE: record ${real + 1} is not marked "synthetic": this register is for made-up persons only`);
  return new Map(records.map((record) => [record.number, record]));
}

/** Whether all of it belongs together. A number alone, or a name alone, matches nothing. */
export function matches(record: RegisterRecord | undefined, question: Question): boolean {
  if (!record || record.kind !== question.kind) return false;
  const same = comparable(record.name) === comparable(question.name) && record.mobile === question.mobile;
  if (record.kind === 'natural') return same && question.representative === undefined;
  const [kept, said] = [record.representative, question.representative];
  return same && kept !== undefined && said !== undefined && kept.number === said.number && comparable(kept.name) === comparable(said.name);
}

/** Full-width and half-width signs and blanks make no difference. */
const comparable = (name: string): string => name.normalize('NFKC').replace(/\s+/gu, '').toUpperCase();
