import type { CivilDate, Text } from '@onething/kernel';
import type { NoticeData } from './notice';

const MONTHS = [
  'January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September',
  'October', 'November', 'December',
];

/** 2026-03-09 → 2026年3月9日, 9 March 2026. */
export function dayInWords(day: CivilDate): Text {
  const [year, month, date] = day.split('-').map(Number) as [number, number, number];
  return { zh: `${year}年${month}月${date}日`, en: `${date} ${MONTHS[month - 1]} ${year}` };
}

type Words<Name extends keyof NoticeData> = Record<Extract<NonNullable<NoticeData[Name]>, string>, Text>;

/** Codes in notices, in words. */
export const HOW_WORDS: Words<'how'> = {
  electronic: { zh: '已以电子形式送达，可在平台下载', en: 'delivered electronically: you can download them on the platform' },
  collected: { zh: '已经领取', en: 'collected' },
  posted: { zh: '已经寄出', en: 'sent by post' },
};
export const DEADLINE_WORDS: Words<'deadline'> = {
  acceptance: { zh: '受理期限', en: 'the decision on acceptance' },
  promise: { zh: '承诺办结期限', en: 'the promised end' },
  step: { zh: '环节期限', en: 'the present step' },
  procedure: { zh: '特别程序的计划结束日', en: 'the planned end of the special procedure' },
  laterMaterials: { zh: '容缺材料补交期限', en: 'the materials to be supplied later' },
  rectification: { zh: '承诺整改期限', en: 'putting right what was promised' },
  promiseCheck: { zh: '承诺核查期限', en: 'the check of the promise' },
  forwarding: { zh: '初审转报期限', en: 'the preliminary review, after which it is forwarded,' },
};
export const PROCEDURE_WORDS: Words<'procedure'> = {
  hearing: { zh: '听证', en: 'a hearing' }, bidding: { zh: '招标', en: 'a call for bids' }, auction: { zh: '拍卖', en: 'an auction' },
  inspection: { zh: '检验', en: 'an inspection' }, testing: { zh: '检测', en: 'a test' }, quarantine: { zh: '检疫', en: 'quarantine' },
  appraisal: { zh: '鉴定', en: 'an appraisal' }, expertReview: { zh: '专家评审', en: 'a review by experts' },
  publicNotice: { zh: '公示', en: 'a public notice' }, siteInspection: { zh: '现场勘查', en: 'an inspection on site' },
  other: { zh: '其他特别程序', en: 'a special procedure' },
};
export const REASON_WORDS: Words<'reason'> = {
  applicantCeased: { zh: '申请人已经死亡或者终止', en: 'the applicant has died or ceased to exist' },
  purposeGone: { zh: '申请事项的目的已经不存在', en: 'the purpose of the application is gone' },
  other: { zh: '其他法定原因', en: 'another reason of the law' },
};

export function listInWords(words: readonly Text[]): Text {
  if (words.length === 0) return UNSAID;
  return { zh: words.map(({ zh }) => zh).join('、'), en: words.map(({ en }) => en).join(', ') };
}

/** Stands where a notice does not say what its text would name. */
export const UNSAID: Text = { zh: '—', en: '—' };
