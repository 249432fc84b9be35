import { DEMO_RESIDENTS } from '@onething/identity';

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
/** Of a date of birth it is the year that tells it from the dates of a story. */
const BIRTH = /^(19\d\d|200\d)-\d\d-\d\d$/;
const CREDENTIALS = /token|password|code$|secret|key$/i;

/**
 * Everything that people have typed or were given over HTTP and that no log may repeat. It watches `fetch`: bodies, queries, passwords,
 * and in answers tokens and codes.
 */
export class PersonalData {
  readonly texts = new Set<string>(DEMO_RESIDENTS.flatMap(({ name, number, mobile }) => [name, number, mobile]));
  requests = 0;

  /** @returns ends the watch */
  watchFetch(): () => void {
    const original = globalThis.fetch;
    globalThis.fetch = async (input, init) => {
      this.requests += 1;
      this.noteAddress(String(input));
      if (typeof init?.body === 'string') this.noteJson(init.body);
      const token = /^Bearer (.+)$/.exec(new Headers(init?.headers).get('authorization') ?? '')?.[1];
      if (token) this.texts.add(token);
      const response = await original(input, init);
      if (response.headers.get('content-type')?.includes('json')) this.noteSecrets(await response.clone().json().catch(() => undefined));
      return response;
    };
    return () => {
      globalThis.fetch = original;
    };
  }

  /** What of it stands in the text, as it is or percent-encoded. */
  foundIn(text: string): string[] {
    return [...this.texts].filter((secret) => text.includes(secret) || text.includes(encodeURIComponent(secret)));
  }

  private noteAddress(address: string): void {
    const { searchParams, pathname } = new URL(address);
    for (const part of [...searchParams.values(), ...pathname.split('/').map(decodeURIComponent)]) this.note(part);
  }

  private noteJson(text: string): void {
    try {
      visit(JSON.parse(text), (name, value) => (CREDENTIALS.test(name) ? void this.noteSecret(name, value) : this.note(value)));
    } catch {
      this.note(text);
    }
  }

  private noteSecrets(answer: unknown): void {
    visit(answer, (name, value) => this.noteSecret(name, value));
  }

  /** Codes of catalogue and queue are public: of codes only those to be kept to oneself count. */
  private noteSecret(name: string, value: string): void {
    if (/token|password|secret/i.test(name) || name === 'queryCode') this.texts.add(value);
    else this.note(value, false);
  }

  private note(value: string, typed = true): void {
    const personal = /\p{Script=Han}|@/u.test(value) || /\d{7,}/.test(value) || BIRTH.test(value);
    if (typed && personal && !UUID.test(value)) this.texts.add(value);
  }
}

function visit(value: unknown, note: (name: string, text: string) => void, name = ''): void {
  if (typeof value === 'string') note(name, value);
  else if (typeof value === 'object' && value !== null) for (const [key, member] of Object.entries(value)) visit(member, note, Array.isArray(value) ? name : key);
}
