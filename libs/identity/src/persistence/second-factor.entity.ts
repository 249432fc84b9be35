import type { Envelope } from '@onething/crypto';
import { Check, Column, Entity, JoinColumn, OneToOne, PrimaryColumn } from 'typeorm';
import { AccountEntity } from './account.entity';

/** The secret that an account's authenticator app shares with us. */
@Entity('second_factor')
@Check('second_factor_used_when_confirmed', '(last_step IS NULL) = (confirmed_at IS NULL)')
export class SecondFactorEntity {
  @PrimaryColumn('uuid', { name: 'account_id' })
  accountId!: string;

  @OneToOne(() => AccountEntity)
  @JoinColumn({ name: 'account_id', foreignKeyConstraintName: 'second_factor_account_id_fkey' })
  account?: AccountEntity;

  @Column('jsonb')
  secret!: Envelope;

  @Column('timestamptz', { name: 'created_at' })
  createdAt!: Date;

  @Column('timestamptz', { name: 'confirmed_at', nullable: true })
  confirmedAt!: Date | null;

  @Column('bigint', { name: 'last_step', nullable: true, comment: 'of the last code that was taken; no code serves twice' })
  lastStep!: number | null;

  @Column('timestamptz', { name: 'lost_at', nullable: true, comment: 'since then only recovery codes open the account, until another one is confirmed' })
  lostAt!: Date | null;
}
