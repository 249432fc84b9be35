import type { Text } from '@onething/kernel';

/** What the page says itself. */
export const WORDS = {
  title: { zh: '我的个人信息', en: 'My data' },
  about: {
    zh: '本页是平台保存的关于您的全部信息。发现错误，可以申请更正；谁查看过您的信息，见「谁查看了我的信息」。',
    en: 'This is everything that the platform keeps about you. You can ask for a correction of what is wrong. “Who looked at my data” says who saw it.',
  },
  madeAt: { zh: '生成时间：', en: 'Made at' },
  nothing: { zh: '没有记录。', en: 'No records.' },
  yes: { zh: '是', en: 'yes' },
  no: { zh: '否', en: 'no' },
} satisfies Record<string, Text>;

/** Names of what records hold. Who has none is shown by its name in the JSON. */
const LABELS: Record<string, Text> = {
  id: { zh: '标识', en: 'Id' }, kind: { zh: '类别', en: 'Kind' }, name: { zh: '姓名（名称）', en: 'Name' }, number: { zh: '号码', en: 'Number' },
  login: { zh: '登录名', en: 'Login' }, level: { zh: '实名等级', en: 'Real-name level' }, mobile: { zh: '手机号码', en: 'Mobile' }, email: { zh: '电子邮箱', en: 'E-mail' },
  relation: { zh: '关系', en: 'Relation' }, state: { zh: '状态', en: 'State' }, createdAt: { zh: '建立时间', en: 'Created at' }, submittedAt: { zh: '提交时间', en: 'Submitted at' },
  oneThing: { zh: '一件事', en: 'One-thing' }, items: { zh: '事项', en: 'Items' }, item: { zh: '事项', en: 'Item' }, answers: { zh: '情形引导的回答', en: 'Answers' },
  form: { zh: '申请表', en: 'Form' }, files: { zh: '上传的文件', en: 'Files' }, material: { zh: '材料', en: 'Material' }, size: { zh: '大小（字节）', en: 'Size, bytes' },
  contentType: { zh: '文件类型', en: 'Content type' }, sha256: { zh: 'SHA-256', en: 'SHA-256' }, sm3: { zh: 'SM3', en: 'SM3' }, history: { zh: '办理过程', en: 'History' },
  type: { zh: '类型', en: 'Type' }, at: { zh: '时间', en: 'At' }, note: { zh: '说明', en: 'Note' }, decision: { zh: '决定', en: 'Decision' }, face: { zh: '照面信息', en: 'Face' },
  issuedOn: { zh: '颁发日期', en: 'Issued on' }, validFrom: { zh: '有效期自', en: 'Valid from' }, validTo: { zh: '有效期至', en: 'Valid to' }, purpose: { zh: '用途', en: 'Purpose' },
  scope: { zh: '范围', en: 'Scope' }, askedAt: { zh: '请求时间', en: 'Asked at' }, decidedAt: { zh: '决定时间', en: 'Decided at' }, expiresAt: { zh: '到期时间', en: 'Expires at' },
  grade: { zh: '评价等级', en: 'Grade' }, tags: { zh: '标签', en: 'Tags' }, words: { zh: '评价内容', en: 'Words' }, givenAt: { zh: '评价时间', en: 'Given at' },
  title: { zh: '标题', en: 'Title' }, body: { zh: '内容', en: 'Text' }, readAt: { zh: '阅读时间', en: 'Read at' }, language: { zh: '语言', en: 'Language' },
  channels: { zh: '通知方式', en: 'Channels' }, case: { zh: '办件', en: 'Case' }, caseId: { zh: '办件标识', en: 'Case id' }, division: { zh: '行政区划', en: 'Division' },
  department: { zh: '部门', en: 'Department' }, roles: { zh: '角色', en: 'Roles' }, act: { zh: '行为', en: 'Act' }, fields: { zh: '字段', en: 'Fields' },
  promisedOn: { zh: '承诺办结日期', en: 'Promised on' }, role: { zh: '身份', en: 'Role' }, agent: { zh: '代理人', en: 'Agent' }, validUntil: { zh: '有效期至', en: 'Valid until' },
  lastUsedAt: { zh: '最近使用', en: 'Last used' }, device: { zh: '设备', en: 'Device' }, address: { zh: '地址', en: 'Address' }, field: { zh: '字段', en: 'Field' },
  oldValue: { zh: '原内容', en: 'Old value' }, newValue: { zh: '更正为', en: 'New value' }, evidence: { zh: '证明材料', en: 'Evidence' }, decisionReason: { zh: '不予更正的理由', en: 'Why it was refused' },
  paper: { zh: '核验证件', en: 'Paper' }, begunAt: { zh: '开始时间', en: 'Begun at' }, endedAt: { zh: '结束时间', en: 'Ended at' }, confirmedAt: { zh: '确认时间', en: 'Confirmed at' },
  window: { zh: '窗口标识', en: 'Window id' }, licencesAllowedAt: { zh: '同意窗口用证时间', en: 'Licences allowed at' }, subjects: { zh: '您在办件中的身份', en: 'You are named as' },
  stage: { zh: '评价环节', en: 'Stage' }, channel: { zh: '评价渠道', en: 'Channel' }, isAnonymous: { zh: '匿名', en: 'Anonymous' }, dispatchedAt: { zh: '派发时间', en: 'Dispatched at' },
  calledBackAt: { zh: '回访时间', en: 'Called back at' }, dueOn: { zh: '整改期限', en: 'Due on' }, finding: { zh: '核实结论', en: 'Finding' }, notes: { zh: '记录', en: 'Notes' },
  answeredAt: { zh: '答复时间', en: 'Answered at' }, closedAt: { zh: '办结时间', en: 'Closed at' },
  value: { zh: '内容', en: 'Value' }, reason: { zh: '理由', en: 'Reason' }, subject: { zh: '主体', en: 'Subject' }, erased: { zh: '已依规删除', en: 'Erased by rule' },
};

export function labelOf(key: string, language: 'zh' | 'en'): string {
  return LABELS[key]?.[language] ?? key;
}
