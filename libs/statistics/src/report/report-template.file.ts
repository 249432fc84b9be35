import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { checkTemplate, type ReportTemplate } from '../domain/report/report-template';

/** @param path usually `config/report/annual.yaml`. @throws DomainError `STATISTICS.TEMPLATE_INVALID` */
export function loadReportTemplate(path: string): ReportTemplate {
  return checkTemplate(parse(readFileSync(path, 'utf8')) as ReportTemplate);
}
