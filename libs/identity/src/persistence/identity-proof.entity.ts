import type { Envelope } from '@onething/crypto';
import { Check, Column, Entity, JoinColumn, ManyToOne, OneToOne, PrimaryColumn } from 'typeorm';
import { AccountEntity } from './account.entity';
import { PersonEntity } from './person.entity';

/** How an account came to level 2, and whose it is since. */
@Entity('identity_proof')
@Check('identity_proof_way_check', `way IN ('register', 'window')`)
@Check('identity_proof_window', '(way = \'window\') = (paper IS NOT NULL) AND (way = \'window\') = (confirmed_by IS NOT NULL)')
export class IdentityProofEntity {
  @PrimaryColumn('uuid', { name: 'account_id' })
  accountId!: string;

  @OneToOne(() => AccountEntity)
  @JoinColumn({ name: 'account_id', foreignKeyConstraintName: 'identity_proof_account_id_fkey' })
  account?: AccountEntity;

  @Column('uuid', { name: 'person_id' })
  personId!: string;

  @ManyToOne(() => PersonEntity)
  @JoinColumn({ name: 'person_id', foreignKeyConstraintName: 'identity_proof_person_id_fkey' })
  person?: PersonEntity;

  @Column('text')
  way!: 'register' | 'window';

  @Column('text', { nullable: true })
  paper!: string | null;

  @Column('uuid', { name: 'confirmed_by', nullable: true })
  confirmedBy!: string | null;

  @ManyToOne(() => AccountEntity)
  @JoinColumn({ name: 'confirmed_by', foreignKeyConstraintName: 'identity_proof_confirmed_by_fkey' })
  clerk?: AccountEntity;

  @Column('jsonb', { nullable: true })
  representative!: Envelope | null;

  @Column('timestamptz', { name: 'proven_at' })
  provenAt!: Date;
}
