import type { Text } from '@onething/kernel';
import { Check, Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** A window that serves several departments of a division (综合窗口). */
@Entity('service_window')
@Index('service_window_open_key', ['divisionCode', 'code'], { unique: true, where: '(closed_at IS NULL)' })
@Check('service_window_departments_check', 'cardinality(departments) > 0')
export class ServiceWindowEntity {
  @PrimaryColumn('uuid')
  id!: string;

  @Column('char', { name: 'division_code', length: 6 })
  divisionCode!: string;

  @Column('text')
  code!: string;

  @Column('jsonb')
  name!: Text;

  @Column('jsonb', { comment: 'hall, floor and desk, in both languages' })
  place!: Text;

  @Column('text', { array: true })
  departments!: string[];

  @Column('timestamptz', { name: 'opened_at' })
  openedAt!: Date;

  @Column('timestamptz', { name: 'closed_at', nullable: true })
  closedAt!: Date | null;

  @Column('int', { default: 1 })
  version!: number;
}
