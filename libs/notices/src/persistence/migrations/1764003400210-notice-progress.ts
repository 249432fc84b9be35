import type { MigrationInterface, QueryRunner } from 'typeorm';

/** How far the steps of consents have been told; the feed of case events keeps its own note. */
export class NoticeProgress1764003400210 implements MigrationInterface {
  name = 'NoticeProgress1764003400210';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE onething.notice_progress (
        source text PRIMARY KEY,
        xid xid8 NOT NULL,
        position bigint NOT NULL
      );
      INSERT INTO onething.notice_progress VALUES ('consents', '0', 0)`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE onething.notice_progress');
  }
}
