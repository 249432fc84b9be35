import { canonicalJson, newId } from '@onething/kernel';
import fc from 'fast-check';
import { DAY_MS, iso, NOW, TestNation } from '../fixtures/test-nation';
import { parseCanonical } from './canonical';
import { endAfter, inTurn, turnOf } from './conversation';
import { readDirectory, requireInForce, requireNewer } from './directory';
import { type Core, coreDigest, headOf, readBody, readEnvelope, writeCore, writeEnvelope, writePayload } from './envelope';
import { compareStatement, followReceipt, type HubReceipt, RECEIPT_START, receiptDigest, readHubStatement, writeHubReceipt, writeHubStatement } from './hub-receipt';
import { NO_DIGEST } from './signing';
import { verifyDelivery } from './verify-delivery';

const nation = new TestNation();
const north = nation.node('650000');
const east = nation.node('330000');
const directory = nation.directory([north, east]);
const WITHDRAWN = { by: 'applicant', at: iso(NOW), reason: '' };
const verifier = { region: '330000', roots: nation.roots, directory, sealingKeys: east.sealingKeys, now: NOW };

function message(change: Partial<Core> = {}, sender = north, recipient = east, body: unknown = WITHDRAWN) {
  const payload = writePayload(body);
  const core = writeCore({
    id: newId(NOW), from: '650000', to: '330000', conversation: newId(NOW), sequence: 1, type: 'withdrawn', schema: 1, sentAt: iso(NOW), previous: NO_DIGEST, ...change,
  }, payload);
  const bytes = writeEnvelope({ ...core, ...change }, payload, recipient.certificate, sender);
  return { core, bytes, receipt: receiptFor(bytes) };
}

function receiptFor(bytes: Buffer, change: Partial<HubReceipt> = {}) {
  return writeHubReceipt(headOf(readEnvelope(bytes)), { number: 1, fromNumber: 1, previous: NO_DIGEST, at: iso(NOW), ...change }, nation.hub);
}

const codeOf = (work: () => unknown): string => {
  try {
    work();
  } catch (error) {
    return (error as { code: string }).code;
  }
  return 'believed';
};

test('a message is read by whom it is for', () => {
  const { bytes, receipt, core } = message();
  const read = verifyDelivery(bytes, receipt, verifier);
  expect(read.core).toEqual(core);
  expect(readBody(core, read.payload, [1])).toEqual(WITHDRAWN);
  expect(bytes.toString()).not.toContain('applicant');
});

test('no change of a byte is believed', () => {
  const { bytes, receipt } = message();
  fc.assert(fc.property(fc.nat(bytes.length - 1), fc.integer({ min: 1, max: 255 }), (at, change) => {
    const altered = Buffer.from(bytes);
    altered[at] = altered[at]! ^ change;
    return codeOf(() => verifyDelivery(altered, receipt, verifier)).startsWith('EXCHANGE.');
  }), { numRuns: 300 });
});

test('a message that was signed and sealed anew is the same message', () => {
  const payload = writePayload(WITHDRAWN);
  const { core } = message();
  const same = writeCore({ ...core }, payload);
  const renewed = nation.node('650000');
  const [one, two] = [writeEnvelope(same, payload, east.certificate, north), writeEnvelope(same, payload, nation.node('330000').certificate, renewed)];
  expect(one.equals(two)).toBe(false);
  expect(coreDigest(readEnvelope(one).core)).toBe(coreDigest(readEnvelope(two).core));
});

test('age is no reason, the future is', () => {
  const old = message({ sentAt: iso(NOW - 400 * DAY_MS) });
  expect(verifyDelivery(old.bytes, old.receipt, verifier).core.sequence).toBe(1);
  const early = message({ sentAt: iso(NOW + 16 * 60_000) });
  expect(codeOf(() => verifyDelivery(early.bytes, early.receipt, verifier))).toBe('EXCHANGE.FROM_THE_FUTURE');
});

test('a revocation counts from its moment on, by the receipt of the hub', () => {
  const { bytes } = message();
  const revoked = { ...verifier, directory: nation.directory([north, east], { number: 2, revoked: [{ serial: north.certificate.serial, at: iso(NOW), reason: 'keyCompromise' }] }) };
  expect(codeOf(() => verifyDelivery(bytes, receiptFor(bytes, { at: iso(NOW) }), revoked))).toBe('EXCHANGE.CERTIFICATE_REVOKED');
  expect(codeOf(() => verifyDelivery(bytes, receiptFor(bytes, { at: iso(NOW - 1) }), revoked))).toBe('believed');
});

