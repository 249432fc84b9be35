import type { Envelope } from '@onething/crypto';
import { Check, Column, Entity, Index, JoinColumn, ManyToOne, PrimaryColumn } from 'typeorm';
import type { Revocation, SessionLimit } from '../domain/session-rules';
import { AccountEntity } from './account.entity';

/** A log-in on one device, from when to when. */
@Entity('login_session')
@Check('login_session_limited_to_check', `limited_to IN ('secondFactor', 'enrolment', 'passwordChange')`)
@Check('login_session_revoked_because_check', `revoked_because IN ('signedOut', 'signedOutEverywhere', 'revoked', 'replaced', 'refreshReused', 'passwordChanged', 'accountChanged')`)
@Check('login_session_revocation_whole', '(revoked_at IS NULL) = (revoked_because IS NULL)')
export class LoginSessionEntity {
  @PrimaryColumn('uuid')
  id!: string;

  @Column('uuid', { name: 'account_id' })
  @Index('login_session_account_id_idx')
  accountId!: string;

  @ManyToOne(() => AccountEntity)
  @JoinColumn({ name: 'account_id', foreignKeyConstraintName: 'login_session_account_id_fkey' })
  account?: AccountEntity;

  @Column('text', { name: 'limited_to', nullable: true, comment: 'what it still lacks; null: it serves for everything' })
  limitedTo!: SessionLimit | null;

  @Column('text', { nullable: true, comment: 'from the User-Agent header' })
  device!: string | null;

  @Column('jsonb', { nullable: true })
  address!: Envelope | null;

  @Column('timestamptz', { name: 'created_at' })
  createdAt!: Date;

  @Column('timestamptz', { name: 'last_used_at' })
  lastUsedAt!: Date;

  @Column('timestamptz', { name: 'expires_at' })
  expiresAt!: Date;

  @Column('timestamptz', { name: 'revoked_at', nullable: true })
  revokedAt!: Date | null;

  @Column('text', { name: 'revoked_because', nullable: true })
  revokedBecause!: Revocation | null;
}
