import type { Envelope } from '@onething/crypto';
import { Check, Column, Entity, Index, JoinColumn, ManyToOne, PrimaryColumn, Unique } from 'typeorm';
import { PersonEntity } from './person.entity';

/** What somebody logs in with. Residents act for their person; staff act through their posts only. */
@Entity('account')
@Unique('account_login_key', ['login'])
@Check('account_kind_check', `kind IN ('resident', 'staff')`)
@Check('account_login_check', 'login = lower(login)')
@Check('account_level_check', 'level BETWEEN 1 AND 4')
@Check('account_closed_check', `(state = 'closed') = (closed_at IS NOT NULL)`)
@Index('account_closed_idx', ['id'], { where: `(state = 'closed'::text)` })
@Check('account_state_check', `state IN ('proposed', 'active', 'locked', 'closed')`)
export class AccountEntity {
  @PrimaryColumn('uuid')
  id!: string;

  @Column('char', { name: 'division_code', length: 6 })
  divisionCode!: string;

  @Column('uuid', { name: 'person_id' })
  @Index('account_person_id_idx')
  @Index('account_proven_person_key', { unique: true, where: `((kind = 'resident'::text) AND (level >= 2) AND (state <> 'closed'::text))` })
  personId!: string;

  @ManyToOne(() => PersonEntity)
  @JoinColumn({ name: 'person_id', foreignKeyConstraintName: 'account_person_id_fkey' })
  person?: PersonEntity;

  @Column('text')
  kind!: 'resident' | 'staff';

  @Column('text')
  login!: string;

  @Column('text', { name: 'password_hash' })
  passwordHash!: string;

  @Column('timestamptz', { name: 'password_set_at', nullable: true, comment: 'null: its age does not count' })
  passwordSetAt!: Date | null;

  /** Real-name level (实名等级): 1 registered, 2 checked. */
  @Column('smallint')
  level!: number;

  @Column('text')
  state!: 'proposed' | 'active' | 'locked' | 'closed';

  @Column('jsonb', { nullable: true })
  mobile!: Envelope | null;

  /** Until when a window's check stands in for the register, when the password was forgotten. */
  @Column('timestamptz', { name: 'recovery_checked_until', nullable: true })
  recoveryCheckedUntil!: Date | null;

  @Column('timestamptz', { name: 'created_at' })
  createdAt!: Date;

  @Column('timestamptz', { name: 'closed_at', nullable: true })
  closedAt!: Date | null;
}
