import type { Post } from '@onething/kernel';
import { Check, Column, Entity, Index, JoinColumn, ManyToOne, PrimaryColumn } from 'typeorm';
import { AccountEntity } from './account.entity';

/** A staff role of an account in a department and division, from when to when (岗位). */
@Entity('post')
@Index('post_open_key', ['accountId', 'role', 'departmentCode', 'divisionCode'], { unique: true, where: '(closed_at IS NULL)' })
@Check('post_role_check', `role IN ('clerk', 'reviewer', 'head', 'supervisor', 'administrator', 'securityAdministrator', 'auditor')`)
export class PostEntity {
  @PrimaryColumn('uuid')
  id!: string;

  @Column('uuid', { name: 'account_id' })
  accountId!: string;

  @ManyToOne(() => AccountEntity)
  @JoinColumn({ name: 'account_id', foreignKeyConstraintName: 'post_account_id_fkey' })
  account?: AccountEntity;

  @Column('text')
  role!: Post['role'];

  @Column('text', { name: 'department_code' })
  departmentCode!: string;

  @Column('char', { name: 'division_code', length: 6 })
  divisionCode!: string;

  @Column('timestamptz', { name: 'opened_at' })
  openedAt!: Date;

  @Column('timestamptz', { name: 'closed_at', nullable: true })
  closedAt!: Date | null;
}
