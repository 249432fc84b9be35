import type { Envelope } from '@onething/crypto';
import { Check, Column, Entity, Index, JoinColumn, ManyToOne, PrimaryColumn } from 'typeorm';
import { AccountEntity } from './account.entity';

/** A recovery that one clerk has asked for at a window, and another confirms. */
@Entity('window_recovery')
@Index('window_recovery_open_key', ['accountId'], { unique: true, where: '(confirmed_by IS NULL)' })
@Check('window_recovery_confirmed', '(confirmed_by IS NULL) = (confirmed_at IS NULL) AND (confirmed_by IS NULL) = (mobile IS NOT NULL)')
@Check('window_recovery_by_two', 'confirmed_by <> asked_by')
export class WindowRecoveryEntity {
  @PrimaryColumn('uuid')
  id!: string;

  @Column('uuid', { name: 'account_id' })
  accountId!: string;

  @ManyToOne(() => AccountEntity)
  @JoinColumn({ name: 'account_id', foreignKeyConstraintName: 'window_recovery_account_id_fkey' })
  account?: AccountEntity;

  @Column('char', { name: 'division_code', length: 6 })
  divisionCode!: string;

  @Column('text')
  paper!: string;

  @Column('jsonb', { nullable: true, comment: 'until it is the mobile of the account' })
  mobile!: Envelope | null;

  @Column('uuid', { name: 'asked_by' })
  askedBy!: string;

  @ManyToOne(() => AccountEntity)
  @JoinColumn({ name: 'asked_by', foreignKeyConstraintName: 'window_recovery_asked_by_fkey' })
  asker?: AccountEntity;

  @Column('timestamptz', { name: 'asked_at' })
  @Index('window_recovery_asked_at_idx')
  askedAt!: Date;

  @Column('uuid', { name: 'confirmed_by', nullable: true })
  confirmedBy!: string | null;

  @ManyToOne(() => AccountEntity)
  @JoinColumn({ name: 'confirmed_by', foreignKeyConstraintName: 'window_recovery_confirmed_by_fkey' })
  confirmer?: AccountEntity;

  @Column('timestamptz', { name: 'confirmed_at', nullable: true })
  confirmedAt!: Date | null;
}
