import type { DocumentKind } from '@onething/cases';
import type { Text } from '@onething/kernel';

/**
 * The wording of the documents. Places in braces are filled from the case; `variants` are chosen by what the event says. Each text is
 * a paragraph.
 */
interface Wording {
  paragraphs: Text[];
  variants?: Record<string, Text[]>;
  /** Heads the free text that belongs to the event. */
  reason?: Text;
}

const REASON: Text = { zh: '理由', en: 'Reasons' };

export const WORDINGS: Record<DocumentKind, Wording> = {
  receipt: {
    paragraphs: [
      { zh: '你（单位）提交的“{item}”申请材料，本机关已于{day}收到。', en: 'Your application for “{item}” was received by this authority on {day}.' },
      {
        zh: '本机关将在{acceptBy}前决定是否受理；需要补正的，将在此期限内一次性告知。逾期不告知的，自收到申请材料之日起即为受理（《中华人民共和国行政许可法》第三十二条）。',
        en: 'The decision on acceptance is due by {acceptBy}; whatever must be corrected will be told at once and within that time. If nothing is told, the application is accepted as from the day of receipt (Administrative Licensing Law, art. 32).',
      },
      { zh: '凭收件编号和查询码，可以不登录查询办理进度。请妥善保管本凭证。', en: 'With the receipt number and the query code you can look up the progress without logging in. Keep this receipt safe.' },
    ],
  },
  reworkNotice: {
    paragraphs: [
      { zh: '你（单位）申请的“{item}”，经预审需要修改下列内容，现予退回。', en: 'Your application for “{item}” is sent back, because the following must be changed.' },
      { zh: '请在{until}前修改后重新提交。逾期未提交的，办理终止，你（单位）可以重新申请。', en: 'Please submit it again by {until}. Otherwise the handling ends; you can apply again.' },
    ],
  },
  correctionNotice: {
    paragraphs: [
      {
        zh: '你（单位）申请的“{item}”，申请材料不齐全或者不符合法定形式。根据《中华人民共和国行政许可法》第三十二条第一款第四项，现将需要补正的全部内容一次性告知如下。',
        en: 'The papers of your application for “{item}” are incomplete, or not in the form that the law asks for. Everything that must be corrected is told here, once (Administrative Licensing Law, art. 32(1)(4)).',
      },
    ],
    variants: {
      acceptance: [
        {
          zh: '请在{until}前补正。补正期间不计入办理期限，收到补正材料后，受理审查期限重新计算。逾期未补正的，办理终止，你（单位）可以重新申请。',
          en: 'Please correct it by {until}. This time is not counted; the time for acceptance begins anew when the corrections come. Otherwise the handling ends; you can apply again.',
        },
      ],
      examination: [
        {
          zh: '请在{until}前补正。补正期间不计入承诺时限。逾期未补正的，本机关将根据现有材料作出决定。',
          en: 'Please correct it by {until}. This time is not counted against the promise. Otherwise the authority decides on what it has.',
        },
      ],
    },
  },
  acceptanceNotice: {
    paragraphs: [],
    variants: {
      ordinary: [
        {
          zh: '你（单位）申请的“{item}”，属于本机关职权范围，申请材料齐全、符合法定形式，根据《中华人民共和国行政许可法》第三十二条第一款第五项，决定予以受理。',
          en: 'Your application for “{item}” is within the powers of this authority and complete, and is accepted (Administrative Licensing Law, art. 32(1)(5)).',
        },
      ],
      laterMaterials: [
        {
          zh: '你（单位）申请的“{item}”，主要材料齐全，本机关予以容缺受理。请在{until}前补交：{materials}。',
          en: 'Your application for “{item}” is accepted although papers are missing. Please hand in by {until}: {materials}.',
        },
      ],
      onPromise: [
        {
          zh: '你（单位）申请的“{item}”，本机关凭你（单位）书面作出的承诺予以受理，并将在{until}前核查承诺内容。承诺不实的，依法承担相应责任。',
          en: 'Your application for “{item}” is accepted on your written promise, which will be checked by {until}. You answer for its truth.',
        },
      ],
      bySilence: [
        {
          zh: '你（单位）申请的“{item}”，本机关未在法定期限内告知是否受理，根据《中华人民共和国行政许可法》第三十二条，自收到申请材料之日起即为受理。',
          en: 'This authority did not tell in time whether it accepts your application for “{item}”; by law it is accepted as from the day of receipt (Administrative Licensing Law, art. 32).',
        },
      ],
      common: [
        { zh: '本机关承诺在{dueOn}前作出决定（承诺时限：{limit}）。', en: 'A decision is promised by {dueOn} (promised time: {limit}).' },
      ],
    },
  },
  nonAcceptanceNotice: {
    paragraphs: [{ zh: '你（单位）申请的“{item}”，本机关决定不予受理。', en: 'Your application for “{item}” is not accepted.' }],
    variants: {
      competent: [{ zh: '该事项应当向下列机关申请：{competent}。', en: 'Please apply to: {competent}.' }],
    },
    reason: REASON,
  },
  procedureNotice: {
    paragraphs: [
      {
        zh: '办理你（单位）申请的“{item}”，依法需要进行{procedure}，自{day}开始，计划于{plannedEnd}结束。',
        en: 'Your application for “{item}” calls for {procedure}, from {day} until {plannedEnd} as planned.',
      },
      {
        zh: '根据《中华人民共和国行政许可法》第四十五条，所需时间不计入办理期限。',
        en: 'This time is not counted (Administrative Licensing Law, art. 45).',
      },
    ],
    reason: REASON,
  },
  extensionNotice: {
    paragraphs: [
      {
        zh: '你（单位）申请的“{item}”，不能在原定期限内作出决定。根据《中华人民共和国行政许可法》第四十二条，经本机关负责人批准，办理期限延长{days}，延长后的期限为{dueOn}。',
        en: 'Your application for “{item}” cannot be decided within the time set. A head of this authority has extended it by {days}, to {dueOn} (Administrative Licensing Law, art. 42).',
      },
    ],
    reason: REASON,
  },
  grantDecision: {
    paragraphs: [
      { zh: '你（单位）申请的“{item}”，经审查，符合法定条件、标准，决定准予。', en: 'Your application for “{item}” was examined, meets the conditions of the law and is granted.' },
      {
        zh: '需要颁发证件的，本机关自作出决定之日起10个工作日内颁发、送达（《中华人民共和国行政许可法》第四十四条）。',
        en: 'A certificate, where there is one, is issued and delivered within 10 working days of this decision (Administrative Licensing Law, art. 44).',
      },
    ],
    reason: { zh: '说明', en: 'Remarks' },
  },
  refusalDecision: {
    paragraphs: [
      { zh: '你（单位）申请的“{item}”，经审查，不符合法定条件、标准，决定不予批准。', en: 'Your application for “{item}” was examined, does not meet the conditions of the law and is refused.' },
    ],
    reason: REASON,
  },
  grantWithdrawalDecision: {
    paragraphs: [
      {
        zh: '你（单位）申请的“{item}”，本机关凭你（单位）书面作出的承诺准予。经核查，实际情况与承诺不符。根据《中华人民共和国行政许可法》第六十九条，决定自{day}起撤销该准予决定。',
        en: 'Your application for “{item}” was granted on your written promise, which was found not kept. The grant is withdrawn as from {day} (Administrative Licensing Law, art. 69).',
      },
      {
        zh: '依据该决定颁发的证照不再有效，请停止使用；已领取纸质证件的，请交回本机关。',
        en: 'The licence that was issued upon it is no longer valid: do not use it, and return a paper that you hold to this authority.',
      },
    ],
    reason: REASON,
  },
  deliveryReceipt: {
    paragraphs: [{ zh: '下列结果已于{day}送达（{how}）：{items}。', en: 'On {day} the following was handed over ({how}): {items}.' }],
    variants: {
      posted: [{ zh: '邮件号：{tracking}。', en: 'Number of the parcel: {tracking}.' }],
      collected: [{ zh: '受送达人签名：＿＿＿＿＿＿＿＿　　送达人签名：＿＿＿＿＿＿＿＿', en: 'Signature of the recipient: ________    Signature of the official: ________' }],
      electronic: [{ zh: '电子结果可登录平台查看和下载。', en: 'Log in to read and download what was delivered electronically.' }],
    },
  },
  withdrawalConfirmation: {
    paragraphs: [
      { zh: '你（单位）于{day}撤回“{item}”的申请，本机关予以确认，办理终止。', en: 'You withdrew your application for “{item}” on {day}. This is confirmed; the handling has ended.' },
      { zh: '撤回后可以重新申请。', en: 'You can apply again.' },
    ],
    reason: { zh: '撤回说明', en: 'What you wrote' },
  },
  terminationNotice: {
    paragraphs: [],
    variants: {
      itemEndedEarly: [{ zh: '你（单位）申请的“{item}”，因{why}，本机关决定终止办理。', en: 'The handling of your application for “{item}” has ended, because {why}.' }],
      itemExpired: [
        {
          zh: '你（单位）申请的“{item}”，未在告知的期限内补正，办理终止。你（单位）可以重新申请。',
          en: 'No corrections came in time, so that the handling of your application for “{item}” has ended. You can apply again.',
        },
      ],
      itemAborted: [
        {
          zh: '你（单位）申请的“{item}”以“{failed}”的结果为前提，该事项未能办成，办理终止。',
          en: 'Your application for “{item}” rests on “{failed}”, which was not granted; its handling has ended.',
        },
      ],
    },
    reason: REASON,
  },
};

