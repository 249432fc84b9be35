import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadSettings, type Settings } from '@onething/config';
import { citizenIdCheckDigit } from '@onething/kernel';
import { Client } from 'pg';
import { createTestDatabase, type TestDatabase } from '../../../../test/support/database';
import { bootstrap } from './accounts-bootstrap.command';

let database: TestDatabase;
let home: string;
let settings: Settings;
beforeEach(async () => {
  database = await createTestDatabase();
  home = await mkdtemp(join(tmpdir(), 'onething-bootstrap-'));
  settings = loadSettings({ ONETHING_HOME: home });
});
afterEach(async () => {
  await database.drop();
  await rm(home, { recursive: true, force: true });
});

function number(order: number): string {
  const body = `65010219800101${order}`;
  return body + citizenIdCheckDigit(body);
}

const lines = (index: number, change: object = {}): string[] =>
  Object.values({ login: `first.${index}`, name: `管理员${index}`, number: number(500 + index), mobile: `1990009000${index}`, password: `A long password ${index}`, ...change });

async function run(answers: string[]): Promise<{ out: string; asked: string[]; hidden: string[] }> {
  const said = { out: '', asked: [] as string[], hidden: [] as string[] };
  await bootstrap({
    out: (text) => (said.out += text), err: () => undefined, exit: () => undefined,
    ask: (question, { hidden }) => {
      (hidden ? said.hidden : said.asked).push(question);
      return Promise.resolve(answers.shift());
    },
  }, settings, database.appUrl);
  return said;
}

async function roles(): Promise<string[]> {
  const client = new Client({ connectionString: database.ownerUrl });
  await client.connect();
  const { rows } = await client.query<{ role: string }>('SELECT role FROM onething.post JOIN onething.account a ON a.id = account_id WHERE a.state = \'active\' ORDER BY role');
  await client.end();
  return rows.map(({ role }) => role);
}

test('makes the three once, asking for passwords hidden, and never again', async () => {
  const { out, asked, hidden } = await run([...lines(1), ...lines(2), ...lines(3)]);
  expect(out).toContain('can log in');
  expect(out).not.toContain('A long password');
  expect(asked).toHaveLength(12);
  expect(hidden).toHaveLength(3);
  expect(await roles()).toEqual(['administrator', 'auditor', 'securityAdministrator']);
  const again = run([...lines(4), ...lines(5), ...lines(6)]);
  await expect(again).rejects.toMatchObject({ code: 'IDENTITY.ADMINISTRATORS_EXIST' });
  expect(await roles()).toHaveLength(3);
});

test.each<[string, object, string]>([
  ['one person twice', { number: number(501) }, 'IDENTITY.ROLES_CONFLICT'],
  ['one login twice, in capital letters', { login: 'FIRST.1' }, 'IDENTITY.ROLES_CONFLICT'],
  ['a short password', { password: 'short' }, 'IDENTITY.PASSWORD_TOO_SHORT'],
  ['no password', { password: '' }, 'IDENTITY.PASSWORD_TOO_SHORT'],
  ['a wrong number', { number: '650102199001010018' }, 'CITIZEN_ID.CHECK_DIGIT'],
  ['a login of no letters', { login: '1234' }, 'CLI.LOGIN_FORM'],
])('with %s makes none of the three', async (_, change, code) => {
  await expect(run([...lines(1), ...lines(2), ...lines(3, change)])).rejects.toMatchObject({ code });
  expect(await roles()).toEqual([]);
});

test('input that ends early makes none', async () => {
  await expect(run(lines(1))).rejects.toMatchObject({ code: 'CLI.LOGIN_FORM' });
  expect(await roles()).toEqual([]);
});
