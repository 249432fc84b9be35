import { Check, Column, Entity, Index, JoinColumn, ManyToOne, PrimaryColumn } from 'typeorm';
import { MandateEntity } from './mandate.entity';

/** What happened to a mandate, and whether the other side has been told. */
@Entity('mandate_change')
@Index('mandate_change_mandate_idx', ['mandateId', 'id'])
@Index('mandate_change_untold_idx', ['id'], { where: '(NOT told)' })
@Index('mandate_change_expiring_key', ['mandateId'], { unique: true, where: `(what = 'expiring'::text)` })
@Check('mandate_change_what_check', `what IN ('offered', 'accepted', 'declined', 'revoked', 'givenUp', 'expiring')`)
export class MandateChangeEntity {
  @PrimaryColumn('uuid')
  id!: string;

  @Column('uuid', { name: 'mandate_id' })
  mandateId!: string;

  @ManyToOne(() => MandateEntity)
  @JoinColumn({ name: 'mandate_id', foreignKeyConstraintName: 'mandate_change_mandate_id_fkey' })
  mandate?: MandateEntity;

  @Column('text')
  what!: 'offered' | 'accepted' | 'declined' | 'revoked' | 'givenUp' | 'expiring';

  @Column('uuid', { name: 'account_id', nullable: true, comment: 'who did it; null for the platform' })
  accountId!: string | null;

  @Column('timestamptz')
  at!: Date;

  @Column('boolean', { default: false })
  told!: boolean;
}
