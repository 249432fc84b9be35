import { DomainError } from '@onething/kernel';
import { type IdentityQuestion, PopulationRegister } from './population-register.port';

/** Real time, ms: a register that needs longer does not answer. */
const PATIENCE_MS = 5_000;

/** Asks a register over HTTP: `POST <url>/checks`, `Authorization: Bearer <key>`, answer `{match}`. */
export class HttpPopulationRegister extends PopulationRegister {
  constructor(private readonly place: { url: string; key: string } | undefined) {
    super();
  }

  async matches(question: IdentityQuestion): Promise<boolean> {
    if (!this.place) throw unavailable();
    const match = await this.ask(this.place, question).catch(() => undefined);
    if (typeof match !== 'boolean') throw unavailable();
    return match;
  }

  private async ask({ url, key }: { url: string; key: string }, question: IdentityQuestion): Promise<unknown> {
    const answer = await fetch(new URL('checks', url.endsWith('/') ? url : `${url}/`), {
      method: 'POST', redirect: 'error', signal: AbortSignal.timeout(PATIENCE_MS),
      headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
      body: JSON.stringify(question),
    });
    return answer.ok ? ((await answer.json()) as { match?: unknown }).match : undefined;
  }
}

function unavailable(): DomainError {
  return new DomainError('unavailable', 'IDENTITY.REGISTER_UNAVAILABLE',
    'The population register does not answer, nothing was changed. Try again later, or go to a window with your paper.');
}
