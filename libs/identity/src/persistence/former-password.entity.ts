import { Column, Entity, Index, JoinColumn, ManyToOne, PrimaryColumn } from 'typeorm';
import { AccountEntity } from './account.entity';

/** A password that an account had before, so that it is not taken again. */
@Entity('former_password')
export class FormerPasswordEntity {
  @PrimaryColumn('uuid')
  id!: string;

  @Column('uuid', { name: 'account_id' })
  @Index('former_password_account_id_idx')
  accountId!: string;

  @ManyToOne(() => AccountEntity)
  @JoinColumn({ name: 'account_id', foreignKeyConstraintName: 'former_password_account_id_fkey' })
  account?: AccountEntity;

  @Column('text', { name: 'password_hash' })
  passwordHash!: string;

  @Column('timestamptz', { name: 'replaced_at' })
  replacedAt!: Date;
}
