import { Check, Column, Entity, Index, JoinColumn, ManyToOne, PrimaryColumn } from 'typeorm';
import { PersonEntity } from './person.entity';

/** Who acts for a child (监护关系), and how the platform knows. */
@Entity('guardianship')
@Check('guardianship_of_another', 'child_person_id <> guardian_person_id')
export class GuardianshipEntity {
  @PrimaryColumn('uuid', { name: 'child_person_id' })
  childPersonId!: string;

  @ManyToOne(() => PersonEntity)
  @JoinColumn({ name: 'child_person_id', foreignKeyConstraintName: 'guardianship_child_person_id_fkey' })
  child?: PersonEntity;

  @PrimaryColumn('uuid', { name: 'guardian_person_id' })
  @Index('guardianship_guardian_person_id_idx')
  guardianPersonId!: string;

  @ManyToOne(() => PersonEntity)
  @JoinColumn({ name: 'guardian_person_id', foreignKeyConstraintName: 'guardianship_guardian_person_id_fkey' })
  guardian?: PersonEntity;

  @Column('char', { name: 'division_code', length: 6 })
  divisionCode!: string;

  @Column('text')
  source!: string;

  @Column('timestamptz', { name: 'created_at' })
  createdAt!: Date;
}
