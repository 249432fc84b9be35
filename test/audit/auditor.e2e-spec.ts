import { hash } from 'node:crypto';
import { SecurityLog } from '@onething/audit';
import { canonicalJson } from '@onething/kernel';
import { AuditedPlatform } from './audited-platform';

jest.setTimeout(120_000);

let audited: AuditedPlatform;
let token: string;

beforeAll(async () => {
  audited = await AuditedPlatform.start();
  token = await audited.platform.login('auditor');
});
afterAll(() => audited?.platform.stop());

const get = (path: string) => audited.platform.request.get(`/api${path}`).set('authorization', `Bearer ${token}`);
interface Listed {
  id: string;
  act: string;
  address: string | null;
  hasReason: boolean;
}

test('searches by each filter, pages without gaps, newest first', async () => {
  const log = audited.platform.app.get(SecurityLog, { strict: false });
  const [person, account] = [audited.newId(), audited.newId()];
  for (let count = 0; count < 5; count += 1) {
    await log.record({
      act: 'key.rotated', outcome: 'done', actor: { accountId: account, roles: ['administrator'] }, subjectPersonId: person, object: { kind: 'key', id: `e${count}` },
      address: '203.0.113.7', reason: '王丽的请求',
    });
    audited.platform.clock.advanceBy(1_000);
  }
  const pages: string[] = [];
  for (let next = ''; ;) {
    const { body } = await get(`/security-log?act=key.rotated&limit=2${next}`).expect(200) as { body: { entries: Listed[]; next?: string } };
    pages.push(...body.entries.map(({ id }) => id));
    expect(body.entries.every(({ address, hasReason }) => address === '203.0.113.*' && hasReason)).toBe(true);
    expect(JSON.stringify(body)).not.toContain('王丽');
    if (body.next === undefined) break;
    next = `&after=${body.next}`;
  }
  expect(pages).toHaveLength(5);
  expect(pages).toEqual([...pages].sort().reverse());
  const day = new Date(audited.platform.clock.now() + 8 * 3_600_000).toISOString().slice(0, 10);
  for (const filter of [`actorAccountId=${account}`, `subjectPersonId=${person}`, 'objectKind=key', `actorAccountId=${account}&outcome=done&from=${day}&to=${day}`]) {
    expect([filter, (await get(`/security-log?${filter}`).expect(200)).body.entries.length]).toEqual([filter, 5]);
  }
  expect((await get('/security-log?objectKind=key&objectId=e3').expect(200)).body.entries).toHaveLength(1);
  for (const filter of [`actorAccountId=${account}&outcome=refused`, `actorAccountId=${account}&to=2026-01-01`]) expect((await get(`/security-log?${filter}`).expect(200)).body.entries).toEqual([]);
  expect((await get('/security-log?from=2026-02-30').expect(422)).body.code).toBe('AUDIT.NO_SUCH_DAY');
});

test('one act is shown whole, and that it was read is recorded', async () => {
  const [{ id }] = (await get('/security-log?act=key.rotated&limit=1').expect(200)).body.entries as [Listed];
  expect((await get(`/security-log/${id}`).expect(200)).body).toMatchObject({ id, address: '203.0.113.7', reason: '王丽的请求' });
  const [read] = (await get('/security-log?act=audit.read&limit=1').expect(200)).body.entries as [object];
  expect(read).toMatchObject({ objectKind: 'securityAct', objectId: id, actorRoles: ['auditor'] });
  expect((await get(`/security-log/${audited.newId()}`).expect(404)).body.code).toBe('AUDIT.NO_SUCH_ACT');
});

test('exports all of it, masked, as JSON Lines and CSV, and that is recorded too', async () => {
  const lines = await get('/security-log/export?format=jsonl&act=key.rotated').responseType('text').expect(200).expect('content-type', 'application/jsonl');
  const rows = String(lines.body).trim().split('\n').map((line) => JSON.parse(line) as Listed);
  expect(rows.map(({ address }) => address)).toEqual(Array.from({ length: 5 }, () => '203.0.113.*'));
  audited.platform.clock.advanceBy(1_000);
  const csv = await get('/security-log/export?format=csv').responseType('text').expect(200).expect('content-disposition', /^attachment; filename="security-log-2026-\d\d-\d\d\.csv"$/);
  expect(String(csv.body).split('\r\n').length).toBeGreaterThan(8);
  expect(String(lines.body) + String(csv.body)).not.toContain('王丽');
  const { entries } = (await get('/security-log?act=audit.exported').expect(200)).body as { entries: { detail: object }[] };
  expect(entries.map(({ detail }) => detail)).toEqual([{ format: 'csv' }, { format: 'jsonl', act: 'key.rotated' }]);
});

