import { Writable } from 'node:stream';
import { isCitizenId, WorkCalendar } from '@onething/kernel';
import type { Client } from 'pg';
import { CopyLots } from './copy-lots';
import type { OfferedItem, OfferedOneThing } from './offered-one-things';
import { SyntheticCases } from './synthetic-cases';
import { SyntheticPeople } from './synthetic-people';

const YEAR = 2025;
const calendar = new WorkCalendar({ version: 'test', closes: '18:00', years: [2025, 2026].map((year) => ({ year, status: 'official' as const, off: [], work: [] })) });

const item = (code: string, dependsOn: string[]): OfferedItem => ({
  code, dependsOn, department: 'health', departmentSerial: '001', promisedDays: 3, licenceType: 'birth-certificate', facts: {},
  authorities: new Map([['650102', { uscc: '11650102MB00000000', division: '650102', implementingCode: 'x' }]]),
});
const offer: OfferedOneThing = {
  code: 'newborn', version: 1, items: [item('first', []), item('second', ['first'])], bundleFacts: {}, spared: { materials: 1, steps: 1, visits: 1, days: 1, licences: 0 },
};

function regionOf(seed: string) {
  const people = new SyntheticPeople(seed, YEAR, 500);
  return { people, cases: new SyntheticCases({ seed, year: YEAR, oneThings: [offer], divisions: ['650102'], people, calendar }) };
}

describe('a made-up region', () => {
  it('follows from its seed: person and case of a number are the same, whatever was made before them', () => {
    const [one, other] = [regionOf('region-1'), regionOf('region-1')];
    const numbers = Array.from({ length: 60 }, (_, index) => index);
    const forwards = numbers.map((number) => [one.people.at(number), one.cases.at(number)]);
    const backwards = [...numbers].reverse().map((number) => [other.people.at(number), other.cases.at(number)]).reverse();
    expect(forwards).toEqual(backwards);
    expect(regionOf('region-2').cases.at(0).caseId).not.toBe(one.cases.at(0).caseId);
  });

  it('has people with right numbers, each their own, and cases that end within the year', () => {
    const { people, cases } = regionOf('region-1');
    const numbers = Array.from({ length: 500 }, (_, index) => people.at(index).number);
    expect(new Set(numbers).size).toBe(500);
    expect(numbers.every((number) => isCitizenId(number, '2026-03-02'))).toBe(true);
    for (let number = 0; number < 300; number += 1) {
      const { submittedAt, completedAt, items } = cases.at(number);
      expect(submittedAt).toBeGreaterThanOrEqual(Date.parse('2025-01-01T00:00:00+08:00'));
      expect(completedAt).toBeLessThan(Date.parse('2026-01-01T00:00:00+08:00'));
      expect(items.map(({ endedAt }) => endedAt < completedAt)).toEqual([true, true]);
    }
  });
});

describe('lots of rows', () => {
  /** A connection that takes what it is given only when it is told to. */
  function slowClient(failing = false) {
    const [sent, waiting]: [{ text: string }[], (() => void)[]] = [[], []];
    const query = () => {
      const lot = { text: '' };
      sent.push(lot);
      return new Writable({
        decodeStrings: false,
        write(chunk: string, _encoding, done) {
          lot.text += chunk;
          waiting.push(() => done(failing ? new Error('refused by the table') : null));
        },
      });
    };
    return { client: { query } as unknown as Client, sent, waiting };
  }
  const long = 'x'.repeat(300_000);

  it('are written table by table, in the order of the tables, with what COPY wants escaped', async () => {
    const { client, sent, waiting } = slowClient();
    const lots = new CopyLots(client, { first: ['a', 'b'], second: ['c'] });
    await lots.add('second', ['1\t2\\\n']);
    await lots.add('first', [null, { key: 'x' }]);
    const flushed = lots.flush();
    while (sent.length < 2 || waiting.length > 0) await new Promise(setImmediate).then(() => waiting.shift()?.());
    await flushed;
    expect(sent.map(({ text }) => text)).toEqual(['\\N\t{"key":"x"}\n', '1\\t2\\\\\\n\n']);
  });

  it('wait while another is on its way, so that no more than two are held', async () => {
    const { client, sent, waiting } = slowClient();
    const lots = new CopyLots(client, { only: ['text'] });
    for (let count = 0; count < 2; count += 1) await lots.add('only', [long]);
    await lots.add('only', [long]);
    let isAdded = false;
    const added = lots.add('only', [long]).then(() => { isAdded = true; });
    await new Promise(setImmediate);
    expect([sent.length, isAdded]).toEqual([1, false]);
    waiting.shift()!();
    await added;
    expect(sent).toHaveLength(2);
  });

  it('tell of a failure at the next row, or at the end', async () => {
    const { client, waiting } = slowClient(true);
    const lots = new CopyLots(client, { only: ['text'] });
    await lots.add('only', ['a row']);
    const flushed = lots.flush();
    await new Promise(setImmediate);
    waiting.shift()!();
    await expect(flushed).rejects.toThrow('refused by the table');
  });
});
