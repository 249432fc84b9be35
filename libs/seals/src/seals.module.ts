import { Module, type OnModuleInit } from '@nestjs/common';
import { SETTINGS, type Settings } from '@onething/config';
import { EncryptedColumns, Keyring, requireSoundSm2 } from '@onething/crypto';
import { IdentityModule } from '@onething/identity';
import { CertificateAuthority } from './certificate-authority';
import { DemoSeals } from './demo/demo-seals';
import { SealsController } from './http/seals.controller';
import { AbsentKeyStore, FileKeyStore } from './keys/file-key-store';
import { KeyStore } from './keys/key-store.port';
import { CertificateRepository } from './persistence/certificate.repository';
import { SealRepository } from './persistence/seal.repository';
import { SealCounts } from './seal-counts';
import { SealMaker } from './seal-maker';
import { SealRegister } from './seal-register';
import { SealSuspensions } from './seal-suspensions';
import { SealingService } from './sealing.service';

/** Needs `GlyphSource`, the font of the images, from a global module where the application is put together. */
@Module({
  imports: [IdentityModule],
  controllers: [SealsController],
  providers: [
    CertificateAuthority, CertificateRepository, DemoSeals, SealCounts, SealMaker, SealRegister, SealRepository, SealSuspensions, SealingService,
    {
      provide: KeyStore, inject: [SETTINGS, Keyring],
      useFactory: ({ sealKeyFolder }: Settings, keyring: Keyring) => (sealKeyFolder === undefined ? new AbsentKeyStore() : new FileKeyStore(sealKeyFolder, keyring)),
    },
  ],
  exports: [CertificateAuthority, DemoSeals, SealCounts, SealRegister, SealSuspensions, SealingService],
})
export class SealsModule implements OnModuleInit {
  constructor(private readonly keys: KeyStore, private readonly columns: EncryptedColumns) {}

  onModuleInit(): void {
    requireSoundSm2();
    if (this.keys instanceof FileKeyStore) this.columns.register(this.keys.asEncryptedColumn());
  }
}
