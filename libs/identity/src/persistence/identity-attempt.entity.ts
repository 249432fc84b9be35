import { Column, Entity, PrimaryColumn } from 'typeorm';

/** How often something was tried in an hour. Unlogged: a crash may forget it. */
@Entity('identity_attempt')
export class IdentityAttemptEntity {
  /** Blind index. */
  @PrimaryColumn('text')
  key!: string;

  @Column('timestamptz', { name: 'window_start' })
  windowStart!: Date;

  @Column('integer')
  count!: number;
}