test('a directory does not go back, has no twin, and is noticed when it is withheld', () => {
  const second = nation.directory([north, east], { number: 2 });
  expect(codeOf(() => requireNewer(directory, second))).toBe('EXCHANGE.DIRECTORY_BACKWARDS');
  expect(codeOf(() => requireNewer(nation.directory([north], { number: 2 }), second))).toBe('EXCHANGE.DIRECTORY_FORKED');
  expect(codeOf(() => requireNewer(second, directory))).toBe('believed');
  expect(codeOf(() => requireInForce(directory, NOW + 31 * DAY_MS))).toBe('EXCHANGE.DIRECTORY_STALE');
  expect(codeOf(() => readDirectory(directory, new TestNation().roots))).toBe('EXCHANGE.DIRECTORY_UNTRUSTED');
  expect(codeOf(() => readDirectory({ ...directory, nextUpdate: iso(NOW + 900 * DAY_MS) }, nation.roots))).toBe('EXCHANGE.DIRECTORY_UNTRUSTED');
});

test('a conversation has one order', () => {
  const { core } = message();
  const end = endAfter(core);
  expect(turnOf(core, { sequence: 0, digest: NO_DIGEST })).toBe('next');
  expect(turnOf({ ...core, sequence: 3, previous: end.digest }, end)).toBe('gap');
  expect(codeOf(() => turnOf({ ...core, sequence: 2 }, end))).toBe('EXCHANGE.CHAIN_ALTERED');
  expect(codeOf(() => turnOf(core, end))).toBe('EXCHANGE.CONVERSATION_FORKED');
});

test('receipts of the hub are a chain in time', () => {
  const [one, two] = [message(), message()];
  const first = receiptFor(one.bytes);
  const position = followReceipt(first, RECEIPT_START, NOW);
  const next = (change: Partial<HubReceipt>) => codeOf(() => followReceipt(receiptFor(two.bytes, { number: 2, previous: receiptDigest(first), ...change }), position, NOW));
  expect(next({})).toBe('believed');
  expect(next({ number: 3 })).toBe('EXCHANGE.RECEIPT_CHAIN_BROKEN');
  expect(next({ previous: NO_DIGEST })).toBe('EXCHANGE.RECEIPT_CHAIN_BROKEN');
  expect(next({ at: iso(NOW - 1) })).toBe('EXCHANGE.RECEIPT_BACKDATED');
  expect(codeOf(() => verifyDelivery(two.bytes, first, verifier))).toBe('EXCHANGE.RECEIPT_WRONG');
});

test('the hub cannot forget what it has signed', () => {
  const position = followReceipt(receiptFor(message().bytes), RECEIPT_START, NOW);
  const say = (change: object, region = '330000') => codeOf(() => {
    const order = { region: '330000', delivered: 1, deliveredDigest: position.digest, submitted: 0, directory: 1, at: iso(NOW), nonce: 'n', ...change };
    compareStatement(readHubStatement(writeHubStatement(order, nation.hub), { region, nonce: 'n' }, nation.roots, directory), position, NOW);
  });
  expect(say({})).toBe('believed');
  expect(say({ delivered: 0, deliveredDigest: NO_DIGEST })).toBe('EXCHANGE.STATEMENT_WRONG');
  expect(say({ deliveredDigest: NO_DIGEST })).toBe('EXCHANGE.STATEMENT_WRONG');
  expect(say({ nonce: 'older' })).toBe('EXCHANGE.STATEMENT_WRONG');
  expect(say({ at: iso(NOW - 3_600_000) })).toBe('EXCHANGE.RECEIPT_BACKDATED');
});

test.each<[string, string, string]>([
  ['white space', '{"a": 1}', 'NOT_CANONICAL'], ['another order', '{"b":1,"a":1}', 'NOT_CANONICAL'], ['a member twice', '{"a":1,"a":1}', 'NOT_CANONICAL'],
  ['another number', '{"a":1.0}', 'NOT_CANONICAL'], ['no JSON', '{', 'NOT_JSON'], ['deep nesting', `${'['.repeat(100_000)}${']'.repeat(100_000)}`, 'TOO_DEEP'],
  ['an escaped half of a pair', '"\\ud800"', 'NOT_CANONICAL'], ['too much', `"${'x'.repeat(300_000)}"`, 'TOO_LARGE'],
])('%s is not canonical', (_, text, name) => {
  expect(codeOf(() => parseCanonical(Buffer.from(text)))).toBe(`EXCHANGE.${name}`);
});

test('what is canonical is read as it was', () => {
  fc.assert(fc.property(fc.jsonValue({ maxDepth: 5 }), (value) => {
    const text = canonicalJson(value);
    expect(canonicalJson(parseCanonical(Buffer.from(text)))).toBe(text);
  }));
});

test('messages are in turn by time, each side\'s in its order, also when one was handed over again', () => {
  const numbered = (from: string, sequence: number, minute: number) => ({ sequence, head: { core: { from, type: 'resumed' } }, hubReceipt: { at: iso(NOW + minute * 60_000) } });
  const told = [numbered('b', 1, 2), numbered('a', 3, 4), numbered('a', 2, 9), numbered('a', 1, 1), numbered('b', 2, 9), numbered('b', 3, 10), numbered('a', 4, 5)];
  expect(inTurn(told).map(({ head, sequence }) => `${head.core.from}${sequence}`)).toEqual(['a1', 'b1', 'a2', 'b2', 'a3', 'a4', 'b3']);
});
