import { CataloguePublisher } from '@onething/catalogue';
import { apply, type DatedWorld, itemOf } from '../acceptance/application';
import type { Answer, Client } from '../acceptance/client';
import { worldOf } from '../acceptance/platform-world';
import type { Item, Outcome, Problem } from '../acceptance/views';
import { clientOf } from '../acceptance/world';
import { settle } from '../support/settle';
import { startTestPlatform, type TestPlatform, type TestPlatformOptions } from '../support/test-platform';
import { type Act, ACTS, type SentCommand } from './commands';
import { smallCatalogue } from './small-catalogue';

/** A platform with the small one-things, and everybody who has to do with them. */
export class SmallWorld {
  private constructor(readonly platform: TestPlatform, readonly dated: DatedWorld) {}

  static async start(options: TestPlatformOptions = {}): Promise<SmallWorld> {
    const platform = await startTestPlatform({ worker: 'byHand', firstStart: true, ...options });
    await platform.app.get(CataloguePublisher).publishAll(await smallCatalogue());
    return new SmallWorld(platform, worldOf(platform));
  }

  as(login: string): Promise<Client> {
    return clientOf(this.dated, login);
  }

  /** @returns the id of a submitted case */
  apply(oneThing = 'small'): Promise<string> {
    return apply(this.dated, { login: 'mother', oneThing, answers: {}, form: { 'applicant.employer': '乌鲁木齐市第一中学' } });
  }

  async itemOf(caseId: string, item: string): Promise<Item> {
    return itemOf(await this.as('mother'), caseId, item);
  }

  /** The command on the item as it is now, as a request that can be sent at any moment. */
  async request(caseId: string, item: string, { by, path, body }: SentCommand, url?: string): Promise<() => Promise<Answer<Outcome & Problem>>> {
    const client = await this.as(by);
    const { id, version } = await this.itemOf(caseId, item);
    const sender = url ? client.at(url) : client;
    return () => sender.post<Outcome & Problem>(`/api/cases/${caseId}/items/${id}/${path}`, { version, ...body });
  }

  async send(caseId: string, item: string, command: SentCommand): Promise<Answer<Outcome & Problem>> {
    return (await this.request(caseId, item, command))();
  }

  /** Commands and variants of them, each with all that the platform makes of it. */
  async bring(caseId: string, item: string, acts: readonly Act[]): Promise<void> {
    for (const act of acts) {
      const answer = await this.send(caseId, item, ACTS[act]);
      if (answer.status !== 200) throw new Error(`${item}: ${act} gave ${JSON.stringify(answer.body)}`);
      await this.settle();
    }
  }

  settle(): Promise<void> {
    return settle(this.platform.app);
  }
}
