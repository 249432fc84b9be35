import type { MailSettings } from '@onething/config';
import { createTransport, type NodemailerError } from 'nodemailer';
import { DeliveryProblem } from '../domain/delivery-problem';
import { type Mail, MailSender } from './outlets';

/** Together well below the time after which a delivery's job expires, ms. */
const TIMEOUTS = { connectionTimeout: 10_000, greetingTimeout: 10_000, dnsTimeout: 10_000, socketTimeout: 30_000 };

const NO_ATTACHMENTS = { disableFileAccess: true, disableUrlAccess: true };

/** What the server says about this message, unlike what it says about us (`EAUTH`), which an operator can mend. */
const ABOUT_THE_MESSAGE = new Set(['EENVELOPE', 'EMESSAGE']);

/** Sends by SMTP (RFC 5321), one connection a message. */
export class SmtpMailSender extends MailSender {
  readonly off;
  readonly from: string;
  private readonly transport;

  constructor(settings: MailSettings | undefined) {
    super();
    this.off = settings ? undefined : {
      zh: '平台未配置邮件服务（SMTP_URL）', en: 'This platform has no mail server: SMTP_URL is not set',
    };
    this.from = settings?.from ?? '';
    this.transport = settings && createTransport({ url: settings.url, ...TIMEOUTS, ...NO_ATTACHMENTS });
  }

  async send({ messageId, to, subject, body }: Mail): Promise<void> {
    if (!this.transport) throw new DeliveryProblem('MAIL_OFF', false);
    try {
      await this.transport.sendMail({
        from: this.from, to: { name: '', address: to }, subject, text: body, messageId,
        headers: { 'Auto-Submitted': 'auto-generated' },
      });
    } catch (error) {
      throw problemOf(error as NodemailerError);
    }
  }
}

/** The server's words may repeat the address: only codes are kept. */
function problemOf(error: NodemailerError): DeliveryProblem {
  const { code = 'UNKNOWN', originalCode, command, responseCode, response, permanent } = error;
  const enhanced = /\b[245]\.\d{1,3}\.\d{1,3}\b/.exec(response ?? '')?.[0];
  const parts = ['SMTP', code, originalCode, command, responseCode, enhanced].filter((part) => part !== undefined && part !== '');
  return new DeliveryProblem(parts.join(' '), permanent === true && ABOUT_THE_MESSAGE.has(code));
}
