import type { AnySchemaObject } from 'ajv/dist/2020';
import { base64, code, count, day, digest, instant, list, longText, object, region, serial, shortText, uuid } from './shape';

/** A file beside a message: it travels by itself, sealed to the recipient, and is known by the digest of its content. */
export interface FileReference {
  /** SHA-256 of the content. */
  sha256: string;
  /** Bytes. */
  size: number;
  contentType: string;
  name: string;
}

const file = object({ sha256: digest, size: { ...count, maximum: 5 * 1024 ** 3 }, contentType: shortText, name: shortText });
const files = list(file, 200);
const material = object({ code, 'name?': shortText, 'original?': { type: 'boolean' }, files });
const answers: AnySchemaObject = { type: 'object', maxProperties: 500 };
const verdict = object({ code, passed: { type: 'boolean' }, 'note?': longText });
const person = object({ kind: { enum: ['natural', 'legal'] }, name: shortText, number: code, 'mobile?': code });
const office = object({ code, 'name': shortText, 'department?': code });
const optionalText = { type: 'string', maxLength: 4000 };

/**
 * Every message that belongs to a case (业务报文), with the shape of its body. Those of a conversation are numbered by each side; the schemas are
 * printed in docs/exchange/messages.schema.json for other vendors.
 */
export const CASE_MESSAGES = {
  /** 转办: an application that was taken in elsewhere, or an item of a bundle for a peer. */
  caseForwarded: object({
    'item': code, 'mode': { enum: ['online', 'collected', 'joint'] }, 'caseNumber': code, 'receiptNumber?': code, 'applicant': person, 'agent?': person, answers,
    'materials': list(material, 200), 'place': object({ rule: code, region, reason: optionalText }),
    'intake': object({
      office, 'receivedAt': instant, 'formChecks': list(verdict, 100),
      'identityCheck': object({ method: { enum: ['document', 'face', 'account', 'mandate'] }, at: instant, result: { enum: ['confirmed', 'notConfirmed'] } }),
    }),
  }),
  /** 寄递: papers are on their way, a record of what is in the parcel. */
  papersPosted: object({
    carrier: shortText, trackingNumber: code, sender: shortText, postedOn: day, recipient: shortText,
    contents: list(object({ material: code, copies: { ...count, maximum: 1000 }, original: { type: 'boolean' }, scans: list(digest, 1000) }), 200, 1),
  }),
  /** 签收核对: complete, missing or damaged. */
  papersReceived: object({
    trackingNumber: code, receivedOn: day, receivedBy: shortText, result: { enum: ['complete', 'missing', 'damaged'] },
    remarks: list(object({ material: code, state: { enum: ['missing', 'damaged'] }, note: optionalText }), 200),
  }),
  /** 补正通知. */
  correctionAsked: object({ 'reason': longText, 'points': list(object({ target: code, note: longText }), 200, 1), 'dueOn?': day, 'documentNumber?': code }),
  /** 补正: `request` is the number of the request that it answers, from 1 in the conversation. */
  corrected: object({ answers, 'materials': list(material, 200), 'correctedAt': instant, 'request?': { ...count, minimum: 1 } }),
  /** 受理: the clock of the deciding place begins. */
  accepted: object({ 'caseNumber': code, office, 'acceptedOn': day, 'promisedOn?': day, 'documentNumber?': code }),
  /** 不予受理. */
  notAccepted: object({ 'reason': longText, 'legalBasis?': optionalText, 'remedy?': optionalText, 'decidedOn': day, 'documentNumber?': code }),
  suspended: object({ procedure: code, reason: optionalText, from: day }),
  resumed: object({ 'on': day, 'promisedOn?': day }),
  /** 办结. */
  decided: object({
    'outcome': { enum: ['granted', 'refused', 'withdrawn', 'aborted'] }, 'decidedOn': day, 'reason?': optionalText, 'documentNumber?': code, 'remedy?': optionalText,
    'result?': object({ 'name': shortText, 'number?': code, 'validFrom?': day, 'validTo?': day }), files,
  }),
  /** 送达. */
  resultDelivered: object({ 'manner': { enum: ['online', 'post', 'window'] }, 'deliveredOn': day, 'carrier?': shortText, 'trackingNumber?': code, files }),
  withdrawn: object({ by: { enum: ['applicant', 'agent', 'office'] }, at: instant, reason: optionalText }),
  /** 评价共享: intake and deciding place are rated apart. */
  ratingShared: object({ 'about': { enum: ['intake', 'deciding'] }, 'grade': { ...count, minimum: 1, maximum: 5 }, 'words?': optionalText, 'ratedAt': instant }),
} satisfies Record<string, AnySchemaObject>;

