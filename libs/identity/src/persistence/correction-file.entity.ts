import type { Envelope } from '@onething/crypto';
import { Check, Column, Entity, JoinColumn, ManyToOne, PrimaryColumn, Unique } from 'typeorm';
import { MasterDataCorrectionEntity } from './master-data-correction.entity';

/** A picture of a paper, handed in for a correction. The file lies in the object store. */
@Entity('correction_file')
@Check('correction_file_size_check', 'size > 0')
@Unique('correction_file_object_key', ['objectKey'])
@Unique('correction_file_request_key', ['correctionId', 'requestKey'])
export class CorrectionFileEntity {
  @PrimaryColumn('uuid')
  id!: string;

  @Column('uuid', { name: 'correction_id' })
  correctionId!: string;

  @ManyToOne(() => MasterDataCorrectionEntity)
  @JoinColumn({ name: 'correction_id', foreignKeyConstraintName: 'correction_file_correction_id_fkey' })
  correction?: MasterDataCorrectionEntity;

  @Column('jsonb')
  name!: Envelope;

  @Column('text', { name: 'content_type' })
  contentType!: string;

  /** Bytes. */
  @Column('integer')
  size!: number;

  @Column('text')
  sha256!: string;

  @Column('text', { name: 'object_key' })
  objectKey!: string;

  @Column('text', { name: 'request_key', comment: 'the same request again is the same file' })
  requestKey!: string;

  @Column('timestamptz', { name: 'created_at' })
  createdAt!: Date;
}
