import { isDeepStrictEqual } from 'node:util';
import { caseOf, type DatedWorld, itemOf } from './application';
import type { Answer, Client } from './client';
import { handle, type Handling } from './handling';
import type { Item, Licence, Outcome, Problem, Text } from './views';
import { clientOf } from './world';

interface Notice {
  caseId: string | null;
  itemId: string | null;
  kind: string;
  body: Text;
}

interface ItemProgress {
  item: string;
  heldBy: string;
  standing: Text;
  deadline?: { on: string; text: Text };
  happened: { text: Text }[];
  todo: { kind: string; until?: string; points?: { field: string }[] }[];
}

export interface TimelineEntry {
  item: string | null;
  type: string;
  detail: Record<string, unknown>;
  note: unknown;
}

type Clock = Partial<Item['clock']>;

type Explained = Partial<Record<'promise' | 'statutory' | 'forwarding', { due: { on: string }; steps: { to: string }[] }>>;

/** One case as those who take part in it see it: what they send, and what they read afterwards. */
export class Story {
  /** @param applicant whose eyes everything is read with, unless somebody else is named */
  constructor(readonly world: DatedWorld, readonly applicant: Client, readonly caseId: string) {}

  /** Somebody sends a command on an item, having just looked at it; what follows from it by itself has happened afterwards. */
  async send(login: string, item: string, command: string, body: object = {}): Promise<Outcome> {
    const client = await clientOf(this.world, login);
    const outcome = client.expect(await this.ask<Outcome>(client, item, command, body), 200);
    await this.settled();
    return outcome;
  }

  /** The same, and it is refused. */
  async refused(login: string, item: string, command: string, body: object, expected: [status: number, code: string]): Promise<void> {
    const { status, body: problem } = await this.ask<Problem>(await clientOf(this.world, login), item, command, body);
    this.same([status, problem.code], expected, `${login} may not ${command} ${item}`);
  }

  private async ask<T>(client: Client, item: string, command: string, body: object): Promise<Answer<T>> {
    const { id, version } = await itemOf(this.applicant, this.caseId, item);
    return client.post<T>(`/api/cases/${this.caseId}/items/${id}/${command}`, { version, ...body });
  }

  /** The office takes an item through its process. */
  async handle(item: string, handling: Handling = {}): Promise<Outcome> {
    const outcome = await handle(this.world, this.applicant, this.caseId, item, handling);
    await this.settled();
    return outcome;
  }

  /** Hands results over at the window. */
  async deliver(login: string, body: { how: string; items?: string[]; tracking?: string; collectorNumber?: string }): Promise<void> {
    const client = await clientOf(this.world, login);
    const { version } = await caseOf(this.applicant, this.caseId);
    client.expect(await client.post<Outcome>(`/api/cases/${this.caseId}/deliver`, { version, ...body }), 200);
    await this.settled();
  }

  /** Time passes, and what it brings about happens. */
  async passTo(day: string, time = '10:00'): Promise<void> {
    this.world.goTo(day, time);
    await this.settled();
  }

  async settled(): Promise<void> {
    await this.world.until('what follows by itself', async () => true);
  }

  /** Compares those days of an item's clock that are named; `undefined` says that there is none. */
  async clock(item: string, expected: { [D in keyof Clock]: Clock[D] | undefined }): Promise<void> {
    const { id, clock } = await itemOf(this.applicant, this.caseId, item);
    const named = Object.fromEntries(Object.keys(expected).map((day) => [day, clock[day as keyof Clock]]));
    this.same(named, expected, `the clock of ${item}`);
    // How a day came about is told for the day that is shown. A pause that outlasts its plan moves it from day to day.
    if (clock.suspendedSince) return;
    const told = this.applicant.expect(await this.applicant.get<Explained>(`/api/cases/${this.caseId}/items/${id}/clock`), 200);
    const days = [told.promise, told.statutory, told.forwarding].map((one) => one && [one.due.on, one.steps.at(-1)!.to]);
    this.same(days, [clock.dueOn, clock.statutoryDueOn, clock.forwardBy].map((day) => day && [day, day]), `how the clock of ${item} is explained`);
  }

  async state(item: string, expected: [state: string, step: string | null]): Promise<void> {
    const { state, step } = await itemOf(this.applicant, this.caseId, item);
    this.same([state, step], expected, `the state of ${item}`);
  }

  /** All that the reader was told about an item, or about the whole (`null`): kinds of notices, whatever their order within one instant. */
  async told(item: string | null, expected: string[], reader: Client = this.applicant): Promise<void> {
    const kinds = (await this.noticesOf(item, reader)).map(({ kind }) => kind);
    this.same(kinds.sort(), [...expected].sort(), `what ${reader.login} was told of ${item ?? 'the whole'}`);
  }

