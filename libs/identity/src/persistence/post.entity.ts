import type { Post } from '@onething/kernel';
import { Check, Column, Entity, Index, JoinColumn, ManyToOne, PrimaryColumn } from 'typeorm';
import { AccountEntity } from './account.entity';
import { ServiceWindowEntity } from './service-window.entity';

/** A staff role of an account in a department and division, from when to when (岗位). */
@Entity('post')
@Index('post_open_key', ['accountId', 'role', 'departmentCode', 'divisionCode'], { unique: true, where: '(closed_at IS NULL)' })
@Index('post_one_administrator', ['accountId'], {
  unique: true,
  where: `((closed_at IS NULL) AND (role = ANY (ARRAY['administrator'::text, 'securityAdministrator'::text, 'auditor'::text])))`,
})
@Check('post_window_check', `(role = 'windowClerk') = (window_id IS NOT NULL)`)
@Check('post_role_check', `role IN ('clerk', 'windowClerk', 'reviewer', 'head', 'supervisor', 'administrator', 'securityAdministrator', 'auditor', 'hotlineOperator')`)
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

  /** Of a window clerk: the post counts for each department that the window serves (view `held_post`). */
  @Column('uuid', { name: 'window_id', nullable: true })
  @Index('post_window_id_idx', { where: '(window_id IS NOT NULL)' })
  windowId!: string | null;

  @ManyToOne(() => ServiceWindowEntity)
  @JoinColumn({ name: 'window_id', foreignKeyConstraintName: 'post_window_id_fkey' })
  window?: ServiceWindowEntity;

  @Column('timestamptz', { name: 'opened_at' })
  openedAt!: Date;

  @Column('timestamptz', { name: 'closed_at', nullable: true })
  closedAt!: Date | null;
}
