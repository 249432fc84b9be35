import type { Text } from '@onething/kernel';
import type { ClockKind, EarlierCount, StopReason, SuspensionKind } from './clock-facts';

export const STARTS: Record<ClockKind, Text> = {
  acceptance: { zh: '收件', en: 'received' },
  promise: { zh: '受理', en: 'accepted' },
  statutory: { zh: '受理', en: 'accepted' },
  step: { zh: '环节开始', en: 'step begun' },
  preliminaryReview: { zh: '受理（下级初审）', en: 'accepted for the preliminary review' },
  delivery: { zh: '作出决定', en: 'decided' },
  correction: { zh: '告知补正', en: 'corrections asked for' },
  laterMaterials: { zh: '容缺受理', en: 'accepted with materials to follow' },
  promiseCheck: { zh: '告知承诺', en: 'decided on a promise' },
  publicNotice: { zh: '公示', en: 'public notice given' },
  other: { zh: '起算', en: 'begun' },
};

export const LIMITS: Record<ClockKind, Text> = {
  acceptance: { zh: '受理期限', en: 'limit for acceptance' },
  promise: { zh: '承诺时限', en: 'promised limit' },
  statutory: { zh: '法定时限', en: 'limit of the law' },
  step: { zh: '环节时限', en: 'limit of the step' },
  preliminaryReview: { zh: '初审时限', en: 'limit of the preliminary review' },
  delivery: { zh: '送达时限', en: 'limit for delivery' },
  correction: { zh: '补正期限', en: 'limit for the corrections' },
  laterMaterials: { zh: '补交材料期限', en: 'limit for the materials to follow' },
  promiseCheck: { zh: '核查时限', en: 'limit for the check of the promise' },
  publicNotice: { zh: '公示期', en: 'period of the public notice' },
  other: { zh: '时限', en: 'limit' },
};

export const SUSPENSIONS: Record<SuspensionKind, Text> = {
  hearing: { zh: '听证', en: 'hearing' },
  bidding: { zh: '招标', en: 'bidding' },
  auction: { zh: '拍卖', en: 'auction' },
  inspection: { zh: '检验', en: 'inspection' },
  testing: { zh: '检测', en: 'testing' },
  quarantine: { zh: '检疫', en: 'quarantine' },
  appraisal: { zh: '鉴定', en: 'appraisal' },
  expertReview: { zh: '专家评审', en: 'expert review' },
  publicNotice: { zh: '公示', en: 'public notice' },
  siteInspection: { zh: '现场踏勘', en: 'site inspection' },
  correction: { zh: '补正', en: 'correction' },
  consultation: { zh: '征求意见', en: 'consultation' },
  closed: { zh: '终结后重启', en: 'closed until reopened' },
  other: { zh: '特别程序', en: 'special procedure' },
};

export const STOPS: Record<StopReason, Text> = {
  accepted: { zh: '作出受理决定', en: 'acceptance decided' },
  notAccepted: { zh: '决定不予受理', en: 'not accepted' },
  decided: { zh: '作出决定', en: 'decided' },
  done: { zh: '办结', en: 'done' },
  returned: { zh: '退回', en: 'returned' },
  correction: { zh: '告知补正', en: 'corrections asked for' },
  forwarded: { zh: '转报上级', en: 'forwarded to the upper authority' },
  withdrawn: { zh: '申请人撤回', en: 'withdrawn by the applicant' },
  ended: { zh: '终止', en: 'ended' },
};

export const RESTARTS: Record<EarlierCount['because'], Text> = {
  correction: { zh: '补正', en: 'the correction' },
  resubmission: { zh: '重新提交', en: 'the new submission' },
  other: { zh: '其他原因', en: 'another reason' },
};

export const WEEKDAYS: Text[] = [
  { zh: '周日', en: 'Sunday' }, { zh: '周一', en: 'Monday' }, { zh: '周二', en: 'Tuesday' }, { zh: '周三', en: 'Wednesday' },
  { zh: '周四', en: 'Thursday' }, { zh: '周五', en: 'Friday' }, { zh: '周六', en: 'Saturday' },
];
