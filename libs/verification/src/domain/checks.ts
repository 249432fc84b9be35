import type { Text } from '@onething/kernel';

/** What is checked of a file, in this order. */
export const FILE_CHECKS = [
  'structure', 'metadata', 'documentSignature', 'documentCovered', 'documentChain', 'sealSignature', 'sealChain', 'sealCovers', 'revocation', 'certificateValidity',
  'sealValidity', 'sameAuthority', 'signingTimes', 'inRegister', 'holder', 'licenceState',
] as const;
export type FileCheckName = (typeof FILE_CHECKS)[number];
export type FileOutcome = 'pass' | 'fail' | 'notChecked';

export interface FileCheck {
  check: FileCheckName;
  outcome: FileOutcome;
  /** Why it failed, or was not checked. */
  code?: string;
}

/** The one sentence that the report comes to. The first that applies, in this order. */
export const VERDICTS = [
  'malformedFile', 'signatureDamaged', 'signatureMoved', 'fileAltered', 'sealDamaged', 'foreignRoot', 'untrustedChain', 'expiredChain', 'certificateRevoked',
  'revocationUnknown', 'sealSuspended', 'sealNotValid', 'otherAuthority', 'timesDisagree', 'brokenMetadata', 'notInRegister', 'recordDiffers',
  'licenceSuspended', 'licenceReplaced', 'licenceCancelled', 'licenceWithdrawn', 'licenceRevoked', 'licenceTransferred', 'licenceExpired',
  'validAsFile', 'validDocument', 'valid',
] as const;
export type Verdict = (typeof VERDICTS)[number];

/** Names of the checks, and what each means. */
export const CHECK_WORDS: Record<FileCheckName, { name: Text; meaning: Text }> = {
  structure: words('文件结构', 'Form of the file', '文件由三次修订组成，签名值为规范的十六进制，填充全为零，末尾无多余字节。', 'Three revisions, canonical signature value, zero padding, nothing behind the end.'),
  metadata: words('元数据', 'Metadata', '文件内的元数据可读，证照标识的校验位正确。', 'The metadata inside can be read, and the identifier has the right check character.'),
  documentSignature: words('文件签名', 'Signature of the file', 'PAdES 签名值正确，签名外的字段与已签名的内容一致。', 'The PAdES signature is right, and what stands outside of it agrees with what is signed.'),
  documentCovered: words('签名覆盖全文', 'Whole file signed', '签名覆盖整个文件，签名后文件未被改动。', 'The signature covers the whole file, which was not altered since.'),
  documentChain: words('文件签名证书链', 'Chain of the file signature', '签名证书由受信任的根证书签发。', 'A trusted root vouches for the certificate of the signature.'),
  sealSignature: words('电子签章', 'Electronic seal', '印章由制章者签名，签章由印章持有者签名，签名值正确。', 'Maker and owner of the seal signed it, and both values are right.'),
  sealChain: words('签章证书链', 'Chain of the seal', '制章者和签章者的证书由受信任的根证书签发。', 'A trusted root vouches for the certificates of maker and owner.'),
  sealCovers: words('签章覆盖正文', 'Seal covers the paper', '签章的摘要正是第一次修订全部字节的 SM3 值。', 'The seal signs the SM3 of exactly the bytes of revision 1.'),
  revocation: words('证书未被吊销', 'Not revoked', '吊销列表有效，列表中没有所用的证书。', 'The revocation lists are in force and do not name the certificates.'),
  certificateValidity: words('签署时证书有效', 'Certificates valid at signing', '签署时间在各证书的有效期内。', 'The time of signing lies within the validity of each certificate.'),
  sealValidity: words('签署时印章有效', 'Seal valid at signing', '签署时印章在有效期内，且未被停用。', 'When it was used, the seal was in its validity and not suspended.'),
  sameAuthority: words('颁发机构一致', 'Same authority', '两个签名和元数据所指的是同一颁发机构。', 'Both signatures and the metadata name the same authority.'),
  signingTimes: words('签署时间一致', 'Times agree', '文件签名与签章的时间相同，不在将来。', 'Both signatures claim the same time, which is not in the future.'),
  inRegister: words('登记摘要', 'Digest in register', '文件的摘要与登记库中的一致。', 'The register holds the digest of this very file.'),
  holder: words('持证主体一致', 'Holder matches', '文件上的持证主体与登记库中的一致。', 'The holder in the file is the holder in the register.'),
  licenceState: words('证照现状', 'State now', '证照目前有效。', 'The licence is in force now.'),
};

