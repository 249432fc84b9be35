import type { Envelope } from '@onething/crypto';
import { Check, Column, Entity, Index, JoinColumn, ManyToOne, PrimaryColumn } from 'typeorm';
import { AccountEntity } from './account.entity';

/** What one administrator proposes to do with an account, and another decides on. */
@Entity('account_measure')
@Index('account_measure_open_key', ['accountId', 'what'], { unique: true, where: `(state = 'proposed'::text)` })
@Index('account_measure_state_idx', ['state', 'id'])
@Check('account_measure_what_check', `what IN ('lock', 'unlock', 'resetSecondFactor')`)
@Check('account_measure_state_check', `state IN ('proposed', 'approved', 'rejected')`)
@Check('account_measure_decided', `(state = 'proposed') = (decided_by IS NULL) AND (decided_by IS NULL) = (decided_at IS NULL)`)
@Check('account_measure_reason_until_decided', `state <> 'proposed' OR reason IS NOT NULL`)
@Check('account_measure_by_two', 'decided_by <> proposed_by')
@Check('account_measure_of_another', 'decided_by <> account_id')
export class AccountMeasureEntity {
  @PrimaryColumn('uuid')
  id!: string;

  @Column('text')
  what!: 'lock' | 'unlock' | 'resetSecondFactor';

  @Column('uuid', { name: 'account_id' })
  accountId!: string;

  @ManyToOne(() => AccountEntity)
  @JoinColumn({ name: 'account_id', foreignKeyConstraintName: 'account_measure_account_id_fkey' })
  account?: AccountEntity;

  /** It may name people: encrypted. Null when a rule of retention has erased it. */
  @Column('jsonb', { nullable: true })
  reason!: Envelope | null;

  @Column('text')
  state!: 'proposed' | 'approved' | 'rejected';

  @Column('uuid', { name: 'proposed_by' })
  proposedBy!: string;

  @ManyToOne(() => AccountEntity)
  @JoinColumn({ name: 'proposed_by', foreignKeyConstraintName: 'account_measure_proposed_by_fkey' })
  proposer?: AccountEntity;

  @Column('timestamptz', { name: 'proposed_at' })
  proposedAt!: Date;

  @Column('uuid', { name: 'decided_by', nullable: true })
  decidedBy!: string | null;

  @ManyToOne(() => AccountEntity)
  @JoinColumn({ name: 'decided_by', foreignKeyConstraintName: 'account_measure_decided_by_fkey' })
  decider?: AccountEntity;

  @Column('timestamptz', { name: 'decided_at', nullable: true })
  decidedAt!: Date | null;

  @Column('integer')
  version!: number;
}
