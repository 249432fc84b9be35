import { Inject, Injectable } from '@nestjs/common';
import { Keyring } from '@onething/crypto';
import { CLOCK, type Clock, newId } from '@onething/kernel';
import { Database, type Statement, type Transaction } from '@onething/persistence';
import type { SecurityAct } from './domain/security-act';
import { digestedReason, reasonPlace } from './persistence/act-reason';

const RECORD: Statement = {
  name: 'audit.record-act',
  text: `WITH recorded AS (
      INSERT INTO security_act (id, recorded_at, act, outcome, actor_account_id, actor_person_id, actor_roles, subject_person_id, object_kind,
        object_id, address, request_id, detail, reason_digest)
      VALUES ($1::uuid, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)
    ), concerned AS (
      INSERT INTO security_act_concerned (act_id, person_id) SELECT $1::uuid, unnest($16::uuid[])
    )
    INSERT INTO security_act_reason (act_id, reason) SELECT $1::uuid, $15::jsonb WHERE $15::jsonb IS NOT NULL`,
};

/**
 * The security log (安全审计日志): append-only, kept for good, in a table that the application can neither change nor shorten. It
 * stands beside the event chains of the cases.
 */
@Injectable()
export class SecurityLog {
  constructor(
    private readonly database: Database,
    private readonly keyring: Keyring,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /**
   * @param where the transaction of what the act is about, so that neither is there without the other; without it the act is
   * committed by itself, as one that was refused must be
   */
  async record(act: SecurityAct, where: Transaction = this.database): Promise<void> {
    const now = this.clock.now();
    const id = newId(now);
    const { actor, object, reason } = act;
    const concerned = [...new Set(act.concernedPersonIds)].filter((person) => person !== act.subjectPersonId).sort();
    // In the act itself too, so that it is signed with it.
    const detail = concerned.length === 0 ? act.detail : { ...act.detail, concerned: concerned.join(' ') };
    await where.query(RECORD, [
      id, new Date(now), act.act, act.outcome, actor?.accountId ?? null, actor?.personId ?? null, actor?.roles ?? null, act.subjectPersonId ?? null,
      object?.kind ?? null, object?.id ?? null, act.address ?? null, act.requestId ?? null, detail ?? null,
      reason === undefined ? null : this.keyring.keyedDigest(digestedReason(id, reason)),
      reason === undefined ? null : this.keyring.encrypt(reasonPlace(id), reason), concerned,
    ]);
  }
}
