import { Injectable } from '@nestjs/common';
import { JobQueues } from '@onething/jobs';
import type { Transaction } from '@onething/persistence';
import { DELIVERY_QUEUE, type DeliveryJob } from './delivering/delivery-queue';
import { CHANNELS, type Notice } from './domain/notice';
import { deliveryId, jobId } from './domain/notice-ids';
import { NoticeChannels } from './notice-channels';
import { DeliveryRepository, type NewDelivery } from './persistence/delivery.repository';
import { NoticeRepository } from './persistence/notice.repository';

/** Puts notices into inboxes, and leaves their deliveries with their jobs: all in the caller's transaction, and each once. */
@Injectable()
export class NoticeOutbox {
  constructor(
    private readonly channels: NoticeChannels,
    private readonly notices: NoticeRepository,
    private readonly deliveries: DeliveryRepository,
    private readonly jobs: JobQueues,
  ) {}

  async put(tx: Transaction, notices: readonly Notice[]): Promise<void> {
    if (notices.length === 0) return;
    await this.notices.insert(tx, notices);
    await this.enqueueDeliveries(tx, notices);
  }

  /** Jobs only for deliveries that were not there before. */
  private async enqueueDeliveries(tx: Transaction, notices: readonly Notice[]): Promise<void> {
    const planned: NewDelivery[] = [];
    const open = new Map<string, Promise<readonly (typeof CHANNELS)[number][]>>();
    for (const { id, accountId, createdAt } of notices) {
      if (!open.has(accountId)) open.set(accountId, this.openChannels(accountId));
      const channels = await open.get(accountId)!;
      const notice = { id, createdAt };
      planned.push(...channels.map((channel) => ({ id: deliveryId(notice, channel), noticeId: id, channel, createdAt })));
    }
    if (planned.length === 0) return;
    const fresh = await this.deliveries.insert(tx, planned);
    const jobs = planned.filter(({ id }) => fresh.has(id))
      .map((delivery) => ({ id: jobId(delivery, 0), data: { deliveryId: delivery.id, round: 0 } satisfies DeliveryJob }));
    await this.jobs.enqueue(tx, DELIVERY_QUEUE, jobs);
  }

  private async openChannels(accountId: string): Promise<readonly (typeof CHANNELS)[number][]> {
    const reached = await this.channels.find(accountId);
    return reached ? CHANNELS.filter((channel) => reached.obstacles[channel] === undefined) : [];
  }
}
