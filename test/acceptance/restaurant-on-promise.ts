import { type DatedWorld, untilStage } from './application';
import { personOf } from './mandates';
import { applyForRestaurant, verifyLicence } from './restaurant';
import { Story } from './story';
import { clientOf } from './world';

const FIRE = 'fire-safety-inspection';
const FOOD = 'food-business-licence';
const SIGN = 'outdoor-sign';
const FINDING = '现场核查：安全出口锁闭，与承诺不符。';
const REASON = '违反告知承诺，撤销消防安全检查合格决定。';

/**
 * Around Labour Day: fire safety is granted on a promise that is found broken afterwards; for the food licence the water is tested; the
 * sign is collected before the rest is posted. Begins on Monday, 27 April 2026; 1 to 5 May are off, and Saturday, 9 May, is worked.
 */
export async function breakThePromise(world: DatedWorld): Promise<string> {
  const company = await clientOf(world, 'company');
  const story = new Story(world, company, await applyForRestaurant(world, 'smallRestaurant'));
  await verifyLicence(world, company, story.caseId);
  await promiseFireSafety(story);
  await testTheWater(story);
  await collectTheSign(story);
  await finishTheFood(story);
  await findItBroken(story);
  await postTheRest(story);
  return story.caseId;
}

/** The promise stands for the inspection: the certificate is there the next day, and the check comes afterwards. */
async function promiseFireSafety(story: Story): Promise<void> {
  await story.send('firerescue.clerk', FIRE, 'receive');
  await story.refused('firerescue.clerk', FIRE, 'accept', { onPromise: { checkBy: '2026-04-26' } }, [422, 'CASES.DAY_OUT_OF_RANGE']);
  await story.send('firerescue.clerk', FIRE, 'accept', { onPromise: { checkBy: '2026-05-20' } });
  // Three working days: 28, 29 and 30 April.
  await story.clock(FIRE, { acceptedOn: '2026-04-27', dueOn: '2026-04-30' });
  await story.saysIn(FIRE, 'acceptedOnPromise', ['2026年4月30日', '2026年5月20日', '决定可能被撤销']);
  await story.tells(FIRE, '乌鲁木齐市天山区消防救援大队已凭您的承诺受理，承诺在2026年4月30日前作出决定');
  await story.passTo('2026-04-28');
  await story.handle(FIRE, { outcomes: { examination: 'promised' }, face: { certificateNumber: 'XF650102-0201' } });
  await story.closed(FIRE, { outcome: 'granted', onTime: true });
  await story.licence(FIRE, { type: 'fire-inspection-certificate', state: 'VALID' });
}

/** A special procedure takes a day longer than planned; none of its days counts. */
async function testTheWater(story: Story): Promise<void> {
  await story.send('marketregulation.clerk', FOOD, 'receive');
  await story.send('marketregulation.clerk', FOOD, 'accept');
  // Ten after 28 April: the 29th and 30th, 6, 7, 8, 9 (a Saturday), 11, 12, 13 and 14 May.
  await story.clock(FOOD, { acceptedOn: '2026-04-28', dueOn: '2026-05-14' });
  await story.passTo('2026-04-29');
  await story.refused('marketregulation.reviewer', FOOD, 'procedures', { kind: 'testing', reason: '自备水源须送检。', plannedEnd: '2026-04-28' }, [422, 'CASES.DAY_OUT_OF_RANGE']);
  await story.send('marketregulation.reviewer', FOOD, 'procedures', { kind: 'testing', reason: '自备水源须送检。', plannedEnd: '2026-05-07' });
  // As planned, 30 April, 6 and 7 May are left out: three more, the 15th, 18th and 19th.
  await story.clock(FOOD, { suspendedSince: '2026-04-29', dueOn: '2026-05-19' });
  await story.saysIn(FOOD, 'procedureStarted', ['检测', '2026年5月7日', '不计入办理期限']);
  await story.reads(FOOD, { standing: '乌鲁木齐市天山区市场监督管理局正在进行特别程序（检测）；承诺时限暂停计算' });
  await story.refused('marketregulation.reviewer', FOOD, 'steps/examination', { outcome: 'inspect' }, [409, 'CASES.COMMAND_NOT_POSSIBLE']);
  await story.passTo('2026-05-08');
  await story.send('marketregulation.reviewer', FOOD, 'procedures/end', { finding: '水质合格。' });
  // The 8th as well is left out.
  await story.clock(FOOD, { suspendedSince: undefined, dueOn: '2026-05-20' });
  await story.tells(FOOD, '特别程序（检测）已结束，承诺时限恢复计算，顺延到2026年5月20日');
  await story.saysIn(FOOD, 'procedureEnded', ['检测', '2026年5月20日']);
}