  /** The last notice of a kind says all this, in Chinese. */
  async saysIn(item: string | null, kind: string, words: string[], reader: Client = this.applicant): Promise<void> {
    const text = (await this.noticesOf(item, reader)).findLast((notice) => notice.kind === kind)?.body.zh ?? 'nothing';
    this.same(words.filter((word) => !text.includes(word)), [], `the notice ${kind} says ${words.join(', ')}; it says: ${text}`);
  }

  private async noticesOf(item: string | null, reader: Client): Promise<Notice[]> {
    const itemId = item === null ? null : (await itemOf(this.applicant, this.caseId, item)).id;
    const { entries } = reader.expect(await reader.get<{ entries: Notice[] }>('/api/inbox?limit=100'), 200);
    // Invitations to rate come with every end, and have tests of their own.
    return entries.filter(({ caseId, itemId: of, kind }) => caseId === this.caseId && of === itemId && !kind.startsWith('rating')).reverse();
  }

  /** Kinds of the documents (文书) of an item, or of the whole (`null`), in their order. */
  async documents(item: string | null, expected: string[]): Promise<void> {
    const all = this.applicant.expect(await this.applicant.get<{ item: string | null; kind: string }[]>(`/api/cases/${this.caseId}/documents`), 200);
    this.same(all.filter((one) => one.item === item).map(({ kind }) => kind), expected, `the documents of ${item ?? 'the whole'}`);
  }

  async progress(item: string): Promise<ItemProgress> {
    const { items } = this.applicant.expect(await this.applicant.get<{ items: ItemProgress[] }>(`/api/cases/${this.caseId}/progress`), 200);
    return items.find((one) => one.item === item)!;
  }

  /** How an item stands, as its applicant reads it, and the sentence about what happened last. */
  async reads(item: string, expected: { standing: string; last?: string }): Promise<void> {
    const { standing, happened } = await this.progress(item);
    const last = happened.at(-1)?.text.zh;
    this.same({ standing: standing.zh, ...(expected.last === undefined ? {} : { last }) }, expected, `the progress of ${item}`);
  }

  /** Some of the sentences about what happened to an item. */
  async tells(item: string, ...sentences: string[]): Promise<void> {
    const told = (await this.progress(item)).happened.map(({ text }) => text.zh);
    this.same(sentences.filter((sentence) => !told.includes(sentence)), [], `the progress of ${item} tells “${sentences.join('”, “')}”; it tells “${told.join('”, “')}”`);
  }

  async timeline(item: string): Promise<TimelineEntry[]> {
    const all = this.applicant.expect(await this.applicant.get<TimelineEntry[]>(`/api/cases/${this.caseId}/timeline`), 200);
    return all.filter((entry) => entry.item === item);
  }

  /** How the promise ended: in time or not, as the history says. */
  async closed(item: string, expected: { outcome: string; onTime: boolean | null }): Promise<void> {
    const { outcome, onTime } = (await this.timeline(item)).findLast((entry) => entry.type === 'itemClosed')!.detail;
    this.same({ outcome, onTime }, expected, `the end of ${item}`);
  }

  /** Until when the preliminary review of an item was to be done, and whether it was, as the last forwarding says. */
  async forwarded(item: string, expected: { dueOn: string; onTime: boolean }): Promise<void> {
    const { dueOn, onTime } = (await this.timeline(item)).findLast((entry) => entry.type === 'forwardedUp')!.detail;
    this.same({ dueOn, onTime }, expected, `the forwarding of ${item}`);
  }

  /** The state of the licence that an item gave. @param holder in whose wallet it is */
  async licence(item: string, expected: { type: string; state: string }, holder: Client = this.applicant): Promise<void> {
    const { result } = await itemOf(this.applicant, this.caseId, item);
    const { entries } = holder.expect(await holder.get<{ entries: Licence[] }>('/api/licences?limit=100'), 200);
    const found = entries.find((licence) => licence.id === result?.licenceId);
    this.same({ type: found?.type.code, state: found?.state }, expected, `the licence of ${item}`);
  }

  /** @throws Error with both */
  same(actual: unknown, expected: unknown, what: string): void {
    if (isDeepStrictEqual(actual, expected)) return;
    throw new Error(`Not as expected: ${what}\nexpected ${JSON.stringify(expected)}\ngot      ${JSON.stringify(actual)}`);
  }
}
