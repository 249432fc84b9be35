import { Check, Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** Failures in a row with a login, whether an account has it or not. The login is a keyed digest. */
@Entity('login_lock')
@Check('login_lock_failures_check', 'failures >= 0')
export class LoginLockEntity {
  @PrimaryColumn('text', { name: 'login_key' })
  loginKey!: string;

  @Column('int', { comment: 'attempts that have not succeeded, those under way too' })
  failures!: number;

  @Column('timestamptz', { name: 'last_tried_at' })
  @Index('login_lock_last_tried_at_idx')
  lastTriedAt!: Date;
}

/** With which logins a source (an IPv4 address, an IPv6 /64) has failed; both as keyed digests. */
@Entity('login_source_failure')
export class LoginSourceFailureEntity {
  @PrimaryColumn('text', { name: 'source_key' })
  sourceKey!: string;

  @PrimaryColumn('text', { name: 'login_key' })
  loginKey!: string;

  @Column('timestamptz', { name: 'failed_at' })
  @Index('login_source_failure_failed_at_idx')
  failedAt!: Date;
}
