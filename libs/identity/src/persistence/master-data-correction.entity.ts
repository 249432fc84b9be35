import type { Envelope } from '@onething/crypto';
import { Check, Column, Entity, Index, JoinColumn, ManyToOne, PrimaryColumn } from 'typeorm';
import { AccountEntity } from './account.entity';
import { PersonEntity } from './person.entity';

/** What a person asks to have corrected in the register, and what became of it. */
@Entity('master_data_correction')
@Index('master_data_correction_open_key', ['personId', 'field'], { unique: true, where: `(state = 'asked'::text)` })
@Index('master_data_correction_person_idx', ['personId', 'id'])
@Index('master_data_correction_waiting_idx', ['divisionCode', 'id'], { where: `(state = 'asked'::text)` })
@Index('master_data_correction_untold_idx', ['id'], { where: `((NOT told) AND (state <> 'asked'::text))` })
@Check('master_data_correction_field_check', `field IN ('name', 'number')`)
@Check('master_data_correction_state_check', `state IN ('asked', 'corrected', 'refused', 'withdrawn')`)
@Check('master_data_correction_way_check', `way IN ('register', 'window')`)
@Check('master_data_correction_decided', `(state = 'asked') = (decided_at IS NULL)`)
@Check('master_data_correction_way', `(state IN ('corrected', 'refused')) = (way IS NOT NULL)`)
@Check('master_data_correction_reasoned', `(state = 'refused') = (decision_reason IS NOT NULL)`)
@Check('master_data_correction_by_another', 'decided_by <> account_id')
export class MasterDataCorrectionEntity {
  @PrimaryColumn('uuid')
  id!: string;

  @Column('uuid', { name: 'person_id' })
  personId!: string;

  @ManyToOne(() => PersonEntity)
  @JoinColumn({ name: 'person_id', foreignKeyConstraintName: 'master_data_correction_person_id_fkey' })
  person?: PersonEntity;

  @Column('uuid', { name: 'account_id' })
  accountId!: string;

  @ManyToOne(() => AccountEntity)
  @JoinColumn({ name: 'account_id', foreignKeyConstraintName: 'master_data_correction_account_id_fkey' })
  account?: AccountEntity;

  @Column('char', { name: 'division_code', length: 6, comment: 'whose windows decide on it' })
  divisionCode!: string;

  @Column('text')
  field!: 'name' | 'number';

  @Column('jsonb', { name: 'old_value' })
  oldValue!: Envelope;

  @Column('jsonb', { name: 'new_value' })
  newValue!: Envelope;

  @Column('jsonb')
  reason!: Envelope;

  @Column('jsonb', { nullable: true })
  evidence!: Envelope | null;

  @Column('text')
  state!: 'asked' | 'corrected' | 'refused' | 'withdrawn';

  @Column('text', { nullable: true })
  way!: 'register' | 'window' | null;

  @Column('text', { nullable: true })
  paper!: string | null;

  @Column('uuid', { name: 'decided_by', nullable: true })
  decidedBy!: string | null;

  @ManyToOne(() => AccountEntity)
  @JoinColumn({ name: 'decided_by', foreignKeyConstraintName: 'master_data_correction_decided_by_fkey' })
  official?: AccountEntity;

  @Column('jsonb', { name: 'decision_reason', nullable: true })
  decisionReason!: Envelope | null;

  @Column('timestamptz', { name: 'asked_at' })
  askedAt!: Date;

  @Column('timestamptz', { name: 'decided_at', nullable: true })
  decidedAt!: Date | null;

  @Column('boolean', { default: false })
  told!: boolean;
}
