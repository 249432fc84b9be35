import type { Text } from '@onething/kernel';

/** A way out of the platform. */
export interface Outlet<Message> {
  /** Why it carries nothing, for people; undefined when it works. */
  readonly off: Text | undefined;
  /** @throws DeliveryProblem */
  send(message: Message): Promise<void>;
}

export interface Mail {
  /** With angle brackets; the same at every try of one delivery. */
  messageId: string;
  to: string;
  subject: string;
  body: string;
}

/** E-mail: `SmtpMailSender`. */
export abstract class MailSender implements Outlet<Mail> {
  abstract readonly off: Text | undefined;
  /** The sender's address, for Message-IDs. */
  abstract readonly from: string;
  abstract send(mail: Mail): Promise<void>;
}

export interface ShortMessage {
  /** The same at every try of one delivery: a provider that knows ids sends it once. */
  id: string;
  /** Mobile number of 11 digits. */
  to: string;
  text: string;
}

/** SMS (短信): `FileSmsGateway`, until the adapter of a provider takes its place. */
export abstract class SmsGateway implements Outlet<ShortMessage> {
  abstract readonly off: Text | undefined;
  abstract send(message: ShortMessage): Promise<void>;
}