/** 行政复议法 (2023) art. 20, 行政诉讼法 art. 46. */
export const REMEDIES: Text[] = [
  {
    zh: '如不服本决定，可以自收到本文书之日起六十日内向{review}申请行政复议，也可以自收到本文书之日起六个月内依法向有管辖权的人民法院提起行政诉讼。',
    en: 'If you do not agree, you may apply to {review} for administrative reconsideration within 60 days of receiving this document, or bring an action before the competent people’s court within six months of receiving it.',
  },
];

export const LABELS = {
  to: { zh: '申请人', en: 'Applicant' },
  oneThing: { zh: '一件事', en: 'One-thing' },
  item: { zh: '办理事项', en: 'Item' },
  bundleNumber: { zh: '一件事编号', en: 'Number of the one-thing' },
  receiptNumber: { zh: '收件编号', en: 'Receipt number' },
  caseNumber: { zh: '办件编号', en: 'Case number' },
  queryCode: { zh: '查询码', en: 'Query code' },
  legalBasis: { zh: '设定依据', en: 'Legal basis' },
  enquiry: { zh: '咨询电话', en: 'Enquiries' },
  supervision: { zh: '监督电话', en: 'Complaints' },
  point: { zh: '材料或者填报项', en: 'Paper or field' },
  wrong: { zh: '需要补正的内容', en: 'What must be corrected' },
  rule: { zh: '要求', en: 'Rule' },
  explanation: { zh: '期限的计算', en: 'How the date was computed' },
  remedies: { zh: '救济途径', en: 'Remedies' },
  seal: { zh: '（印章）', en: '(seal)' },
  sealPlace: { zh: '印章位置', en: 'Place of the seal' },
  authorityCode: { zh: '统一社会信用代码', en: 'Unified social credit code' },
  translation: { zh: '', en: 'Translation for information only; the Chinese text prevails.' },
} satisfies Record<string, Text>;

export const DELIVERY_WAYS = {
  electronic: { zh: '电子送达', en: 'electronically' }, collected: { zh: '自行领取', en: 'collected' }, posted: { zh: '邮寄送达', en: 'by post' },
} satisfies Record<string, Text>;
