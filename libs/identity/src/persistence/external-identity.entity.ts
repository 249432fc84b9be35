import { Column, Entity, Index, JoinColumn, ManyToOne, PrimaryColumn, Unique } from 'typeorm';
import { AccountEntity } from './account.entity';

/** Who an account's owner is at an identity provider. The subject is a keyed digest. */
@Entity('external_identity')
@Unique('external_identity_subject_key', ['issuer', 'subjectKey'])
export class ExternalIdentityEntity {
  @PrimaryColumn('uuid')
  id!: string;

  @Column('uuid', { name: 'account_id' })
  @Index('external_identity_account_id_idx')
  accountId!: string;

  @ManyToOne(() => AccountEntity)
  @JoinColumn({ name: 'account_id', foreignKeyConstraintName: 'external_identity_account_id_fkey' })
  account?: AccountEntity;

  @Column('text')
  issuer!: string;

  @Column('text', { name: 'subject_key' })
  subjectKey!: string;

  @Column('timestamptz', { name: 'linked_at' })
  linkedAt!: Date;
}
