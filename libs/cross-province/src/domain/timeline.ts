import { type CivilDate, startOfDay, type Text } from '@onething/kernel';
import type { CrossActType, Parcel, Side } from './standing';

/** Who answers for a step: one of the two places, or the carrier while papers travel. */
export type Responsible = Side | 'carrier';

/** One step as it is kept: what happened, when it did, and by which place. */
export interface RecordedAct {
  type: CrossActType | 'caseForwarded' | 'ratingShared' | 'dataErased';
  /** Epoch ms. */
  at: number;
}

export interface TimelineStep extends RecordedAct {
  /** Undefined: the platform by itself. */
  by?: Side;
  text: Text;
  /** Who has to do with it from then on; undefined when nothing is left to do. */
  next?: Responsible;
}

const STEPS: Record<RecordedAct['type'], { by?: Side; text: Text; next?: Responsible }> = {
  caseForwarded: { by: 'intake', text: { zh: '收件地已收件，核验身份并完成形式审查', en: 'Taken in; identity and form were checked' }, next: 'deciding' },
  papersPosted: { by: 'intake', text: { zh: '收件地已寄出纸质材料', en: 'Papers were posted to the deciding place' }, next: 'carrier' },
  papersReceived: { by: 'deciding', text: { zh: '办理地已签收核对纸质材料', en: 'The deciding place received and compared the papers' }, next: 'deciding' },
  correctionAsked: { by: 'deciding', text: { zh: '办理地要求补正，由收件地转告', en: 'The deciding place asks for a correction, which the intake place passes on' }, next: 'intake' },
  corrected: { by: 'intake', text: { zh: '收件地已转交补正材料', en: 'The correction was passed on' }, next: 'deciding' },
  accepted: { by: 'deciding', text: { zh: '办理地已受理，承诺时限从此起算', en: 'Accepted; the promised time runs from now' }, next: 'deciding' },
  notAccepted: { by: 'deciding', text: { zh: '办理地不予受理', en: 'Not accepted by the deciding place' } },
  suspended: { by: 'deciding', text: { zh: '办理地进入特别程序，时限暂停', en: 'A special procedure; the time stands still' }, next: 'deciding' },
  resumed: { by: 'deciding', text: { zh: '特别程序结束，时限继续', en: 'The special procedure is over; the time runs on' }, next: 'deciding' },
  decided: { by: 'deciding', text: { zh: '办理地已作出决定', en: 'The deciding place has decided' }, next: 'deciding' },
  resultDelivered: { by: 'deciding', text: { zh: '结果已送达', en: 'The result was delivered' } },
  ratingShared: { by: 'intake', text: { zh: '申请人作出评价', en: 'The applicant has rated it' } },
  dataErased: { text: { zh: '保存期限届满，填报内容已删除', en: 'Kept for long enough: what was filled in was erased' } },
  withdrawn: { by: 'intake', text: { zh: '申请人要求撤回', en: 'The applicant withdraws' }, next: 'deciding' },
};

/** One timeline of both places (权责清晰). @param acts in the order in which this side did them or heard of them */
export function timelineOf(acts: readonly RecordedAct[]): TimelineStep[] {
  return acts.map(({ type, at }) => ({ type, at, ...STEPS[type] }));
}

const DAY_MS = 86_400_000;

/**
 * Calendar days that papers were on their way, which count for no place: of parcels that overlap each day once, of those still on their way until today.
 */
export function transportDays(parcels: readonly Parcel[], today: CivilDate): number {
  const days = new Set<number>();
  for (const { postedOn, receivedOn = today } of parcels) {
    for (let day = startOfDay(postedOn); day < startOfDay(receivedOn); day += DAY_MS) days.add(day);
  }
  return days.size;
}
