import { type DatedWorld, untilStage, untilStates } from './application';
import { applyForRetirement } from './retirement';
import { Story } from './story';
import { clientOf } from './world';

const YEARS = 'contribution-years';
const RETIREMENT = 'normal-retirement';
const REASON = '本人已于2026年11月4日去世。';

/**
 * The applicant dies while the years are counted: the head ends the item, also during a special procedure, and what waits for it
 * ends as well. Goes on in November 2026, which has no holidays.
 */
export async function endUnfinished(world: DatedWorld): Promise<string> {
  const person = await clientOf(world, 'retiree');
  world.goTo('2026-11-02', '10:00');
  const story = new Story(world, person, await applyForRetirement(world, 'normal'));
  await story.handle('household-confirmation');
  await untilStates(world, person, story.caseId, { [YEARS]: 'submitted', [RETIREMENT]: 'waiting' });
  await story.handle(YEARS, { until: 'examination' });
  // Five working days: 3, 4, 5, 6 and 9 November.
  await story.clock(YEARS, { acceptedOn: '2026-11-02', dueOn: '2026-11-09' });
  await story.passTo('2026-11-03');
  await story.send('humanresources.reviewer', YEARS, 'procedures', { kind: 'appraisal', reason: '档案笔迹须鉴定。', plannedEnd: '2026-11-06' });
  // Left out are the 4th, 5th and 6th: three more, the 10th, 11th and 12th.
  await story.clock(YEARS, { suspendedSince: '2026-11-03', dueOn: '2026-11-12' });
  await story.passTo('2026-11-05');
  await story.refused('humanresources.reviewer', YEARS, 'end', { why: 'applicantCeased', reason: REASON }, [403, 'IDENTITY.FORBIDDEN']);
  await story.refused('humanresources.head', YEARS, 'end', { why: 'noTime', reason: REASON }, [400, 'REQUEST.INVALID_INPUT']);
  await story.send('humanresources.head', YEARS, 'end', { why: 'applicantCeased', reason: REASON });
  await story.reads(YEARS, { standing: '已终止办理', last: '乌鲁木齐市天山区人力资源和社会保障局终止办理：申请人死亡、丧失行为能力或者依法终止' });
  await story.closed(YEARS, { outcome: 'ended', onTime: null });
  await story.documents(YEARS, ['receipt', 'acceptanceNotice', 'procedureNotice', 'terminationNotice']);
  await story.told(YEARS, ['released', 'received', 'accepted', 'procedureStarted', 'itemEndedEarly']);
  for (const item of [RETIREMENT, 'pension-determination', 'medical-insurance-years', 'housing-fund-withdrawal']) await story.state(item, ['aborted', null]);
  await untilStage(world, person, story.caseId, 'partlyGranted');
  return story.caseId;
}
