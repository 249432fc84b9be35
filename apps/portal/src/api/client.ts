import createClient from 'openapi-fetch';
import { sendAuthorised } from '../session/authorised-fetch';
import { problemInAnswer, problemOf } from './problem';
import type { components, paths } from './schema';

/** A schema of the API by its name: `Schema<'OneThingGuideDto'>`. */
export type Schema<Name extends keyof components['schemas']> = components['schemas'][Name];

/** Typed by docs/openapi.json. Wrap every call in `dataOf`. */
export const api = createClient<paths>({ baseUrl: window.location.origin, fetch: sendAuthorised });

/** For what a page asks of its own accord: it keeps no session awake in which nobody works. */
export const UNATTENDED = { 'X-Unattended': '1' } as const;

interface Answer<T> {
  data?: T;
  error?: unknown;
  response: Response;
}

/** @throws Problem */
export async function dataOf<T>(call: Promise<Answer<T>>): Promise<T> {
  let answer: Answer<T>;
  try {
    answer = await call;
  } catch (error) {
    throw problemOf(error);
  }
  if (!answer.response.ok) throw problemInAnswer(answer.response.status, answer.error);
  return answer.data as T;
}
