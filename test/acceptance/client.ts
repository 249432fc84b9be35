import { randomUUID } from 'node:crypto';
import { accessToken, type Door, type OpenAccount } from './entrance';

export interface Answer<T = Record<string, never>> {
  status: number;
  body: T;
}

/** One person, who logs in by itself, over HTTP and nothing else. */
export class Client {
  private token = '';

  constructor(private readonly door: Door, private readonly account: OpenAccount) {}

  get login(): string {
    return this.account.login;
  }

  /** The same person, asking another process of the platform. */
  at(url: string): Client {
    return new Client({ ...this.door, url }, this.account);
  }

  get<T>(path: string): Promise<Answer<T>> {
    return this.send('GET', path);
  }

  /** @param key the idempotency key; a new one when left out */
  post<T>(path: string, body?: unknown, key: string = randomUUID()): Promise<Answer<T>> {
    return this.send('POST', path, body, { 'Idempotency-Key': key });
  }

  put<T>(path: string, body?: unknown, key: string = randomUUID()): Promise<Answer<T>> {
    return this.send('PUT', path, body, { 'Idempotency-Key': key });
  }

  delete<T>(path: string): Promise<Answer<T>> {
    return this.send('DELETE', path);
  }

  /** Sends the bytes of a file. */
  upload<T>(path: string, name: string, type: string, bytes: Uint8Array<ArrayBuffer>): Promise<Answer<T>> {
    const key = randomUUID();
    return this.loggedIn(async () => {
      const headers = { ...await this.bearer(), 'Content-Type': type, 'File-Name': encodeURIComponent(name), 'Idempotency-Key': key };
      const response = await fetch(this.door.url + path, { method: 'POST', headers, body: bytes });
      return { status: response.status, body: (await response.json()) as T };
    });
  }

  /** @throws Error when it is not there */
  async download(path: string): Promise<Buffer> {
    const answer = await this.loggedIn(async () => {
      const response = await fetch(this.door.url + path, { headers: await this.bearer() });
      return { status: response.status, body: Buffer.from(await response.arrayBuffer()) };
    });
    return this.expect(answer, 200);
  }

  /** The body of an answer that must have this status. @throws Error with what came instead */
  expect<T>(answer: Answer<T>, status: number): T {
    if (answer.status === status) return answer.body;
    throw new Error(`${this.login} expected ${status} and got ${answer.status}: ${JSON.stringify(answer.body)}`);
  }

  private send<T>(method: string, path: string, body?: unknown, headers?: Record<string, string>): Promise<Answer<T>> {
    return this.loggedIn(() => this.sendOnce<T>(method, path, body, headers));
  }

  /** Whoever comes back another day logs in again. */
  private async loggedIn<T>(ask: () => Promise<Answer<T>>): Promise<Answer<T>> {
    let answer = await ask();
    // The first time another window's token may come, which has run out as well.
    for (let tries = 0; answer.status === 401 && tries < 2; tries += 1) {
      this.token = await accessToken(this.door, this.account, this.token);
      answer = await ask();
    }
    return answer;
  }

  private async sendOnce<T>(method: string, path: string, body?: unknown, headers: Record<string, string> = {}): Promise<Answer<T>> {
    const response = await fetch(this.door.url + path, {
      method,
      headers: { ...await this.bearer(), ...headers, ...(body === undefined ? {} : { 'Content-Type': 'application/json' }) },
      body: body === undefined ? undefined : JSON.stringify(body),
    });
    const text = await response.text();
    return { status: response.status, body: (text ? JSON.parse(text) : undefined) as T };
  }

  private async bearer(): Promise<Record<string, string>> {
    this.token ||= await accessToken(this.door, this.account);
    return { Authorization: `Bearer ${this.token}` };
  }
}