/** What nodes say to each other about messages: not numbered, answered by nothing, and sent anew when it got lost. */
export const CONTROL_MESSAGES = {
  /** 回执: it was received, and applied or refused here. */
  receipt: object({ message: uuid, core: digest, hubReceipt: digest, receivedAt: instant, outcome: { enum: ['applied', 'refused'] } }),
  /** 拒收: why it was not believed, or could not be carried out. `core` is all zeros when it could not be read. */
  refusal: object({ message: uuid, core: digest, bytes: digest, code, detail: longText, at: instant }),
  /** 补发请求: numbers of the other side that are missing here, both included. */
  resendAsked: object({ from: { ...count, minimum: 1 }, to: { ...count, minimum: 1 } }),
  /** 报文索回: messages of the one who asks, which it has forgotten since it was restored from a backup. */
  messagesAsked: object({ messages: list(uuid, 50, 1) }),
  /** 报文返还: what it had said, salt and all: its digest is that of the core which the hub still has. */
  messageReturned: object({ message: uuid, payload: object({ salt: { type: 'string', pattern: '^[0-9a-f]{32}$' }, body: { type: 'object' } }) }),
  /** 对账: conversations with the other side that came to rest on a day, as they stand here. */
  ledgerStated: object({ day, conversations: list(object({ id: uuid, sent: count, sentDigest: digest, received: count, receivedDigest: digest }), 500, 1) }),
  /** 文件请求: files that messages name and that the sender of this lacks. */
  filesWanted: object({ files: list(digest, 200, 1) }),
  /** 文件就绪: they lie at the hub, sealed part by part. */
  filesReady: object({ files: list(object({ sha256: digest, transfer: uuid, certificate: serial, ephemeral: base64, parts: { ...count, minimum: 1, maximum: 100_000 } }), 200, 1) }),
} satisfies Record<string, AnySchemaObject>;

export type CaseMessageType = keyof typeof CASE_MESSAGES;
export type ControlMessageType = keyof typeof CONTROL_MESSAGES;
export type MessageType = CaseMessageType | ControlMessageType;

/** The version of all schemas above. */
export const SCHEMA_VERSION = 1;

export function isCaseMessage(type: string): type is CaseMessageType {
  return Object.hasOwn(CASE_MESSAGES, type);
}

/** @returns undefined when there is no such message */
export function schemaOf(type: string): AnySchemaObject | undefined {
  if (isCaseMessage(type)) return CASE_MESSAGES[type];
  return Object.hasOwn(CONTROL_MESSAGES, type) ? CONTROL_MESSAGES[type as ControlMessageType] : undefined;
}

/** Files that a body names, each once. */
export function filesOf(body: unknown): FileReference[] {
  const found = new Map<string, FileReference>();
  collect(body, found);
  return [...found.values()];
}

function collect(value: unknown, found: Map<string, FileReference>): void {
  if (typeof value !== 'object' || value === null) return;
  if (Array.isArray(value)) return value.forEach((entry) => collect(entry, found));
  const { files: named, ...rest } = value as { files?: FileReference[] };
  if (Array.isArray(named)) for (const one of named) if (isReference(one)) found.set(one.sha256, one);
  collect(Object.values(rest), found);
}

/** Answers of a form are free: what looks like a file there is looked at like everything else. */
function isReference(value: Partial<FileReference> | null): value is FileReference {
  return typeof value?.sha256 === 'string' && /^[0-9a-f]{64}$/.test(value.sha256) && Number.isSafeInteger(value.size) && typeof value.contentType === 'string' && typeof value.name === 'string';
}
