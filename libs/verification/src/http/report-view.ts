import { CHECK_WORDS, VERDICT_WORDS } from '../domain/checks';
import type { FileReport } from '../verifier/verify-file';
import type { FileReportDto } from './verification.dto';

/** The report with its words. @param checkedAt epoch ms */
export function reportView({ signedAt, checks, ...report }: FileReport, checkedAt: number): FileReportDto {
  return {
    ...report, words: VERDICT_WORDS[report.verdict], checks: checks.map((check) => ({ ...check, ...CHECK_WORDS[check.check] })),
    checkedAt: new Date(checkedAt).toISOString(), ...(signedAt === undefined ? {} : { signedAt: new Date(signedAt).toISOString() }),
  };
}
