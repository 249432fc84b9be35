import { type DatedWorld, untilStage } from './application';
import { applyForRestaurant, verifyLicence } from './restaurant';
import { Story } from './story';
import { clientOf } from './world';

const FOOD = 'food-business-licence';
const TOBACCO = 'tobacco-retail-licence';
const FIRE = 'fire-safety-inspection';
const SIGN = 'outdoor-sign';
const NOT_POSSIBLE: [number, string] = [409, 'CASES.COMMAND_NOT_POSSIBLE'];
const FIRST = { points: [{ field: 'form.case.foodItems', reason: '请写明是否经营生食。' }] };
const SECOND = { points: [{ field: 'form.case.kitchenArea', reason: '面积与平面图不符。' }] };

/**
 * What happens at the door: everything to be corrected is told once, a second time only with a head's reason; what is another authority's is
 * not accepted; the company then gives up. Goes on in the middle of May 2026, a plain stretch of working weeks.
 */
export async function stayAtTheDoor(world: DatedWorld): Promise<string> {
  const company = await clientOf(world, 'company');
  world.goTo('2026-05-18', '10:00');
  const story = new Story(world, company, await applyForRestaurant(world, 'inspectedFirst'));
  await verifyLicence(world, company, story.caseId);
  await correctTwice(story);
  await sendElsewhere(story);
  await story.send('firerescue.clerk', FIRE, 'receive');
  await story.send('company', FOOD, 'withdraw', { reason: '改做别的生意。' });
  await story.send('company', FIRE, 'withdraw', { reason: '改做别的生意。' });
  await story.send('company', SIGN, 'withdraw');
  await untilStage(world, company, story.caseId, 'partlyGranted');
  await story.documents(FIRE, ['receipt', 'withdrawalConfirmation']);
  await story.closed(FIRE, { outcome: 'withdrawn', onTime: null });
  await story.told(null, ['submitted', 'completed']);
  return story.caseId;
}

async function correctTwice(story: Story): Promise<void> {
  await story.send('marketregulation.clerk', FOOD, 'receive');
  await story.send('marketregulation.clerk', FOOD, 'corrections', FIRST);
  // Ten working days after Monday, the 18th: 19 to 22 and 25 to 29 May, 1 June.
  await story.clock(FOOD, { acceptBy: undefined, correctBy: '2026-06-01' });
  await story.passTo('2026-05-20');
  await story.refused('company', FOOD, 'corrections/answer', { form: { 'case.kitchenArea': 40 } }, [422, 'CASES.FORM_INVALID']);
  await story.send('company', FOOD, 'corrections/answer', { form: { 'case.foodItems': ['hot'] } });
  // The five days for the acceptance begin anew: 21, 22, 25, 26 and 27 May.
  await story.clock(FOOD, { receivedOn: '2026-05-20', acceptBy: '2026-05-27', correctBy: undefined });
  await story.refused('marketregulation.clerk', FOOD, 'corrections', SECOND, NOT_POSSIBLE);
  await story.refused('marketregulation.clerk', FOOD, 'corrections/again', { ...SECOND, reason: '漏了一项。' }, [403, 'IDENTITY.FORBIDDEN']);
  await story.send('marketregulation.head', FOOD, 'corrections/again', { ...SECOND, reason: '首次告知遗漏面积，经负责人同意再次告知。' });
  // Ten more: 21, 22, 25 to 29 May, 1, 2 and 3 June.
  await story.clock(FOOD, { correctBy: '2026-06-03' });
  await story.saysIn(FOOD, 'correctionAsked', ['2026年6月3日']);
  await story.send('company', FOOD, 'corrections/answer', { form: { 'case.kitchenArea': 44 } });
  await story.documents(FOOD, ['receipt', 'correctionNotice', 'correctionNotice']);
  await story.told(FOOD, ['released', 'received', 'correctionAsked', 'correctionAsked']);
}

/** Not this authority's business: the notice names the one whose it is. */
async function sendElsewhere(story: Story): Promise<void> {
  await story.refused('tobacco.clerk', TOBACCO, 'not-accept', { competent: '和田市烟草专卖局' }, [400, 'REQUEST.INVALID_INPUT']);
  await story.refused('tobacco.clerk', TOBACCO, 'not-accept', { reason: '经营地址不在本辖区。', competent: '乌鲁木齐市天山区烟草专卖局' }, [422, 'CASES.COMPETENT_IS_ITSELF']);
  await story.refused('tobacco.clerk', TOBACCO, 'not-accept', { reason: '经营地址不在本辖区。', competent: '916501020000000000' }, [422, 'CASES.NO_SUCH_AUTHORITY']);
  await story.send('tobacco.clerk', TOBACCO, 'not-accept', { reason: '经营地址不在本辖区。', competent: '和田市烟草专卖局' });
  await story.reads(TOBACCO, { standing: '不予受理', last: '乌鲁木齐市天山区烟草专卖局决定不予受理，理由见不予受理通知书' });
  await story.told(TOBACCO, ['released', 'notAccepted']);
  await story.documents(TOBACCO, ['nonAcceptanceNotice']);
  await story.closed(TOBACCO, { outcome: 'notAccepted', onTime: null });
}
