import fc from 'fast-check';
import { composeCaseNumber, composeReceiptNumber, parseCaseNumber, parseReceiptNumber } from '@onething/kernel';
import { Client } from 'pg';
import { createTestDatabase, type TestDatabase } from './support/database';

let clone: TestDatabase;
let client: Client;
beforeAll(async () => {
  clone = await createTestDatabase();
  client = new Client({ connectionString: clone.appUrl });
  await client.connect();
});
afterAll(async () => {
  await client?.end();
  await clone?.drop();
});

/** As the database does it, in the statement that allocates the serial. */
async function numbered(body: string): Promise<string> {
  const { rows } = await client.query<{ number: string }>('SELECT onething.with_check_character($1) AS number', [body]);
  return rows[0]!.number;
}

const serial = fc.integer({ min: 1, max: 99_999 });
const date = fc.date({ min: new Date('2020-01-01'), max: new Date('2049-12-31'), noInvalidDate: true }).map((day) => day.toISOString().slice(0, 10));

test('the database closes numbers with the check character that the kernel reads', async () => {
  await fc.assert(fc.asyncProperty(serial, date, fc.constantFrom('023', '001', '999'), async (number, day, departmentSerial) => {
    const receipt = { divisionCode: '650102', departmentSerial, date: day, serial: number };
    const ofReceipt = await numbered(composeReceiptNumber(receipt).slice(0, -1));
    expect(ofReceipt).toBe(composeReceiptNumber(receipt));
    expect(parseReceiptNumber(ofReceipt)).toEqual(receipt);
    const item = { implementingCode: '11650102900000014C4650109001001', date: day, serial: number };
    const ofCase = await numbered(composeCaseNumber(item).slice(0, -1));
    expect(ofCase).toBe(composeCaseNumber(item));
    expect(parseCaseNumber(ofCase)).toEqual(item);
  }), { numRuns: 50 });
});
