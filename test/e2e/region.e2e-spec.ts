import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020';
import { CaseAudit } from '@onething/cases';
import { Keyring } from '@onething/crypto';
import { isCitizenId, parseBundleNumber, parseCaseNumber } from '@onething/kernel';
import { Database } from '@onething/persistence';
import { FigureRecount } from '@onething/statistics';
import { annualReport } from '../../apps/cli/src/commands/report-annual.command';
import { loadRegion, type LoadedRegion } from '../../apps/cli/src/region/load-region';
import { settle } from '../support/settle';
import { startTestPlatform, type TestPlatform } from '../support/test-platform';

const YEAR = 2025;
const SCALE = 0.0001;

let platform: TestPlatform;
let loaded: LoadedRegion;
const said: string[] = [];
beforeAll(async () => {
  platform = await startTestPlatform({ worker: 'byHand', firstStart: true });
  loaded = await loadRegion(platform.app, platform.databases.appUrl, {
    scale: SCALE, seed: 7, year: YEAR, region: platform.settings.region, onProgress: (what, done, total) => said.push(`${what} ${done}/${total}`),
  });
}, 120_000);
afterAll(() => platform.stop());

const rows = <Row>(name: string, text: string): Promise<Row[]> => platform.app.get(Database).query<Row>({ name: `test.${name}`, text }, []);

