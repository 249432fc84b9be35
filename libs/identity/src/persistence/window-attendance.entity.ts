import { Column, Entity, Index, JoinColumn, ManyToOne, PrimaryColumn } from 'typeorm';
import { AccountEntity } from './account.entity';
import { PersonEntity } from './person.entity';
import { ServiceWindowEntity } from './service-window.entity';

/** Somebody at a clerk's counter. A clerk has one at a time. */
@Entity('window_attendance')
@Index('window_attendance_open_key', ['clerkAccountId'], { unique: true, where: '(ended_at IS NULL)' })
export class WindowAttendanceEntity {
  @PrimaryColumn('uuid')
  id!: string;

  @Column('text', { name: 'division_code' })
  divisionCode!: string;

  @Column('uuid', { name: 'window_id', nullable: true })
  windowId!: string | null;

  @ManyToOne(() => ServiceWindowEntity)
  @JoinColumn({ name: 'window_id', foreignKeyConstraintName: 'window_attendance_window_id_fkey' })
  window?: ServiceWindowEntity | null;

  @Column('uuid', { name: 'person_id' })
  personId!: string;

  @ManyToOne(() => PersonEntity)
  @JoinColumn({ name: 'person_id', foreignKeyConstraintName: 'window_attendance_person_id_fkey' })
  person?: PersonEntity;

  @Column('uuid', { name: 'account_id', comment: 'of the person: whose cases they become' })
  accountId!: string;

  @ManyToOne(() => AccountEntity)
  @JoinColumn({ name: 'account_id', foreignKeyConstraintName: 'window_attendance_account_id_fkey' })
  account?: AccountEntity;

  @Column('uuid', { name: 'clerk_account_id' })
  clerkAccountId!: string;

  @ManyToOne(() => AccountEntity)
  @JoinColumn({ name: 'clerk_account_id', foreignKeyConstraintName: 'window_attendance_clerk_account_id_fkey' })
  clerk?: AccountEntity;

  @Column('text')
  paper!: string;

  @Column('timestamptz', { name: 'begun_at' })
  begunAt!: Date;

  @Column('timestamptz', { name: 'ends_at', comment: 'at the latest; ended_at when it was ended before' })
  endsAt!: Date;

  @Column('timestamptz', { name: 'ended_at', nullable: true })
  endedAt!: Date | null;

  @Column('timestamptz', { name: 'licences_allowed_at', nullable: true, comment: 'the person let the clerk use their licences; null when not, or not any more' })
  licencesAllowedAt!: Date | null;
}
