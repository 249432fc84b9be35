import type { Envelope } from '@onething/crypto';
import { Check, Column, Entity, Index, PrimaryColumn, Unique } from 'typeorm';

/** A natural or legal person (自然人、法人). */
@Entity('person')
@Unique('person_number_index_key', ['numberIndex'])
@Check('person_kind_check', `kind IN ('natural', 'legal')`)
@Check('person_number_with_index', '(number IS NULL) = (number_index IS NULL)')
export class PersonEntity {
  @PrimaryColumn('uuid')
  id!: string;

  @Column('char', { name: 'division_code', length: 6 })
  divisionCode!: string;

  @Column('text')
  kind!: 'natural' | 'legal';

  @Column('jsonb')
  name!: Envelope;

  @Column('text', { name: 'name_index' })
  @Index('person_name_index_idx')
  nameIndex!: string;

  @Column('jsonb', { nullable: true, comment: 'citizen number or unified social credit code; a newborn has none yet' })
  number!: Envelope | null;

  @Column('text', { name: 'number_index', nullable: true })
  numberIndex!: string | null;

  @Column('boolean', { default: false, comment: 'made up for the demonstration, no real person or company' })
  synthetic!: boolean;

  @Column('timestamptz', { name: 'created_at' })
  createdAt!: Date;
}
