import { chmodSync, mkdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { Member } from '@onething/exchange';
import { listDemoAccounts } from '@onething/identity';
import { defaultHome, hostFacts } from '../../config/home';
import { Client } from '../acceptance/client';
import { onePagePdf } from '../acceptance/newborn-form';
import { CROSS_MATTERS, type CrossMatter, type PlayedAct, type PlayedStep } from './cross-matters';
import { Nation } from './nation';
import { HubProcess, ProvinceProcess } from './nation-processes';

const INTAKE = '330000';
const DECIDING = '650000';
const WINDOW = 'window.clerk';
/** How long the other place may take to hear of an act, ms. */
const PATIENCE_MS = 30_000;
const LOOK_AGAIN_MS = 250;

interface Entry {
  id: string;
  number: string;
  state: string;
  version: number;
  mode: string;
  handledAs?: { caseId: string; itemId: string };
}
type Whole = Entry & { timeline: { type: string; text: { zh: string } }[]; files: { sha256: string; name: string; isHere: boolean }[] };

/** Somebody who looks at the case of one place. */
interface Seat {
  region: string;
  client: Client;
  id: string;
}

/** A province and those who work there; whoever has logged in stays. */
class Place {
  private readonly clients = new Map<string, Client>();

  constructor(readonly province: ProvinceProcess) {}

  client(login: string): Client {
    const account = listDemoAccounts().find((each) => each.login === login);
    if (!account) throw new Error(`There is no demo account ${login}`);
    const client = this.clients.get(login) ?? new Client({ url: this.province.url, now: () => Date.now() }, account);
    this.clients.set(login, client);
    return client;
  }
}

/** Where the database's OS user may go: as root PostgreSQL runs under another user, who cannot enter every temporary folder. */
const throwAwayPlace = () => (process.getuid?.() === 0 ? dirname(defaultHome(hostFacts())) : tmpdir());

/** Starts a hub and two provinces, plays one case of each mode, and compares what the two places know. @throws Error when they differ */
export async function playProvinces(print: (line: string) => void): Promise<void> {
  const folder = join(throwAwayPlace(), `provinces-${process.pid}`);
  mkdirSync(folder, { recursive: true });
  chmodSync(folder, 0o755);
  const ends: (() => Promise<void>)[] = [];
  try {
    const nation = new Nation(folder, [DECIDING, INTAKE], Date.now());
    const hub = await HubProcess.start(folder, nation);
    ends.push(() => hub.stop());
    print(`hub     ${hub.url}`);
    const open = async (region: string) => {
      const province = await ProvinceProcess.start(folder, region, nation, hub.url);
      ends.push(() => province.stop());
      print(`${region}  ${province.url}`);
      return new Place(province);
    };
    const [east, west] = await Promise.all([open(INTAKE), open(DECIDING)]);
    nation.publish(new Map([[DECIDING, JSON.parse(await west.province.command('exchange', 'items')) as Member['items']]]));
    for (const matter of CROSS_MATTERS) await play(matter, east, west, print);
  } finally {
    for (const end of ends.reverse()) await end().catch((error: Error) => print(error.message));
    rmSync(folder, { recursive: true, force: true });
  }
}

async function play(matter: CrossMatter, east: Place, west: Place, print: (line: string) => void): Promise<void> {
  print(`\n${matter.title}`);
  const [window, clerk] = [east.client(WINDOW), west.client(matter.clerk)];
  const taken = await takeIn(window, matter);
  print(`  ${INTAKE}  收件 ${taken.number}`);
  const arrived = await until('the case arrives', async () => {
    const { entries } = clerk.expect(await clerk.get<{ entries: Entry[] }>('/api/cross-province/cases?side=deciding'), 200);
    return entries.find(({ state, mode }) => mode === matter.mode && state === 'forwarded');
  });
  print(`  ${DECIDING}  收件 ${arrived.number}`);
  const seats = { intake: { region: INTAKE, client: window, id: taken.id }, deciding: { region: DECIDING, client: clerk, id: arrived.id } };
  const { handledAs } = await read(seats.deciding);
  if (!handledAs) throw new Error('The deciding place handles it without the process of its item');
  for (const played of matter.acts) {
    if ('command' in played) {
      print(`  ${DECIDING}  ${played.by} ${played.command} → ${await step(played, west.client(played.by), handledAs, seats)}`);
      continue;
    }
    const own = seats[played.side];
    const actor = played.by === undefined ? own : { ...own, client: west.client(played.by) };
    print(`  ${own.region}  ${String(played.act.type)} → ${await perform(played, actor, seats[played.side === 'intake' ? 'deciding' : 'intake'])}`);
  }
  await compare(seats.intake, seats.deciding, print);
}

async function takeIn(window: Client, { item, department, applicant, answers, scanned }: CrossMatter): Promise<Entry> {
  // The directory with what is offered may still be on its way.
  const { formChecks } = await until('the intake place knows the deciding place', async () => {
    const { status, body } = await window.get<{ formChecks: { code: string }[] }>(`/api/cross-province/items/${item}/place?division=650102`);
    return status === 200 ? body : undefined;
  });
  const scan = scanned === undefined ? undefined : window.expect(await window.upload<{ id: string }>(
    `/api/cross-province/files?department=${department}&division=${INTAKE}`, '扫描件.pdf', 'application/pdf', onePagePdf(),
  ), 201);
  return window.expect(await window.post<Entry>('/api/cross-province/cases', {
    item, department, division: INTAKE, applicant, answers, identityCheck: { method: 'document', confirmed: true },
    formChecks: formChecks.map(({ code }) => ({ code, passed: true })), materials: scan ? [{ material: scanned, files: [scan.id] }] : [],
  }), 201);
}

/** A command on the item case, and that both places know of what it means for them. @returns the state of the item case */
async function step({ command, body, leadsTo }: PlayedStep, client: Client, { caseId, itemId }: NonNullable<Entry['handledAs']>, seats: Record<'intake' | 'deciding', Seat>): Promise<string> {
  const path = command === 'deliver' ? `/api/cases/${caseId}` : `/api/cases/${caseId}/items/${itemId}`;
  const done = await until(`${command} is possible`, async () => {
    const { body: present } = await client.get<{ version: number; items: { id: string; version: number }[] }>(`/api/cases/${caseId}`);
    const version = command === 'deliver' ? present.version : present.items.find(({ id }) => id === itemId)!.version;
    const answer = await client.post<{ state: string; step: string | null; code?: string }>(`${path}/${command}`, { version, ...body });
    // The item tells the whole that it has ended; until then there is nothing to hand over.
    return command === 'deliver' && answer.status === 409 ? undefined : client.expect(answer, 200);
  });
  if (leadsTo !== undefined) {
    for (const seat of [seats.deciding, seats.intake]) await until(`${seat.region} knows of ${command}`, async () => ((await read(seat)).state === leadsTo ? true : undefined));
  }
  return done.step === null ? done.state : `${done.state} (${done.step})`;
}

/** An act, and that the other place knows of it. @returns the state it led to */
async function perform({ path, act, leadsTo }: PlayedAct, own: Seat, other: Seat): Promise<string> {
  const { version } = await read(own);
  const done = own.client.expect(await own.client.post<Entry>(`/api/cross-province/cases/${own.id}/${path}`, { version, ...act }), 200);
  if (done.state !== leadsTo) throw new Error(`After ${String(act.type)} the case is ${done.state}, not ${leadsTo}`);
  const acts = (await read(own)).timeline.length;
  await until(`${other.region} knows of ${String(act.type)}`, async () => {
    const { state, timeline } = await read(other);
    return state === leadsTo && timeline.length >= acts ? true : undefined;
  });
  return done.state;
}

async function compare(one: Seat, other: Seat, print: (line: string) => void): Promise<void> {
  await showFiles(other, print);
  const told: string[] = [];
  for (const seat of [one, other]) {
    const { state, timeline } = await read(seat);
    print(`  ${seat.region}  ${state}: ${timeline.map(({ text }) => text.zh).join(' · ')}`);
    told.push(JSON.stringify([state, timeline.map(({ type }) => type)]));
  }
  if (told[0] !== told[1]) throw new Error(`The two places differ: ${told.join(' and ')}`);
}

/** What was scanned at the one place opens at the other. */
async function showFiles(seat: Seat, print: (line: string) => void): Promise<void> {
  const files = await until('the files arrive', async () => {
    const named = (await read(seat)).files;
    return named.every(({ isHere }) => isHere) ? named : undefined;
  });
  for (const { sha256, name } of files) {
    const content = await seat.client.download(`/api/cross-province/cases/${seat.id}/files/${sha256}`);
    print(`  ${seat.region}  ${name} ${content.length} bytes`);
  }
}

async function read({ client, id }: Seat): Promise<Whole> {
  return client.expect(await client.get<Whole>(`/api/cross-province/cases/${id}`), 200);
}

async function until<T>(what: string, look: () => Promise<T | undefined>): Promise<T> {
  const end = Date.now() + PATIENCE_MS;
  for (;;) {
    const found = await look();
    if (found !== undefined) return found;
    if (Date.now() > end) throw new Error(`Waited in vain until ${what}`);
    await pause(LOOK_AGAIN_MS);
  }
}
