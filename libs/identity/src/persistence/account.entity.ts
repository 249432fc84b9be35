import type { Envelope } from '@onething/crypto';
import { Column, Entity, Index, PrimaryColumn, Unique } from 'typeorm';

/** What somebody logs in with. Residents act for their person; staff act through their posts only. */
@Entity('account')
@Unique('account_login_key', ['login'])
export class AccountEntity {
  @PrimaryColumn('uuid')
  id!: string;

  @Column('char', { name: 'division_code', length: 6 })
  divisionCode!: string;

  @Column('uuid', { name: 'person_id' })
  @Index('account_person_id_idx')
  personId!: string;

  @Column('text')
  kind!: 'resident' | 'staff';

  @Column('text')
  login!: string;

  @Column('text', { name: 'password_hash' })
  passwordHash!: string;

  /** Real-name level (实名等级): 1 registered, 2 checked. */
  @Column('smallint')
  level!: number;

  @Column('text')
  state!: 'active' | 'locked' | 'closed';

  @Column('jsonb', { nullable: true })
  mobile!: Envelope | null;

  @Column('timestamptz', { name: 'created_at' })
  createdAt!: Date;
}
