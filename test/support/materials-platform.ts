import { randomUUID } from 'node:crypto';
import type { Response } from 'supertest';
import { NEWBORN_ANSWERS, NEWBORN_FORM, onePagePdf } from '../acceptance/newborn-form';
import { startTestPlatform, type TestPlatform, type TestPlatformOptions } from './test-platform';

/** The smallest files of two kinds. */
export const PDF = Buffer.from(onePagePdf());
export const JPEG = Buffer.concat([
  Buffer.from('ffd8ffe000104a46494600010100000100010000', 'hex'),
  Buffer.alloc(2_000),
  Buffer.from('ffd9', 'hex'),
]);

/** Asks for more papers than the plain case, among them one that a promise replaces. */
export const ANSWERS = { ...NEWBORN_ANSWERS, reimbursement: true };

export const UPLOAD_LIMIT_BYTES = 100_000;

interface MaterialSeen {
  material: string;
  source?: string;
  files: object[];
  licence?: object;
}

type Method = 'DELETE' | 'GET' | 'POST' | 'PUT';

/** A platform with the shipped catalogue, on which demo accounts handle the materials of newborns' cases. */
export class MaterialsPlatform {
  private constructor(
    readonly platform: TestPlatform,
    readonly tokens: Map<string, string>,
  ) {}

  static async start(changes: TestPlatformOptions['settings'] = {}): Promise<MaterialsPlatform> {
    const platform = await startTestPlatform({
      firstStart: true,
      worker: 'byHand',
      settings: { uploadLimitBytes: UPLOAD_LIMIT_BYTES, ...changes },
    });
    const started = new MaterialsPlatform(platform, new Map());
    for (const login of ['mother', 'father', 'health.clerk', 'publicsecurity.clerk']) await started.logIn(login);
    return started;
  }

  async logIn(login: string): Promise<void> {
    this.tokens.set(login, await this.platform.login(login));
  }

  send(login: string, method: Method, path: string, body?: object, headers: Record<string, string> = {}): Promise<Response> {
    const call = this.platform.request[method.toLowerCase() as Lowercase<Method>](`/api${path}`).set({
      authorization: `Bearer ${this.tokens.get(login)}`,
      'idempotency-key': randomUUID(),
      ...headers,
    });
    return (body === undefined ? call : call.send(body)).then((response) => response);
  }

  upload(
    path: string,
    content: Buffer,
    { name = 'a.pdf', login = 'mother', ...headers }: Record<string, string> = {},
  ): Promise<Response> {
    const defaults = { 'content-type': 'application/octet-stream', 'file-name': encodeURIComponent(name) };
    return this.send(login, 'POST', path, content, { ...defaults, ...headers });
  }

  /** A new draft of the mother's. @returns its path */
  async draft(answers: object = ANSWERS): Promise<string> {
    const { body } = await this.send('mother', 'POST', '/cases', { oneThing: 'newborn', division: '650102', answers });
    return `/cases/${body.caseId}`;
  }

  /** A draft with its form filled in. */
  async filledDraft(form: object = NEWBORN_FORM, answers: object = ANSWERS): Promise<string> {
    const path = await this.draft(answers);
    await this.save(path, form, answers);
    return path;
  }

  async save(path: string, form: object, answers: object = ANSWERS): Promise<void> {
    const { status, body } = await this.send('mother', 'PUT', `${path}/draft`, {
      version: await this.versionOf(path),
      answers,
      form,
    });
    if (status !== 200) throw new Error(`The draft was not saved: ${JSON.stringify(body)}`);
  }

  async versionOf(path: string): Promise<number> {
    return (await this.send('mother', 'GET', path)).body.version as number;
  }

  async materialIn(path: string, code: string, login = 'mother'): Promise<MaterialSeen> {
    const { body } = await this.send(login, 'GET', `${path}/materials`);
    return (body.materials as MaterialSeen[]).find(({ material }) => material === code)!;
  }

  /** Asks the father for the use of his ID card. */
  async ask(path: string, key: string = randomUUID()) {
    const body = { subject: 'otherParent', materials: ['other-parent-id-card'] };
    const reply = await this.send('mother', 'POST', `${path}/consents`, body, { 'idempotency-key': key });
    return reply.body as { id: string; state: string };
  }

  /** What a submission would say of a field now. */
  async problemOf(path: string, field: string): Promise<string | undefined> {
    const { body } = await this.send('mother', 'POST', `${path}/submit`, { version: await this.versionOf(path) });
    return (body.errors as { field: string; code: string }[]).find((error) => error.field === field)?.code;
  }
}
