import { setTimeout as pause } from 'node:timers/promises';
import { NEWBORN_ANSWERS, onePagePdf } from '../acceptance/newborn-form';
import type { Case } from '../acceptance/views';
import type { Courier } from './courier';
import type { Dice } from './dice';
import type { Command, Ledger, SentCommand } from './ledger';
import { APPLICANT, handInFile, isOver, newDraft, nextCommand, saveDraft } from './next-command';

const MOST_STEPS = 60;
const MOST_LOOKS = 20;
const LOOK_AGAIN_MS = 50;
const LARGEST_FILE = 300_000;
const MATERIALS = ['applicant-id-card', 'other-parent-id-card', 'name-confirmation'] as const;

/** Takes one case after the other through its life, one command at a time, until the kill test ends. */
export class ChaosClient {
  /** Given up for now; sent again later, when everybody has gone on. */
  private readonly later: SentCommand[] = [];

  constructor(private readonly courier: Courier, private readonly ledger: Ledger, private readonly dice: Dice) {}

  async work(over: () => boolean): Promise<void> {
    while (!over()) await (this.dice.happens(0.12) ? this.handInPapers(over) : this.liveThrough(over));
    for (const command of this.later.splice(0)) await this.courier.insist(command);
  }

  private async liveThrough(over: () => boolean): Promise<void> {
    const caseId = await this.begin('small', {});
    for (let steps = 0, looks = 0; caseId && steps < MOST_STEPS && looks < MOST_LOOKS && !over(); steps += 1) {
      const found = await this.courier.read<Case>(APPLICANT, `/api/cases/${caseId}`);
      // Left lying, so that its timers come.
      if (!found || this.dice.happens(0.02) || isOver(found)) return;
      const command = nextCommand(this.dice, found);
      if (command) await this.perform(command);
      else {
        looks += 1;
        await pause(LOOK_AGAIN_MS);
      }
    }
  }

  /** A draft with files, each of its own content. */
  private async handInPapers(over: () => boolean): Promise<void> {
    const caseId = await this.begin('newborn', NEWBORN_ANSWERS);
    for (let files = this.dice.between(1, 4); caseId && files > 0 && !over(); files -= 1) {
      await this.perform(handInFile(caseId, MATERIALS[this.dice.between(0, 2)]!, this.paper()));
      const found = this.dice.happens(0.5) ? await this.courier.read<Case>(APPLICANT, `/api/cases/${caseId}`) : undefined;
      if (found) await this.perform(saveDraft(found, NEWBORN_ANSWERS, { 'child.name': '李小满' }));
    }
  }

  private async begin(oneThing: 'small' | 'newborn', answers: object): Promise<string | undefined> {
    const { acknowledged } = await this.perform(newDraft(oneThing, answers));
    return acknowledged?.['caseId'] as string | undefined;
  }

  /** Sends it as an ordinary client would, and sometimes as one with a bad line or an impatient finger. */
  private async perform(command: Command): Promise<SentCommand> {
    const sent = this.ledger.add(command);
    if (this.dice.happens(0.04)) await Promise.all([this.courier.send(sent), this.courier.send(sent)]);
    else await this.courier.send(sent);
    if (!sent.acknowledged && !sent.refusal) await this.afterSilence(sent);
    if (sent.acknowledged && this.dice.happens(0.04)) await this.courier.send(sent);
    if (this.later.length > 0 && this.dice.happens(0.1)) await this.courier.insist(this.later.shift()!);
    return sent;
  }

  private async afterSilence(sent: SentCommand): Promise<void> {
    const what = this.dice.pick([[75, 'insist'], [15, 'later'], [10, 'never']] as const);
    if (what === 'insist') await this.courier.insist(sent);
    else if (what === 'later') this.later.push(sent);
  }

  private paper(): Uint8Array<ArrayBuffer> {
    const page = onePagePdf();
    const padding = Buffer.alloc(this.dice.between(16, LARGEST_FILE), `%${this.dice.roll()}\n`);
    const whole = new Uint8Array(page.length + padding.length);
    whole.set(page);
    whole.set(padding, page.length);
    return whole;
  }
}
