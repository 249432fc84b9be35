import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Who stands at which clerk's counter: as long as it lasts, that clerk applies for that person (窗口代办). */
export class WindowAttendances1764000102300 implements MigrationInterface {
  name = 'WindowAttendances1764000102300';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      CREATE TABLE onething.window_attendance (
        id uuid PRIMARY KEY,
        division_code text NOT NULL,
        window_id uuid CONSTRAINT window_attendance_window_id_fkey REFERENCES onething.service_window (id),
        person_id uuid NOT NULL CONSTRAINT window_attendance_person_id_fkey REFERENCES onething.person (id),
        account_id uuid NOT NULL CONSTRAINT window_attendance_account_id_fkey REFERENCES onething.account (id),
        clerk_account_id uuid NOT NULL CONSTRAINT window_attendance_clerk_account_id_fkey REFERENCES onething.account (id),
        paper text NOT NULL,
        begun_at timestamptz NOT NULL,
        ends_at timestamptz NOT NULL,
        ended_at timestamptz
      );
      CREATE UNIQUE INDEX window_attendance_open_key ON onething.window_attendance (clerk_account_id) WHERE ended_at IS NULL;
      COMMENT ON COLUMN onething.window_attendance.account_id IS 'of the person: whose cases they become';
      COMMENT ON COLUMN onething.window_attendance.ends_at IS 'at the latest; ended_at when it was ended before';
    `);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('DROP TABLE onething.window_attendance');
  }
}
