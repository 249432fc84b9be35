import type { Envelope } from '@onething/crypto';
import type { Post } from '@onething/kernel';
import { Check, Column, Entity, Index, JoinColumn, ManyToOne, PrimaryColumn } from 'typeorm';
import { AccountEntity } from './account.entity';
import { ServiceWindowEntity } from './service-window.entity';

/** A role that one administrator proposes to give or to end, and another decides on. */
@Entity('role_grant')
@Index('role_grant_open_key', ['accountId', 'what', 'role', 'departmentCode', 'divisionCode'], { unique: true, where: `(state = 'proposed'::text)` })
@Index('role_grant_state_idx', ['state', 'id'])
@Check('role_grant_what_check', `what IN ('grant', 'end')`)
@Check('role_grant_state_check', `state IN ('proposed', 'approved', 'rejected')`)
@Check('role_grant_decided', `(state = 'proposed') = (decided_by IS NULL) AND (decided_by IS NULL) = (decided_at IS NULL)`)
@Check('role_grant_reason_until_decided', `state <> 'proposed' OR reason IS NOT NULL`)
@Check('role_grant_by_two', 'decided_by <> proposed_by')
@Check('role_grant_of_another', 'decided_by <> account_id')
export class RoleGrantEntity {
  @PrimaryColumn('uuid')
  id!: string;

  @Column('text')
  what!: 'grant' | 'end';

  @Column('uuid', { name: 'account_id' })
  accountId!: string;

  @ManyToOne(() => AccountEntity)
  @JoinColumn({ name: 'account_id', foreignKeyConstraintName: 'role_grant_account_id_fkey' })
  account?: AccountEntity;

  @Column('text')
  role!: Post['role'];

  @Column('text', { name: 'department_code' })
  departmentCode!: string;

  @Column('char', { name: 'division_code', length: 6 })
  divisionCode!: string;

  @Column('uuid', { name: 'window_id', nullable: true })
  windowId!: string | null;

  @ManyToOne(() => ServiceWindowEntity)
  @JoinColumn({ name: 'window_id', foreignKeyConstraintName: 'role_grant_window_id_fkey' })
  window?: ServiceWindowEntity;

  /** It may name people: encrypted. Null when a rule of retention has erased it. */
  @Column('jsonb', { nullable: true })
  reason!: Envelope | null;

  @Column('text')
  state!: 'proposed' | 'approved' | 'rejected';

  @Column('uuid', { name: 'proposed_by' })
  proposedBy!: string;

  @ManyToOne(() => AccountEntity)
  @JoinColumn({ name: 'proposed_by', foreignKeyConstraintName: 'role_grant_proposed_by_fkey' })
  proposer?: AccountEntity;

  @Column('timestamptz', { name: 'proposed_at' })
  proposedAt!: Date;

  @Column('uuid', { name: 'decided_by', nullable: true })
  decidedBy!: string | null;

  @ManyToOne(() => AccountEntity)
  @JoinColumn({ name: 'decided_by', foreignKeyConstraintName: 'role_grant_decided_by_fkey' })
  decider?: AccountEntity;

  @Column('timestamptz', { name: 'decided_at', nullable: true })
  decidedAt!: Date | null;

  @Column('integer')
  version!: number;
}
