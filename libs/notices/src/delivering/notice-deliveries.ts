import { Inject, Injectable, Logger } from '@nestjs/common';
import { PersonDirectory } from '@onething/identity';
import { type ClaimedJob, JobQueues, type NewJob, type RetryPolicy } from '@onething/jobs';
import { CLOCK, type Clock, DomainError } from '@onething/kernel';
import { Database } from '@onething/persistence';
import { DeliveryProblem } from '../domain/delivery-problem';
import { jobId, messageId } from '../domain/notice-ids';
import { NoticeChannels } from '../notice-channels';
import { NoticeTexts } from '../notice-texts';
import { type Delivery, DeliveryRepository } from '../persistence/delivery.repository';
import { DELIVERY_QUEUE, DELIVERY_RETRIES, type DeliveryJob } from './delivery-queue';

/** Messages under way at once in one process. */
const BATCH = 10;
const PAGE = 500;

/**
 * Carries deliveries out. At least once: a worker that is killed after a message went out and before that was written down
 * sends it again, under the same Message-ID (or SMS id).
 */
@Injectable()
export class NoticeDeliveries {
  private readonly log = new Logger('Notices');
  private resumed = false;

  constructor(
    private readonly database: Database,
    private readonly jobs: JobQueues,
    private readonly deliveries: DeliveryRepository,
    private readonly channels: NoticeChannels,
    private readonly texts: NoticeTexts,
    private readonly persons: PersonDirectory,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(DELIVERY_RETRIES) retries: RetryPolicy,
  ) {
    jobs.define(DELIVERY_QUEUE, retries);
  }

  /** Tries the next deliveries that are due. @returns how many */
  async deliverBatch(): Promise<number> {
    if (!this.resumed) await this.resume();
    this.resumed = true;
    const givenUp = await this.jobs.claimGivenUp<DeliveryJob>(DELIVERY_QUEUE, BATCH);
    const claimed = await this.jobs.claim<DeliveryJob>(DELIVERY_QUEUE, BATCH);
    const works = [...givenUp.map((job) => this.giveUp(job)), ...claimed.map((job) => this.deliver(job))];
    const outcomes = await Promise.allSettled(works);
    const failed = outcomes.find((outcome) => outcome.status === 'rejected');
    if (failed) throw failed.reason;
    return outcomes.length;
  }

  /** How many deliveries wait, and how many were given up. */
  countUnsent(): Promise<Record<'waiting' | 'failed', number>> {
    return this.deliveries.countUnsent();
  }

  /**
   * Tries a failed delivery again, with all its tries. @throws DomainError `NOTICES.DELIVERY_NOT_FOUND`, `NOTICES.NOT_FAILED`
   */
  async retry(id: string): Promise<void> {
    const delivery = await this.deliveries.find(id);
    if (!delivery) throw notFound();
    await this.database.transaction(async (tx) => {
      const round = await this.deliveries.reopen(tx, id);
      if (round === undefined) {
        const detail = 'Only a failed delivery is tried again; this one has been sent or is still being tried.';
        throw new DomainError('refused', 'NOTICES.NOT_FAILED', detail, { current: { state: delivery.state } });
      }
      await this.jobs.enqueue(tx, DELIVERY_QUEUE, [jobOf(delivery, round)]);
    });
  }

  /** Gives every waiting delivery its job again: after a restore the job tables may be empty. Jobs that are there stay. */
  private async resume(): Promise<void> {
    for (let after: string | undefined; ;) {
      const waiting = await this.deliveries.list('waiting', after, PAGE);
      await this.database.transaction((tx) => this.jobs.enqueue(tx, DELIVERY_QUEUE, waiting.map((one) => jobOf(one, one.round))));
      if (waiting.length < PAGE) return;
      after = waiting.at(-1)!.id;
    }
  }

  private async deliver(job: ClaimedJob<DeliveryJob>): Promise<void> {
    const delivery = await this.deliveries.find(job.data.deliveryId);
    const waits = delivery?.state === 'waiting' && delivery.round === job.data.round;
    const problem = waits ? await this.send(delivery) : undefined;
    await this.database.transaction(async (tx) => {
      if (problem && !problem.lasting) {
        await this.deliveries.noteFailure(tx, delivery!.id, problem.reason);
        return this.jobs.fail(tx, DELIVERY_QUEUE, job, problem.reason);
      }
      if (waits && problem) await this.deliveries.markFailed(tx, delivery.id, problem.reason, this.clock.now());
      if (waits && !problem) await this.deliveries.markSent(tx, delivery.id, this.clock.now());
      return this.jobs.complete(tx, DELIVERY_QUEUE, job);
    });
    if (problem?.lasting) this.tellFailure(delivery!, problem.reason);
  }

  /** @returns what was in the way; undefined when the message went out */
  private async send(delivery: Delivery): Promise<DeliveryProblem | undefined> {
    try {
      await this.sendOut(delivery);
      return undefined;
    } catch (error) {
      if (error instanceof DeliveryProblem) return error;
      // Its message may hold anything; the name and code tell where to look.
      const { name, code } = error as NodeJS.ErrnoException;
      this.log.error({ message: 'A notice could not be sent', delivery: delivery.id, error: name, code });
      return new DeliveryProblem(`INTERNAL ${code ?? name}`, false);
    }
  }

  /** @throws DeliveryProblem */
  private async sendOut({ id, channel, notice }: Delivery): Promise<void> {
    const reached = await this.channels.find(notice.accountId);
    if (!reached) throw new DeliveryProblem('ACCOUNT_CLOSED', true);
    const to = reached.addresses[channel];
    if (to === null) throw new DeliveryProblem('NO_ADDRESS', true);
    const { email, sms } = this.channels.outlets;
    const { language } = reached.preferences;
    const { name } = await this.persons.getPerson(reached.account.personId);
    if (channel === 'sms') return sms.send({ id, to, text: await this.texts.sms(notice, language, name) });
    return email.send({ messageId: messageId(id, email.from), to, ...(await this.texts.mail(notice, language, name)) });
  }

  private async giveUp(job: ClaimedJob<DeliveryJob>): Promise<void> {
    const { deliveryId, round } = job.data;
    const delivery = await this.deliveries.find(deliveryId);
    const given = await this.database.transaction(async (tx) => {
      const settled = await this.deliveries.giveUp(tx, { id: deliveryId, round }, 'WORKER_KILLED', this.clock.now());
      await this.jobs.settleGivenUp(tx, DELIVERY_QUEUE, job);
      return settled;
    });
    if (given && delivery) this.tellFailure(delivery, delivery.lastProblem ?? 'WORKER_KILLED');
  }

  private tellFailure({ id, channel, notice }: Delivery, reason: string): void {
    this.log.warn({ message: 'A notice was not delivered', delivery: id, channel, kind: notice.kind, reason });
  }
}

const jobOf = (delivery: Delivery, round: number): NewJob<DeliveryJob> => (
  { id: jobId(delivery, round), data: { deliveryId: delivery.id, round } });

const notFound = () =>
  new DomainError('notFound', 'NOTICES.DELIVERY_NOT_FOUND', 'There is no such delivery. Look at the list of failures again.');
