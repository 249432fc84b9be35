export { CHECK_WORDS, VERDICT_WORDS } from './domain/checks';
export { reportView } from './http/report-view';
export { TrustLists } from './trust-lists';
export { VerificationModule } from './verification.module';
export { readTrustList, type TrustList } from './verifier/trust-list';
export { type FileReport, type FileTrust, verifyFile } from './verifier/verify-file';
