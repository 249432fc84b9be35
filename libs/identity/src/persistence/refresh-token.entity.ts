import { Check, Column, Entity, Index, JoinColumn, ManyToOne, PrimaryColumn } from 'typeorm';
import { LoginSessionEntity } from './login-session.entity';

/** A refresh token of a session by its keyed digest; the token itself is kept nowhere. Used ones stay, to know them again. */
@Entity('refresh_token')
@Check('refresh_token_salt_when_used', 'successor_salt IS NULL OR used_at IS NOT NULL')
export class RefreshTokenEntity {
  @PrimaryColumn('text')
  digest!: string;

  @Column('uuid', { name: 'session_id' })
  @Index('refresh_token_session_id_idx')
  sessionId!: string;

  @ManyToOne(() => LoginSessionEntity, { onDelete: 'CASCADE' })
  @JoinColumn({ name: 'session_id', foreignKeyConstraintName: 'refresh_token_session_id_fkey' })
  session?: LoginSessionEntity;

  @Column('timestamptz', { name: 'issued_at' })
  issuedAt!: Date;

  @Column('timestamptz', { name: 'used_at', nullable: true })
  usedAt!: Date | null;

  @Column('text', { name: 'successor_salt', nullable: true, comment: 'until the successor is used' })
  successorSalt!: string | null;
}
