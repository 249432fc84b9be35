import { dayInWords, fillText, listInWords, type Text } from '@onething/kernel';
import { PAUSES } from '@onething/workflow';
import { openSuspension } from '../domain/item-clock';
import { PROCEDURE_KINDS, type ProcedureKind } from '../domain/event';
import type { ItemInProgress } from './progress';
import { PROCEDURE_WORDS } from './progress-words';

/** Who has to do something next. */
export type HeldBy = 'applicant' | 'authority' | 'otherItem' | 'nobody';

export interface Standing {
  heldBy: HeldBy;
  text: Text;
}

/** Where an item is in each of its states, while it is not in a step of its own. */
const STATES: Record<string, Standing> = {
  waiting: { heldBy: 'otherItem', text: { zh: '等待：{others}办成后自动开始', en: 'Waiting: begins by itself when {others} is granted' } },
  submitted: { heldBy: 'authority', text: { zh: '在{office}，等待收件', en: 'With {office}, waiting to be received' } },
  returned: { heldBy: 'applicant', text: { zh: '已退回给您修改', en: 'Sent back to you' } },
  received: { heldBy: 'authority', text: { zh: '在{office}，审查是否受理', en: 'With {office}, which looks whether to accept it' } },
  correcting: { heldBy: 'applicant', text: { zh: '等您补正', en: 'Waiting for your corrections' } },
  [PAUSES.correction]: { heldBy: 'applicant', text: { zh: '等您补正；承诺时限暂停计算', en: 'Waiting for your corrections; the promised time is suspended' } },
  [PAUSES.procedure]: { heldBy: 'authority', text: { zh: '{office}正在进行特别程序（{procedure}）；承诺时限暂停计算', en: '{office} carries out a special procedure ({procedure}); the promised time is suspended' } },
  handling: { heldBy: 'authority', text: { zh: '在{office}，正在办理“{step}”', en: 'With {office}, in the step “{step}”' } },
  granted: { heldBy: 'nobody', text: { zh: '已办结：准予', en: 'Done: granted' } },
  grantWithdrawn: { heldBy: 'nobody', text: { zh: '准予决定已被撤销', en: 'The grant was withdrawn' } },
  refused: { heldBy: 'nobody', text: { zh: '已办结：不予办理', en: 'Done: refused' } },
  notAccepted: { heldBy: 'nobody', text: { zh: '不予受理', en: 'Not accepted' } },
  withdrawn: { heldBy: 'nobody', text: { zh: '已撤回', en: 'Withdrawn' } },
  expired: { heldBy: 'nobody', text: { zh: '逾期未补正，已终止', en: 'Ended: no corrections came in time' } },
  ended: { heldBy: 'nobody', text: { zh: '已终止办理', en: 'Ended early' } },
  aborted: { heldBy: 'nobody', text: { zh: '所依赖的事项未办成，已终止', en: 'Ended, because what it depends on was not granted' } },
};

/** @throws RangeError for a state that has no words yet */
export function standingOf({ state, step, clock, waitsFor, names }: ItemInProgress): Standing {
  const place = clock.grantWithdrawnOn ? 'grantWithdrawn' : step && step in STATES ? step : state;
  const found = STATES[place];
  if (!found) throw new RangeError(`The state "${place}" of an item has no words`);
  const kind = openSuspension(clock.promise)?.kind;
  const values = {
    office: names.office, step: names.step(step ?? ''), others: listInWords(waitsFor.map((item) => names.item(item))),
    procedure: PROCEDURE_WORDS[isProcedure(kind) ? kind : 'other'],
  };
  return { heldBy: found.heldBy, text: fillText(found.text, values) };
}

const isProcedure = (kind: string | undefined): kind is ProcedureKind => (PROCEDURE_KINDS as readonly string[]).includes(kind ?? '');

const BUNDLE_STAGES: Record<string, Text> = {
  draft: { zh: '草稿，尚未提交，保留到{draftUntil}', en: 'A draft, kept until {draftUntil}' },
  discarded: { zh: '草稿已删除', en: 'The draft was thrown away' },
  submitted: { zh: '已提交，等待受理', en: 'Submitted, waiting for acceptance' },
  partlyAccepted: { zh: '部分事项已受理', en: 'Some items are accepted' },
  accepted: { zh: '全部已受理，正在办理', en: 'All are accepted and being handled' },
  partlyEnded: { zh: '部分事项已办结', en: 'Some items are done' },
  completed: { zh: '全部办结，等待送达结果', en: 'All are done; the results are to be handed over' },
  partlyGranted: { zh: '全部事项已有结果，部分未能办成', en: 'Every item has ended, not all were granted' },
  delivered: { zh: '结果已全部送达', en: 'All results were handed over' },
};

export function bundleStanding(stage: string, draftUntil: string | undefined): Text {
  return fillText(BUNDLE_STAGES[stage]!, draftUntil ? { draftUntil: dayInWords(draftUntil) } : {});
}
