import { Module } from '@nestjs/common';
import { ObjectStoreModule } from '@onething/object-store';
import { SealsModule } from '@onething/seals';
import { SealedFileRepository } from './persistence/sealed-file.repository';
import { SealedFileMaker } from './sealed-file-maker';
import { SealedFiles } from './sealed-files';

/** Files that bear a seal: licences, notices, decisions. */
@Module({
  imports: [ObjectStoreModule, SealsModule],
  providers: [SealedFileMaker, SealedFileRepository, SealedFiles],
  exports: [SealedFiles],
})
export class SealedFilesModule {}
