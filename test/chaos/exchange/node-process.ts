import { readFileSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import type { INestApplicationContext } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { SecurityLog } from '@onething/audit';
import { Keyring } from '@onething/crypto';
import {
  CaseExchange, Exchange, ExchangeFiles, ExchangeModule, ExchangeNode, ExchangeProofs, FileNodeKeys, FileSender, Receiver, Reconciliation, rootsIn, Sender, verifyProof,
} from '@onething/exchange';
import { CLOCK, VirtualClock } from '@onething/kernel';
import { ObjectStore, objectStoreOf } from '@onething/object-store';
import { Database, type Statement } from '@onething/persistence';
import { bodyDigest, ChaosCases } from './chaos-cases';
import type { Order, Orders, Report, SendOrder } from './orders';

const IDLE_MS = 25;
const SENT: Statement = { name: 'chaos.sent', text: 'SELECT message FROM chaos_sent WHERE ref = $1' };
const NOTE_SENT: Statement = { name: 'chaos.note-sent', text: 'INSERT INTO chaos_sent (ref, message, conversation, digest) VALUES ($1, $2, $3, $4)' };

const orders = JSON.parse(process.env['CHAOS_ORDERS']!) as Orders;
const clock = new VirtualClock(orders.now);
const tell = (report: Report): void => void process.send!(report);

/** A node of the exchange that works by itself until it is killed, as the worker of a province does. */
async function main(): Promise<void> {
  const database = new Database({ url: orders.databaseUrl, poolSize: 6 });
  const app = await openNode(database);
  process.on('message', (order: Order) => {
    if ('now' in order) return clock.advanceTo(Math.max(order.now, clock.now()));
    const answer = 'send' in order ? send(app, database, order.send) : prove(app, order.prove);
    answer.then((done) => tell({ id: order.id, done }), (error: Error) => tell({ id: order.id, failed: `${error.name}: ${error.message}` }));
  });
  process.once('disconnect', () => process.exit(0));
  tell({});
  await work(app);
}

async function openNode(database: Database): Promise<INestApplicationContext> {
  const keyring = new Keyring(orders.keySet!);
  const node = new ExchangeNode(orders.region, { hubUrl: orders.hubUrl, keys: new FileNodeKeys(orders.keyFile), roots: rootsIn(readFileSync(orders.rootFile, 'utf8')) });
  class NodeModule {}
  const given = [
    { provide: Database, useValue: database }, { provide: CLOCK, useValue: clock }, { provide: CaseExchange, useValue: new ChaosCases() }, { provide: Keyring, useValue: keyring },
    { provide: ObjectStore, useValue: objectStoreOf({ objectStore: { kind: 'file', folder: orders.folder } }) },
    { provide: SecurityLog, useValue: new SecurityLog(database, keyring, clock) }, { provide: ExchangeNode, useValue: node },
  ];
  return NestFactory.createApplicationContext({ module: NodeModule, providers: [...given, ...ExchangeModule.parts] }, { logger: false });
}

/** What fails (a database or a hub that is away) is done again later. */
async function work(app: INestApplicationContext): Promise<never> {
  const [sender, receiver, files, fileSender] = [app.get(Sender), app.get(Receiver), app.get(ExchangeFiles), app.get(FileSender)];
  const duties = [
    () => sender.run(), () => receiver.pullAll(), () => receiver.apply(), () => fileSender.run(), () => files.fetch(), () => receiver.askForGaps(), () => files.askAgain(),
    () => sender.noteOverdue(), () => app.get(Reconciliation).state().then(() => 0),
  ];
  for (;;) {
    let done = 0;
    for (const duty of duties) done += await duty().catch(() => 0);
    await pause(done > 0 ? 1 : IDLE_MS);
  }
}

/** Each in a transaction of its own, with the note that it was sent: whoever asks again finds it. */
async function send(app: INestApplicationContext, database: Database, messages: readonly SendOrder[]): Promise<number> {
  for (const { ref, ...message } of messages) {
    await database.transaction(async (tx) => {
      if ((await tx.query(SENT, [ref])).length > 0) return;
      const { id } = await app.get(Exchange).send(tx, message);
      await tx.query(NOTE_SENT, [ref, id, message.conversation, bodyDigest(message.body)]);
    });
  }
  return messages.length;
}

/** @returns how many of the conversations are proven: each message was applied, and its receipt holds */
async function prove(app: INestApplicationContext, conversations: readonly string[]): Promise<number> {
  const proofs = app.get(ExchangeProofs);
  const trust = await proofs.trust();
  let proven = 0;
  for (const conversation of conversations) {
    const { facts } = verifyProof(await proofs.prove(conversation, false), trust);
    if (facts.length > 0 && facts.every(({ answer }) => answer?.outcome === 'applied')) proven += 1;
  }
  return proven;
}

void main();