describe('a made-up region', () => {
  it('has as much of everything as its scale says, and says how far it is', async () => {
    expect(loaded).toMatchObject({ users: 1427, licences: expect.any(Number), seals: 1 });
    expect(loaded.itemCases).toBeGreaterThanOrEqual(590);
    expect(loaded.ratings / loaded.cases).toBeCloseTo(0.68, 0);
    expect(said).toEqual(expect.arrayContaining(['users 1427/1427', 'figures 0/1']));
    const [count] = await rows<{ users: number; people: number }>('users', `SELECT count(*) AS users, count(*) FILTER (WHERE p.synthetic) AS people
      FROM account a JOIN person p ON p.id = a.person_id WHERE a.login LIKE 'region-7-%'`);
    expect(count).toEqual({ users: 1427, people: 1427 });
  });

  it('gives numbers with right check characters, and each once', async () => {
    const keyring = platform.app.get(Keyring);
    const people = await rows<{ id: string; number: never }>('people', `SELECT p.id, p.number FROM person p JOIN account a ON a.person_id = p.id WHERE a.login LIKE 'region-7-%' LIMIT 50`);
    for (const { id, number } of people) expect(isCitizenId(keyring.decrypt({ table: 'person', field: 'number', row: id }, number), '2026-03-02')).toBe(true);
    const numbers = await rows<{ kind: string; number: string }>('numbers', 'SELECT kind, number FROM official_number');
    expect(numbers.length).toBeGreaterThan(1000);
    for (const { kind, number } of numbers.filter((one) => one.kind !== 'receipt')) expect(() => (kind === 'case' ? parseCaseNumber(number) : parseBundleNumber(number))).not.toThrow();
  });

  it('has unbroken chains that tell no follower anything, and figures that are those of its events', async () => {
    expect(await platform.app.get(CaseAudit, { strict: false }).findContradictions()).toEqual([]);
    expect((await platform.app.get(FigureRecount, { strict: false }).compare()).differences).toEqual([]);
    const before = await rows('notices', 'SELECT count(*) AS documents FROM document');
    await settle(platform.app);
    expect(await rows('notices-after', 'SELECT count(*) AS documents FROM document')).toEqual(before);
  });

  it('has a rhythm: fewer cases on days off, most of them in office hours', async () => {
    const [days] = await rows<{ weekend: number; hours: number; all: number }>('rhythm', `SELECT count(*) AS all,
      count(*) FILTER (WHERE extract(isodow FROM submitted_at AT TIME ZONE 'Asia/Shanghai') > 5) AS weekend,
      count(*) FILTER (WHERE extract(hour FROM submitted_at AT TIME ZONE 'Asia/Shanghai') BETWEEN 9 AND 19) AS hours FROM bundle_case`);
    expect(days!.weekend / days!.all).toBeLessThan(0.16);
    expect(days!.hours / days!.all).toBeGreaterThan(0.7);
  });

  it('makes a report whose numbers are those of the rows themselves', async () => {
    const { paragraph, checks, tables } = await annualReport(platform.app, YEAR);
    expect(checks.filter(({ holds }) => !holds)).toEqual([]);
    const before = `occurred_at < '2026-01-01T00:00:00+08:00'`;
    const [counts] = await rows<Record<string, number>>('report', `SELECT
      (SELECT count(*) FROM account WHERE kind = 'resident' AND state <> 'closed' AND created_at < '2026-01-01T00:00:00+08:00') AS users,
      (SELECT count(DISTINCT type_code) FROM licence WHERE is_current AND state IN ('VALID', 'SUSPENDED') AND issued_on < '2026-01-01') AS types,
      (SELECT count(*) FROM licence WHERE is_current AND state IN ('VALID', 'SUSPENDED') AND issued_on < '2026-01-01') AS licences,
      (SELECT count(*) FROM case_event WHERE type = 'itemSubmitted' AND ${before}) AS submitted,
      (SELECT count(*) FROM case_event WHERE type = 'itemClosed' AND ${before}) AS closed,
      (SELECT count(*) FROM case_event WHERE type = 'itemClosed' AND ${before} AND payload->>'onTime' = 'true') AS "onTime",
      (SELECT count(*) FROM case_event WHERE type = 'itemClosed' AND ${before} AND payload->>'onTime' IS NOT NULL) AS timed,
      (SELECT count(*) FROM rating WHERE item_id IS NOT NULL AND given_at < '2026-01-01T00:00:00+08:00') AS rated,
      (SELECT count(*) FROM rating WHERE item_id IS NOT NULL AND grade <= 3 AND given_at < '2026-01-01T00:00:00+08:00') AS satisfied`);
    const { users, types, licences, submitted, closed, onTime, timed, rated, satisfied } = counts as Record<string, number> & { users: number };
    const text = paragraph.map((run) => run.text).join('');
    const rate = (part: number, whole: number) => `${((part / whole) * 100).toFixed(2)}%`;
    const listed = readFileSync(join(__dirname, '../../config/catalogue/cross-province-items.yaml'), 'utf8').match(/\bnationalCode: /g)!.length;
    expect(text).toContain(`实现${listed}项政务服务事项“跨省通办”。`);
    expect(text).toContain(`实名注册${users}用户，汇聚${types}类${licences}个电子证照，`);
    expect(text).toContain(`${submitted}办件，${rated}个好差评主动评价，主动评价满意率为${rate(satisfied!, rated!)}。`);
    expect(text).toContain(`全年办结事项办件${closed}件，按时办结率${rate(onTime!, timed!)}`);
    const perMonth = await rows<{ month: string; submitted: number }>('report-months', `SELECT to_char(occurred_at AT TIME ZONE 'Asia/Shanghai', 'YYYY-MM') AS month,
      count(*) FILTER (WHERE type = 'itemSubmitted') AS submitted FROM case_event WHERE item_id IS NOT NULL GROUP BY 1 HAVING count(*) FILTER (WHERE type = 'itemSubmitted') > 0 ORDER BY 1`);
    expect(tables[1]!.rows.filter(([, count]) => count !== '0').map(([month, count]) => ({ month, submitted: Number(count) }))).toEqual(perMonth);
  });

  it('shows behind a figure the very cases, as many as are kept', async () => {
    const token = await platform.login('supervisor');
    const { body } = await platform.request.get('/api/statistics/explanations').query({ figure: 'items.granted', month: '2025-09', department: 'health' })
      .set('authorization', `Bearer ${token}`).expect(200) as { body: { kept: number; found: number; counts: { number: string; department: string; day: string }[] } };
    expect(body.found).toBe(body.kept);
    expect(body.counts).toHaveLength(body.kept);
    expect(body.kept).toBeGreaterThan(0);
    for (const { number, department, day } of body.counts) {
      expect(parseCaseNumber(number)).toBeDefined();
      expect([department, day.slice(0, 7)]).toEqual(['health', '2025-09']);
    }
    const ratings = await platform.request.get('/api/statistics/explanations').query({ figure: 'ratings.item', month: '2025-09' }).set('authorization', `Bearer ${token}`).expect(200);
    expect(ratings.body).toMatchObject({ found: (ratings.body as { kept: number }).kept });
  });

  it('shows a supervisor the board of his divisions, and nobody else', async () => {
    const token = await platform.login('supervisor');
    const ask = (query: object, format = '') => platform.request.get(`/api/statistics/board${format}`).query({ from: '2025-01', to: '2025-12', ...query });
    const { body } = await ask({ by: 'department' }).set('authorization', `Bearer ${token}`).expect(200) as { body: { total: { granted: number; medianDays: number }; rows: { granted: number; key: string }[] } };
    expect(body.rows.reduce((sum, { granted }) => sum + granted, 0)).toBe(body.total.granted);
    const [plain] = await rows<{ granted: number }>('granted', `SELECT count(*) AS granted FROM item_case WHERE state = 'granted'`);
    expect(body.total.granted).toBe(plain!.granted);
    await ask({ by: 'month', department: 'health' }, '/csv').set('authorization', `Bearer ${token}`).expect(200).expect('content-type', /text\/csv/).expect(/submitted,accepted,granted/);
    await ask({ by: 'month' }, '/xlsx').set('authorization', `Bearer ${token}`).expect(200).expect('content-disposition', /board-month.xlsx/);
    await ask({ by: 'department', division: '110000' }).set('authorization', `Bearer ${token}`).expect(403);
    await ask({ by: 'case' }).set('authorization', `Bearer ${token}`).expect(400);
    await ask({ by: 'department' }).expect(401);
    await ask({ by: 'department' }).set('authorization', `Bearer ${await platform.login('mother')}`).expect(403);
  });

  it('gives everybody months that are over, without small counts, as its schema says', async () => {
    const list = (await platform.request.get('/api/statistics/open-data').expect(200)).body as { schema: string; datasets: { code: string; months: string[] }[] };
    expect(list.datasets.map(({ code }) => code)).toEqual(['items', 'ratings']);
    const matches = new Ajv2020().compile((await platform.request.get(list.schema).expect(200)).body as object);
    for (const { code, months } of list.datasets) {
      expect(months).toContain('2025-12');
      const month = (await platform.request.get(`/api/statistics/open-data/${code}/2025-12`).expect(200)).body as { cells: { count: number | null }[] };
      expect(matches(month)).toBe(true);
      expect(month.cells.some(({ count }) => count === null)).toBe(true);
      expect(month.cells.every(({ count }) => count === null || count >= 5)).toBe(true);
      await platform.request.get(`/api/statistics/open-data/${code}/2025-12/csv`).expect(200).expect('content-type', /text\/csv/);
      await platform.request.get(`/api/statistics/open-data/${code}/2025-12/xlsx`).expect(200);
      await platform.request.get(`/api/statistics/open-data/${code}/2026-03`).expect(404);
    }
    await platform.request.get('/api/statistics/open-data/nothing/2025-12').expect(404);
  });

  it('is loaded once', async () => {
    const again = loadRegion(platform.app, platform.databases.appUrl, { scale: SCALE, seed: 8, year: YEAR, region: platform.settings.region });
    await expect(again).rejects.toMatchObject({ code: 'CLI.REGION_THERE' });
  });
});
