import type { EncryptedColumn, StoredValue } from './encrypted-columns';
import { EncryptedColumns } from './encrypted-columns';
import { addKey, generateKeySet } from './key-set';
import { Keyring } from './keyring';
import { rotateKeys } from './rotate-keys';

interface Row extends StoredValue {
  index?: string;
}

class ColumnInMemory implements EncryptedColumn {
  readonly table = 'person';
  readonly field = 'number';
  readonly indexPurpose = 'person.number';
  readonly rows: Row[] = [];
  /** Called before each replacement: to change a row meanwhile, or to die. */
  beforeReplace = (): void => undefined;

  add(keyring: Keyring, row: string, value: string): void {
    this.rows.push({ row, envelope: keyring.encrypt({ table: 'person', field: 'number', row }, value), index: keyring.blindIndex('person.number', value) });
  }

  async findStale(current: { keyId: string; indexVersion: string }, after: string | undefined, limit: number): Promise<StoredValue[]> {
    return this.rows
      .filter(({ row }) => after === undefined || row > after)
      .filter(({ envelope, index }) => envelope.keyId !== current.keyId || !index!.startsWith(`${current.indexVersion}.`))
      .slice(0, limit);
  }

  async replace(values: Parameters<EncryptedColumn['replace']>[0]): Promise<number> {
    this.beforeReplace();
    const fitting = values.filter(({ row, before }) => this.rows.some((stored) => stored.row === row && stored.envelope === before));
    for (const { row, after, index } of fitting) Object.assign(this.rows.find((stored) => stored.row === row)!, { envelope: after, index });
    return fitting.length;
  }
}

const first = generateKeySet();
const old = new Keyring(first);
const second = addKey(addKey(first, 'encryption'), 'blindIndex');
const renewed = new Keyring(second);
const withoutOldKey = new Keyring({ ...second, encryption: { current: 'e2', keys: { e2: second.encryption.keys['e2']! } } });
let column: ColumnInMemory;

beforeEach(() => {
  column = new ColumnInMemory();
  for (let row = 0; row < 25; row += 1) column.add(old, `row-${String(row).padStart(2, '0')}`, `number-${row}`);
});

const read = (keyring: Keyring): string[] => column.rows.map(({ row, envelope }) => keyring.decrypt({ table: 'person', field: 'number', row }, envelope));

test('every value and its index come under the current keys, in batches, and read as before', async () => {
  const progress: number[] = [];
  const totals = await rotateKeys(renewed, [column], { batchSize: 10, onProgress: ({ replaced }) => progress.push(replaced) });
  expect(totals).toEqual({ 'person.number': 25 });
  expect(progress).toEqual([10, 20, 25]);
  expect(new Set(column.rows.map(({ envelope, index }) => `${envelope.keyId} ${index!.split('.')[0]}`))).toEqual(new Set(['e2 b2']));
  expect(read(withoutOldKey)).toEqual(Array.from({ length: 25 }, (_, row) => `number-${row}`));
  expect(column.rows[7]!.index).toBe(renewed.blindIndex('person.number', 'number-7'));
});

test('a run that died is simply started again', async () => {
  let batches = 0;
  column.beforeReplace = () => {
    batches += 1;
    if (batches === 2) throw new Error('killed');
  };
  await expect(rotateKeys(renewed, [column], { batchSize: 10 })).rejects.toThrow('killed');
  column.beforeReplace = () => undefined;
  expect(await rotateKeys(renewed, [column], { batchSize: 10 })).toEqual({ 'person.number': 15 });
  expect(await rotateKeys(renewed, [column], { batchSize: 10 })).toEqual({ 'person.number': 0 });
});

test('a value changed meanwhile by a process with the old keys is not overwritten, and taken in the next pass', async () => {
  let changed = false;
  column.beforeReplace = () => {
    if (changed) return;
    changed = true;
    column.rows[3]!.envelope = old.encrypt({ table: 'person', field: 'number', row: 'row-03' }, 'changed');
  };
  expect(await rotateKeys(renewed, [column], { batchSize: 10 })).toEqual({ 'person.number': 25 });
  expect(read(renewed)[3]).toBe('changed');
  expect(column.rows[3]!.envelope.keyId).toBe('e2');
});

test('a value that cannot be read stops the run and is named', async () => {
  column.rows[4]!.envelope = column.rows[5]!.envelope;
  await expect(rotateKeys(renewed, [column])).rejects.toThrow('person.number of row row-04');
});

test('a column is registered once', () => {
  const columns = new EncryptedColumns();
  columns.register(column);
  expect(() => columns.register(new ColumnInMemory())).toThrow('person.number is registered twice');
  expect(columns.all()).toEqual([column]);
});
