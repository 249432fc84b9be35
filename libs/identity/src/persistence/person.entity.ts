import type { Envelope } from '@onething/crypto';
import { Column, Entity, PrimaryColumn, Unique } from 'typeorm';

/** A natural or legal person (自然人、法人). */
@Entity('person')
@Unique('person_number_index_key', ['numberIndex'])
export class PersonEntity {
  @PrimaryColumn('uuid')
  id!: string;

  @Column('char', { name: 'division_code', length: 6 })
  divisionCode!: string;

  @Column('text')
  kind!: 'natural' | 'legal';

  @Column('jsonb')
  name!: Envelope;

  @Column('jsonb', { nullable: true })
  number!: Envelope | null;

  @Column('text', { name: 'number_index', nullable: true })
  numberIndex!: string | null;

  @Column('boolean', { default: false })
  synthetic!: boolean;

  @Column('timestamptz', { name: 'created_at' })
  createdAt!: Date;
}