test('nobody but the auditor reads it', async () => {
  for (const login of ['mother', 'health.clerk', 'supervisor', 'administrator']) {
    const other = await audited.platform.login(login);
    for (const path of ['/security-log', '/security-log/export?format=csv', '/audit/heads', '/audit/consistency?first=1&second=2']) {
      await audited.platform.request.get(`/api${path}`).set('authorization', `Bearer ${other}`).expect(403);
    }
  }
  const { body } = await audited.platform.request.get('/api/audit/keys').expect(200);
  expect(body.entries).toEqual([{ key: 's1', publicKey: expect.stringContaining('BEGIN PUBLIC KEY') }]);
});

describe('proofs', () => {
  interface Head {
    number: number;
    size: number;
    root: string;
  }
  const node = (left: string, right: string) => hash('sm3', Buffer.concat([Buffer.of(1), Buffer.from(left, 'hex'), Buffer.from(right, 'hex')]));
  const leafOf = (entry: object) => hash('sm3', Buffer.concat([Buffer.of(0), Buffer.from(canonicalJson(entry))]));

  /** RFC 9162 §2.1.3.2, written down once more. */
  function rootOf(index: number, size: number, leaf: string, proof: string[]): string {
    let [fn, sn, root] = [index, size - 1, leaf];
    for (const step of proof) {
      if (fn % 2 === 1 || fn === sn) {
        root = node(step, root);
        while (fn % 2 === 0 && fn !== 0) [fn, sn] = [fn / 2, Math.floor(sn / 2)];
      } else root = node(root, step);
      [fn, sn] = [Math.floor(fn / 2), Math.floor(sn / 2)];
    }
    return root;
  }

  test('heads are listed, newest first', async () => {
    const { body } = await get('/audit/heads?limit=2').expect(200) as { body: { entries: Head[]; next: number } };
    expect(body.entries.map(({ number }) => number)).toEqual([body.next + 1, body.next]);
    expect((await get(`/audit/heads?after=${body.next}`).expect(200)).body.entries[0].number).toBe(body.next - 1);
  });

  test('an event is in the log: its chain ends in a leaf of the signed root', async () => {
    const { index, leaf, head, proof } = (await get(`/audit/cases/${audited.caseId}/proof?seq=1`).expect(200)).body as { index: number; leaf: { caseId: string; itemId: null; seq: number; end: string; hash: string }; head: Head; proof: string[] };
    const { caseId, itemId, seq, end } = leaf;
    expect([caseId, itemId]).toEqual([audited.caseId, null]);
    expect(leafOf({ kind: 'chain', caseId, itemId, seq, end })).toBe(leaf.hash);
    expect(rootOf(index, head.size, leaf.hash, proof)).toBe(head.root);
    expect(rootOf(index, head.size, leafOf({}), proof)).not.toBe(head.root);
  });

  test('an act is in the log, in the tree of an earlier head too', async () => {
    const { body: { entries } } = await get('/security-log?act=login.failed') as { body: { entries: Listed[] } };
    const first = entries.at(-1)!;
    for (const size of ['', '?size=1']) {
      const { index, leaf, head, proof } = (await get(`/audit/acts/${first.id}/proof${size}`).expect(200)).body as { index: number; leaf: { hash: string }; head: Head; proof: string[] };
      expect(rootOf(index, head.size, leaf.hash, proof)).toBe(head.root);
      if (size !== '') expect(head.number).toBe(1);
    }
    await audited.record({});
    const [young] = (await get('/security-log?act=login.failed&limit=1')).body.entries as [Listed];
    expect((await get(`/audit/acts/${young.id}/proof`).expect(404)).body.code).toBe('AUDIT.NOT_LOGGED_YET');
  });

  test('each tree begins with the one before', async () => {
    const { body: { entries } } = await get('/audit/heads?limit=2') as { body: { entries: [Head, Head] } };
    const [second, first] = entries;
    expect((await get(`/audit/consistency?first=${first.size}&second=${second.size}`).expect(200)).body.proof.length).toBeGreaterThan(0);
    expect((await get(`/audit/consistency?first=${second.size}&second=${first.size}`).expect(422)).body.errors).toEqual([expect.objectContaining({ field: 'first' })]);
    expect((await get('/audit/consistency?first=1&second=999999').expect(422)).body.errors).toEqual([expect.objectContaining({ field: 'second' })]);
  });
});
