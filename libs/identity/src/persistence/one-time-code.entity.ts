import { Check, Column, Entity, PrimaryColumn } from 'typeorm';

/** A code that was sent and is not spent: neither the code nor whom it went to can be read here. */
@Entity('one_time_code')
@Check('one_time_code_purpose_check', `purpose IN ('registration', 'recovery', 'mobileChange')`)
export class OneTimeCodeEntity {
  @PrimaryColumn('text')
  purpose!: 'registration' | 'recovery' | 'mobileChange';

  /** Blind index. */
  @PrimaryColumn('text')
  recipient!: string;

  @Column('text')
  digest!: string;

  @Column('timestamptz', { name: 'expires_at' })
  expiresAt!: Date;

  @Column('integer')
  tries!: number;
}
