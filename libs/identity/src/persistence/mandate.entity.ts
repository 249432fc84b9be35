import type { Envelope } from '@onething/crypto';
import { Check, Column, Entity, Index, JoinColumn, ManyToOne, PrimaryColumn, Unique } from 'typeorm';
import type { MandateAct, MandateState } from '../domain/mandate';
import { AccountEntity } from './account.entity';
import { PersonEntity } from './person.entity';

/** A mandate (授权委托) from a principal to an agent, who is named by name and number and known as a person from the answer on. */
@Entity('mandate')
@Unique('mandate_request_key', ['principalAccountId', 'requestKey'])
@Index('mandate_principal_idx', ['principalPersonId', 'id'])
@Index('mandate_agent_idx', ['agentPersonId', 'id'], { where: '(agent_person_id IS NOT NULL)' })
@Index('mandate_named_idx', ['agentNumberIndex'], { where: '(agent_person_id IS NULL)' })
@Index('mandate_end_idx', ['validUntil'], { where: `(state = 'accepted'::text)` })
@Check('mandate_state_check', `state IN ('offered', 'accepted', 'declined', 'revoked', 'givenUp')`)
@Check('mandate_period_check', 'valid_from <= valid_until')
@Check('mandate_of_another', 'principal_person_id <> agent_person_id')
@Check('mandate_agent_known', `state NOT IN ('accepted', 'declined', 'givenUp') OR agent_person_id IS NOT NULL`)
export class MandateEntity {
  @PrimaryColumn('uuid')
  id!: string;

  @Column('char', { name: 'division_code', length: 6 })
  divisionCode!: string;

  @Column('uuid', { name: 'principal_person_id' })
  principalPersonId!: string;

  @ManyToOne(() => PersonEntity)
  @JoinColumn({ name: 'principal_person_id', foreignKeyConstraintName: 'mandate_principal_person_id_fkey' })
  principal?: PersonEntity;

  @Column('uuid', { name: 'principal_account_id' })
  principalAccountId!: string;

  @ManyToOne(() => AccountEntity)
  @JoinColumn({ name: 'principal_account_id', foreignKeyConstraintName: 'mandate_principal_account_id_fkey' })
  principalAccount?: AccountEntity;

  @Column('uuid', { name: 'agent_person_id', nullable: true })
  agentPersonId!: string | null;

  @ManyToOne(() => PersonEntity)
  @JoinColumn({ name: 'agent_person_id', foreignKeyConstraintName: 'mandate_agent_person_id_fkey' })
  agent?: PersonEntity;

  @Column('jsonb', { name: 'agent_name' })
  agentName!: Envelope;

  @Column('text', { name: 'agent_name_index' })
  agentNameIndex!: string;

  @Column('jsonb', { name: 'agent_number' })
  agentNumber!: Envelope;

  @Column('text', { name: 'agent_number_index' })
  agentNumberIndex!: string;

  @Column('text', { array: true })
  acts!: MandateAct[];

  @Column('text', { name: 'one_things', array: true, nullable: true, comment: 'codes of one-things; null for all' })
  oneThings!: string[] | null;

  @Column('date', { name: 'valid_from' })
  validFrom!: string;

  @Column('date', { name: 'valid_until', comment: 'the last day' })
  validUntil!: string;

  @Column('text')
  state!: MandateState;

  @Column('int')
  version!: number;

  @Column('timestamptz', { name: 'offered_at' })
  offeredAt!: Date;

  @Column('timestamptz', { name: 'answered_at', nullable: true })
  answeredAt!: Date | null;

  @Column('timestamptz', { name: 'ended_at', nullable: true })
  endedAt!: Date | null;

  @Column('text', { name: 'request_key' })
  requestKey!: string;

  @Column('text', { name: 'request_digest' })
  requestDigest!: string;
}