export const VERDICT_WORDS: Record<Verdict, Text> = {
  malformedFile: { zh: '不是本平台形式的电子证照文件，或文件已损坏。', en: 'This is no file in the form of this platform, or it is damaged.' },
  signatureDamaged: { zh: '文件签名已损坏或与其内容不一致。', en: 'The signature of the file is damaged, or its parts disagree.' },
  signatureMoved: { zh: '签名或签章取自另一文件。', en: 'The signature or the seal was taken from another file.' },
  fileAltered: { zh: '文件签署后被改动，或签名取自另一文件。', en: 'The file was altered after it was signed, or the signature is that of another file.' },
  sealDamaged: { zh: '电子签章已损坏或不正确。', en: 'The electronic seal is damaged or wrong.' },
  foreignRoot: { zh: '签名由不受信任的根证书签发，不是本信任列表内的机构所签。', en: 'The signatures come from a root that is not trusted here.' },
  untrustedChain: { zh: '证书链不可信。', en: 'The chain of certificates is not to be trusted.' },
  expiredChain: { zh: '签署时证书不在有效期内。', en: 'A certificate was not valid when it signed.' },
  certificateRevoked: { zh: '签署时证书已被吊销，或密钥已泄露。', en: 'A certificate was revoked before it signed, or its key is compromised.' },
  revocationUnknown: { zh: '没有有效的吊销列表，无法确认证书是否被吊销。', en: 'There is no revocation list in force: nobody can tell whether a certificate was revoked.' },
  sealSuspended: { zh: '签署时印章处于停用状态。', en: 'The seal was suspended when it was used.' },
  sealNotValid: { zh: '签署时间不在印章有效期内。', en: 'The seal was used outside of its validity.' },
  otherAuthority: { zh: '印章不是颁发机构的印章。', en: 'The seal is one of another authority than the one that issued it.' },
  timesDisagree: { zh: '签署时间不一致或在将来。', en: 'The times of signing disagree, or lie in the future.' },
  brokenMetadata: { zh: '文件内的元数据不正确。', en: 'The metadata in the file are not in order.' },
  notInRegister: { zh: '登记库中没有这个文件。', en: 'The register does not know this file.' },
  recordDiffers: { zh: '文件内容与登记库不一致。', en: 'The file says something else than the register.' },
  licenceSuspended: { zh: '文件是真的，但证照已被暂扣。', en: 'The file is genuine, but the licence is suspended.' },
  licenceReplaced: { zh: '文件是真的，但证照已被换发。', en: 'The file is genuine, but the licence was replaced by another one.' },
  licenceCancelled: { zh: '文件是真的，但证照已注销。', en: 'The file is genuine, but the licence was cancelled.' },
  licenceWithdrawn: { zh: '文件是真的，但证照已被撤销。', en: 'The file is genuine, but the licence was withdrawn.' },
  licenceRevoked: { zh: '文件是真的，但证照签发后已被吊销。', en: 'The file is genuine, but the licence was revoked after it was issued.' },
  licenceTransferred: { zh: '文件是真的，但证照已转出。', en: 'The file is genuine, but the licence was transferred elsewhere.' },
  licenceExpired: { zh: '文件是真的，但证照已过期。', en: 'The file is genuine, but the licence has expired.' },
  validAsFile: { zh: '文件是真的，签署后未被改动。核验时未联网查询登记库：如果是证照，目前是否有效请联网核验。', en: 'The file is genuine and unaltered. The register was not asked: whether a licence is in force now has to be checked online.' },
  validDocument: { zh: '文件是真的，签署后未被改动，登记库中有这份文书。文书不是证照，没有有效期和状态。', en: 'The file is genuine and unaltered, and the register has this document. It is no licence, and has no state of its own.' },
  valid: { zh: '文件是真的，证照目前有效。', en: 'The file is genuine, and the licence is in force.' },
};

function words(zh: string, en: string, meaningZh: string, meaningEn: string): { name: Text; meaning: Text } {
  return { name: { zh, en }, meaning: { zh: meaningZh, en: meaningEn } };
}
