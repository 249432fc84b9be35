import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** Who acts for a child (监护关系), and how the platform knows. */
@Entity('guardianship')
export class GuardianshipEntity {
  @PrimaryColumn('uuid', { name: 'child_person_id' })
  childPersonId!: string;

  @PrimaryColumn('uuid', { name: 'guardian_person_id' })
  @Index('guardianship_guardian_person_id_idx')
  guardianPersonId!: string;

  @Column('char', { name: 'division_code', length: 6 })
  divisionCode!: string;

  @Column('text')
  source!: string;

  @Column('timestamptz', { name: 'created_at' })
  createdAt!: Date;
}