/** What is ready is collected while the rest is still handled. */
async function collectTheSign(story: Story): Promise<void> {
  await story.handle(SIGN, { face: { filingNumber: 'ZP650102-0201' } });
  await story.deliver('window.clerk', { how: 'collected', collectorNumber: personOf('company').number, items: [SIGN] });
  await story.told(null, ['submitted', 'partlyDelivered']);
  await story.saysIn(null, 'partlyDelivered', ['户外招牌', '其余结果']);
  await story.documents(null, ['deliveryReceipt']);
  await story.licence(SIGN, { type: 'sign-filing', state: 'VALID' });
}

async function finishTheFood(story: Story): Promise<void> {
  await story.passTo('2026-05-09');
  await story.handle(FOOD, { until: 'siteInspection' });
  // An inspection on site does not count either, from the 9th to Monday, the 11th: one working day.
  await story.passTo('2026-05-11');
  await story.handle(FOOD, { face: { licenceNumber: 'JY26501020002001' } });
  await story.clock(FOOD, { dueOn: '2026-05-21', decidedOn: '2026-05-11' });
  await story.closed(FOOD, { outcome: 'granted', onTime: true });
  await story.documents(FOOD, ['receipt', 'acceptanceNotice', 'procedureNotice', 'grantDecision']);
  await untilStage(story.world, story.applicant, story.caseId, 'completed');
}

/** The check finds the promise broken: the head withdraws grant and certificate, and the company learns why and what it can do. */
async function findItBroken(story: Story): Promise<void> {
  await story.passTo('2026-05-14');
  await story.refused('firerescue.head', FIRE, 'grant-withdrawal', { reason: REASON }, [409, 'CASES.COMMAND_NOT_POSSIBLE']);
  await story.send('firerescue.reviewer', FIRE, 'promise-check', { kept: false, finding: FINDING });
  await story.licence(FIRE, { type: 'fire-inspection-certificate', state: 'VALID' });
  await story.refused('firerescue.reviewer', FIRE, 'grant-withdrawal', { reason: REASON }, [403, 'IDENTITY.FORBIDDEN']);
  await story.send('firerescue.head', FIRE, 'grant-withdrawal', { reason: REASON });
  await story.clock(FIRE, { grantWithdrawnOn: '2026-05-14' });
  await story.licence(FIRE, { type: 'fire-inspection-certificate', state: 'WITHDRAWN' });
  await story.reads(FIRE, { standing: '准予决定已被撤销', last: '乌鲁木齐市天山区消防救援大队撤销了准予决定，证照不再有效；理由和救济途径见撤销决定书' });
  await story.documents(FIRE, ['receipt', 'acceptanceNotice', 'grantDecision', 'grantWithdrawalDecision']);
  await story.told(FIRE, ['released', 'received', 'acceptedOnPromise', 'granted', 'resultIssued', 'promiseBroken', 'grantWithdrawn']);
  await story.refused('firerescue.reviewer', FIRE, 'promise-check', { kept: true, finding: '已改正。' }, [409, 'CASES.COMMAND_NOT_POSSIBLE']);
}

/** Without the certificate that is none any more. */
async function postTheRest(story: Story): Promise<void> {
  await story.deliver('window.clerk', { how: 'posted', tracking: 'EMS2026051401' });
  await untilStage(story.world, story.applicant, story.caseId, 'delivered');
  await story.told(null, ['submitted', 'partlyDelivered', 'completed', 'delivered']);
  await story.saysIn(null, 'delivered', ['食品经营许可（新办）', '已经寄出']);
  await story.documents(null, ['deliveryReceipt', 'deliveryReceipt']);
  await story.licence(FOOD, { type: 'food-business-licence', state: 'VALID' });
}
