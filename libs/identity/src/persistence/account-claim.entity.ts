import type { Envelope } from '@onething/crypto';
import { Check, Column, Entity, JoinColumn, OneToOne, PrimaryColumn } from 'typeorm';
import { AccountEntity } from './account.entity';

/** Who the owner of an account of level 1 says to be. */
@Entity('account_claim', { comment: 'who the owner of an account says to be; linked to nobody until it is proven' })
@Check('account_claim_kind_check', `kind IN ('natural', 'legal')`)
@Check('account_claim_representative', '(kind = \'legal\') = (representative IS NOT NULL)')
export class AccountClaimEntity {
  @PrimaryColumn('uuid', { name: 'account_id' })
  accountId!: string;

  @OneToOne(() => AccountEntity)
  @JoinColumn({ name: 'account_id', foreignKeyConstraintName: 'account_claim_account_id_fkey' })
  account?: AccountEntity;

  @Column('text')
  kind!: 'natural' | 'legal';

  @Column('jsonb')
  name!: Envelope;

  @Column('jsonb')
  number!: Envelope;

  /** JSON with role, name and number of who acts for a legal person. */
  @Column('jsonb', { nullable: true })
  representative!: Envelope | null;

  @Column('integer')
  version!: number;

  @Column('timestamptz', { name: 'created_at' })
  createdAt!: Date;
}
