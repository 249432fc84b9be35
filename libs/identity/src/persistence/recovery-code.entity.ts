import { Column, Entity, Index, JoinColumn, ManyToOne, PrimaryColumn } from 'typeorm';
import { AccountEntity } from './account.entity';

/** What lets in whoever has lost the second factor, once; kept as a keyed digest. */
@Entity('recovery_code')
export class RecoveryCodeEntity {
  @PrimaryColumn('text')
  digest!: string;

  @Column('uuid', { name: 'account_id' })
  @Index('recovery_code_account_id_idx')
  accountId!: string;

  @ManyToOne(() => AccountEntity)
  @JoinColumn({ name: 'account_id', foreignKeyConstraintName: 'recovery_code_account_id_fkey' })
  account?: AccountEntity;

  @Column('timestamptz', { name: 'created_at' })
  createdAt!: Date;
}
