import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { canonicalJson } from '@onething/kernel';
import { CERTIFICATE_SCHEMA, type ExchangeCertificate } from './certificate';
import { type Directory, DIRECTORY_SCHEMA, readDirectory } from './directory';
import { coreDigest, ENVELOPE_SCHEMA, envelopeDigest, headOf, openEnvelope, readBody, readEnvelope } from './envelope';
import { type HubReceipt, receiptDigest, RECEIPT_SCHEMA, STATEMENT_SCHEMA } from './hub-receipt';
import { CASE_MESSAGES, CONTROL_MESSAGES } from './message-types';
import { privateKeyOf, publicHalf, secretsOf } from './sealing';
import { digestOf, keyName } from './signing';
import { verifyDelivery } from './verify-delivery';

/** What other vendors are told: docs/exchange. The schemas there are written by `RENEW_SCHEMAS=1`, the vectors never change within a version. */
const folder = join(__dirname, '../../../../docs/exchange');

interface Vectors {
  canonical: { value: unknown; text: string }[];
  root: string;
  certificate: { value: ExchangeCertificate; digest: string; keyName: string };
  directory: Directory;
  recipient: { serial: string; sealingKey: string };
  agreement: { ephemeralPrivate: string; ephemeralPublic: string; recipientPrivate: string; key: string; iv: string };
  message: { envelope: string; core: string; digest: string; payload: string; body: Record<string, unknown> };
  receipt: { value: HubReceipt; digest: string };
  refused: { what: string; envelope: string; code: string }[];
}

const vectors = JSON.parse(readFileSync(join(folder, 'vectors.json'), 'utf8')) as Vectors;

test('the schemas that are printed are those that are used', () => {
  const draft = 'https://json-schema.org/draft/2020-12/schema';
  const documents = { certificate: CERTIFICATE_SCHEMA, directory: DIRECTORY_SCHEMA, envelope: ENVELOPE_SCHEMA, hubReceipt: RECEIPT_SCHEMA, hubStatement: STATEMENT_SCHEMA };
  for (const [file, $defs] of Object.entries({ 'messages.schema.json': { ...CASE_MESSAGES, ...CONTROL_MESSAGES }, 'documents.schema.json': documents })) {
    const text = `${JSON.stringify({ $schema: draft, $defs }, null, 1)}\n`;
    if (process.env.RENEW_SCHEMAS) writeFileSync(join(folder, file), text);
    expect(readFileSync(join(folder, file), 'utf8')).toBe(text);
  }
});

test('canonical form', () => {
  for (const { value, text } of vectors.canonical) expect(canonicalJson(value)).toBe(text);
});

test('certificate, directory and names of keys', () => {
  const { value, digest, keyName: name } = vectors.certificate;
  expect(digestOf('certificate', value)).toBe(digest);
  expect(keyName(vectors.root)).toBe(name);
  expect(readDirectory(vectors.directory, [vectors.root]).number).toBe(1);
});

test('key agreement', () => {
  const { ephemeralPrivate, ephemeralPublic, recipientPrivate, key, iv } = vectors.agreement;
  const recipient = publicHalf(privateKeyOf(Buffer.from(recipientPrivate, 'base64')));
  const secrets = secretsOf(privateKeyOf(Buffer.from(ephemeralPrivate, 'base64')), recipient, Buffer.from(ephemeralPublic, 'base64'), recipient, 'message');
  expect([secrets.key.toString('hex'), secrets.iv.toString('hex')]).toEqual([key, iv]);
});

const keys = () => new Map([[vectors.recipient.serial, Buffer.from(vectors.recipient.sealingKey, 'base64')]]);

test('a message with its receipt', () => {
  const { message, receipt } = vectors;
  const envelope = readEnvelope(Buffer.from(message.envelope));
  expect(coreDigest(envelope.core)).toBe(message.core);
  expect(envelopeDigest(headOf(envelope))).toBe(message.digest);
  expect(openEnvelope(envelope, keys()).toString()).toBe(message.payload);
  expect(readBody(envelope.core, Buffer.from(message.payload), [1])).toEqual(message.body);
  expect(receiptDigest(receipt.value)).toBe(receipt.digest);
});

test('what must be refused', () => {
  expect(vectors.refused.length).toBeGreaterThan(5);
  for (const { what, envelope, code } of vectors.refused) {
    const verifier = { region: '330000', roots: [vectors.root], directory: vectors.directory, sealingKeys: keys(), now: Date.parse(vectors.receipt.value.at) };
    expect([what, (() => {
      try {
        return verifyDelivery(Buffer.from(envelope), vectors.receipt.value, verifier) && 'believed';
      } catch (error) {
        return (error as { code: string }).code;
      }
    })()]).toEqual([what, code]);
  }
});
