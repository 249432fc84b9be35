import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { SETTINGS, type Settings } from '@onething/config';
import { canonicalJson } from '@onething/kernel';
import { createApi } from '../../apps/api/src/create-api';
import { DUTIES, type Duty } from '../../apps/worker/src/worker';
import type { Answer } from '../acceptance/client';
import type { TestPlatform } from '../support/test-platform';

/** A second process of the same platform, as far as the database can tell: it shares nothing else with the first. */
export interface Colleague {
  app: NestFastifyApplication;
  url: string;
}

export async function startColleague({ app, clock, databases }: TestPlatform): Promise<Colleague> {
  const settings = app.get<Settings>(SETTINGS, { strict: false });
  const colleague = await createApi({ settings, clock, databaseUrl: databases.appUrl, worker: 'byHand', log: { write: () => undefined } });
  await colleague.listen(0, '127.0.0.1');
  return { app: colleague, url: (await colleague.getUrl()).replace('[::1]', '127.0.0.1') };
}

/** Every duty of every worker at the same time, a few times over: whoever comes second finds nothing to do. */
export async function runDutiesTogether(...apps: NestFastifyApplication[]): Promise<void> {
  for (let round = 0; round < 4; round += 1) {
    await Promise.all(apps.flatMap((app) => app.get<Duty[]>(DUTIES, { strict: false })).flatMap((duty) => [duty.run(), duty.run()]));
  }
}

export const statuses = (answers: Answer<unknown>[]): number[] => answers.map((answer) => answer.status).sort((one, other) => one - other);

/** How many different answers there are. */
export const differentAmong = (answers: Answer<unknown>[]): number => new Set(answers.map((answer) => canonicalJson(answer))).size;
