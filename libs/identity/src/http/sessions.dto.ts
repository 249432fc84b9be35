export class SessionDto {
  id!: string;

  /** Browser and system, or the name of a program. */
  device!: string | null;

  /** From where the log-in came. */
  address!: string | null;

  createdAt!: Date;

  /** To the minute. */
  lastUsedAt!: Date;

  /** At the latest; 30 minutes without a request end it before. */
  expiresAt!: Date;

  /** The session that asks. */
  current!: boolean;
}

export class SessionListDto {
  entries!: SessionDto[];
}
