import { type DatedWorld, untilStage, untilStates } from './application';
import { applyForRetirement } from './retirement';
import { Story } from './story';
import { clientOf } from './world';

const YEARS = 'contribution-years';
const SPECIAL = 'special-work-retirement';

/**
 * The district keeps the file longer than the twenty working days of its preliminary review: who has claimed it and the head are warned, once, then
 * told that it is late, and the forwarding says so. Goes on in November and December 2026, which have no holidays.
 */
export async function forwardTooLate(world: DatedWorld): Promise<string> {
  const person = await clientOf(world, 'retiree');
  world.goTo('2026-11-16', '10:00');
  const story = new Story(world, person, await applyForRetirement(world, 'specialWork'));
  await story.handle('household-confirmation');
  await untilStates(world, person, story.caseId, { [YEARS]: 'submitted' });
  await story.handle(YEARS);
  await untilStates(world, person, story.caseId, { [SPECIAL]: 'submitted' });
  await story.send('humanresources.clerk', SPECIAL, 'receive');
  await story.send('humanresources.clerk', SPECIAL, 'accept');
  // Twenty after Monday the 16th: four, five, five and five of whole weeks, and Monday, 14 December.
  await story.clock(SPECIAL, { acceptedOn: '2026-11-16', dueOn: '2026-12-07', forwardBy: '2026-12-14' });
  await story.send('humanresources.reviewer', SPECIAL, 'claim', { version: 0 });
  await story.passTo('2026-12-11', '10:00');
  await warned(story, 'humanresources.reviewer', 1);
  await story.passTo('2026-12-14', '17:00');
  await warned(story, 'humanresources.reviewer', 2);
  await warned(story, 'humanresources.head', 2);
  // Nobody but these two is told of what is close.
  await warned(story, 'humanresources.clerk', 1);
  await story.passTo('2026-12-15');
  const late = (await story.timeline(SPECIAL)).filter((entry) => entry.type === 'deadlinePassed' && entry.detail['of'] === 'forwarding');
  story.same(late.map((entry) => entry.detail['dueOn']), ['2026-12-14'], 'the history says once that the preliminary review is late');
  await story.saysIn(SPECIAL, 'deadlinePassed', ['初审转报期限', '2026年12月14日'], await clientOf(world, 'humanresources.head'));
  await story.send('humanresources.head', SPECIAL, 'forward', { reason: '特殊工种由市级核准，区级初审属实。' });
  await story.forwarded(SPECIAL, { dueOn: '2026-12-14', onTime: false });
  await story.reads(SPECIAL, {
    standing: '在乌鲁木齐市人力资源和社会保障局，等待收件', last: '已转报上级机关办理；初审应在2026年12月14日前完成，已超期',
  });
  await story.send('retiree', SPECIAL, 'withdraw', { reason: '改为正常退休。' });
  await untilStage(world, person, story.caseId, 'partlyGranted');
  return story.caseId;
}

/** How often somebody was warned that the preliminary review comes to its end: when it was near, and when it was close. */
async function warned({ world, caseId }: Story, login: string, times: number): Promise<void> {
  const reader = await clientOf(world, login);
  const { entries } = reader.expect(await reader.get<{ entries: { caseId: string | null; kind: string; body: { zh: string } }[] }>('/api/inbox?limit=100'), 200);
  const told = entries.filter((one) => one.caseId === caseId && (one.kind === 'deadlineNear' || one.kind === 'deadlineClose') && one.body.zh.includes('初审转报期限'));
  if (told.length !== times) throw new Error(`${login} was warned ${told.length} times instead of ${times}: ${told.map(({ kind }) => kind).join()}`);
}
