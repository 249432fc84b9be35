import type { Text } from '@onething/kernel';
import type { Subject } from './model';

export const SUBJECT_NAMES: Record<Subject, Text> = {
  applicant: { zh: '申请人', en: 'Applicant' },
  agent: { zh: '代办人', en: 'Agent' },
  otherParent: { zh: '另一方父母', en: 'Other parent' },
  child: { zh: '子女', en: 'Child' },
  spouse: { zh: '配偶', en: 'Spouse' },
  legalRepresentative: { zh: '法定代表人', en: 'Legal representative' },
  case: { zh: '办理事项', en: 'The matter' },
};
