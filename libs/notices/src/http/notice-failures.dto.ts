/** A notice that did not leave the platform although all tries were made. No address, no name. */
export class NoticeFailureDto {
  id!: string;
  channel!: 'email' | 'sms';
  kind!: string;
  accountId!: string;
  caseId!: string | null;
  itemId!: string | null;
  /** Tries that failed. */
  attempts!: number;
  /** Why the last one failed: `SMTP EENVELOPE RCPT TO 550 5.1.1`. */
  reason!: string | null;
  /** ISO 8601 instant of what the notice tells. */
  createdAt!: string;
  /** ISO 8601 instant. */
  failedAt!: string;
}

export class NoticeFailurePageDto {
  /** Newest first. */
  entries!: NoticeFailureDto[];
  /** Give it as `after` for the next page; absent on the last one. */
  next?: string;
}

export class RetriedDeliveryDto {
  id!: string;
  state!: 'waiting';
}
