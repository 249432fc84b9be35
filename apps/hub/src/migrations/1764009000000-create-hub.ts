import { quotedAppRole } from '@onething/persistence';
import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What a hub keeps: messages by their id, what goes to each region in one order, and how far each order has come. */
export class CreateHub1764009000000 implements MigrationInterface {
  name = 'CreateHub1764009000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`CREATE TABLE onething.hub_region (
      region text PRIMARY KEY,
      delivered bigint NOT NULL DEFAULT 0,
      delivered_digest text NOT NULL DEFAULT repeat('0', 64),
      delivered_at timestamptz,
      submitted bigint NOT NULL DEFAULT 0
    )`);
    await runner.query(`CREATE TABLE onething.hub_message (
      id uuid PRIMARY KEY,
      core_digest text NOT NULL,
      head jsonb NOT NULL,
      receipt jsonb NOT NULL
    )`);
    await runner.query(`CREATE TABLE onething.hub_delivery (
      recipient text NOT NULL,
      number bigint NOT NULL,
      envelope bytea NOT NULL,
      receipt jsonb NOT NULL,
      PRIMARY KEY (recipient, number)
    )`);
    await runner.query(`CREATE TABLE onething.hub_refusal (
      id uuid PRIMARY KEY,
      at timestamptz NOT NULL,
      region text,
      code text NOT NULL,
      route text NOT NULL
    )`);
    const app = await quotedAppRole(runner);
    await runner.query(`REVOKE UPDATE, DELETE, TRUNCATE ON onething.hub_message, onething.hub_delivery, onething.hub_refusal FROM ${app}`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE onething.hub_refusal, onething.hub_delivery, onething.hub_message, onething.hub_region');
  }
}
