/** The embedded PostgreSQL cannot run here. The message is one line that says why and how to mend it. */
export class EmbeddedPostgresError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'EmbeddedPostgresError';
  }
}
