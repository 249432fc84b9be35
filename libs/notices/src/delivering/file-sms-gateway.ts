import { appendFile } from 'node:fs/promises';
import type { Text } from '@onething/kernel';
import { DeliveryProblem } from '../domain/delivery-problem';
import { type ShortMessage, SmsGateway } from './outlets';

const NO_FILE: Text = { zh: '平台未配置短信服务（SMS_FILE）', en: 'This platform sends no SMS: SMS_FILE is not set' };

/** Writes each message as a line of JSON: for the demonstration, and where another program sends them on. */
export class FileSmsGateway extends SmsGateway {
  readonly off;

  constructor(private readonly file: string | undefined) {
    super();
    this.off = file === undefined ? NO_FILE : undefined;
  }

  async send({ id, to, text }: ShortMessage): Promise<void> {
    if (this.file === undefined) throw new DeliveryProblem('SMS_OFF', false);
    try {
      // It holds mobile numbers: for its owner's eyes.
      await appendFile(this.file, `${JSON.stringify({ id, to, text })}\n`, { mode: 0o600 });
    } catch (error) {
      throw new DeliveryProblem(`SMS_FILE ${(error as NodeJS.ErrnoException).code ?? 'UNKNOWN'}`, false);
    }
  }
}
