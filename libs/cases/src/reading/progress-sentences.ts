import { dayInWords, listInWords, sameInBoth, type Text } from '@onething/kernel';
import type { EventPayloads, EventType } from '../domain/event';
import { END_REASON_WORDS, PROCEDURE_WORDS, type ProgressNames } from './progress-words';

type Values = Record<string, Text>;

/** How one kind of event is told. A template's places: `{office}`, and what `values` gives. */
export interface Sentence<Payload> {
  /** One text, or several of which `choose` names one; `null` of them is not told. */
  text: Text | Record<string, Text | null>;
  choose?: (payload: Payload) => string;
  values?: (payload: Payload, names: ProgressNames) => Values;
}

type Sentences = { [T in EventType]: Sentence<EventPayloads[T]> | null };

const correction = ({ points, until: day }: { points: string[]; until: string }, names: ProgressNames) =>
  ({ points: listInWords(points.map((point) => names.point(point))), until: dayInWords(day) });
const laterMaterials = (codes: string[], names: ProgressNames) => listInWords(codes.map((code) => names.point(`materials.${code}`)));

const dayOrNone = (day: string | null | undefined) => (day ? dayInWords(day) : sameInBoth('—'));
const movedOf = (moved: EventPayloads['deadlinesRecomputed']['moved'], limit: 'correctBy' | 'rectifyBy') => moved?.find(({ of }) => of === limit);

/** Of no concern to the applicant: what the authority, or the platform, does within itself. */
const UNTOLD = null;

/**
 * What happened, as its applicant reads it. No person is named and no free text repeated, so that the same sentences serve the
 * look-up without log-in. A new event must be thought of here.
 */
export const SENTENCES = {
  draftCreated: { text: { zh: '您开始填写申请', en: 'You began the application' } },
  draftExpiring: {
    text: { zh: '草稿保留到{on}，届时仍未提交将被删除', en: 'The draft is kept until {on}; if it is not submitted by then, it is deleted' },
    values: ({ on }) => ({ on: dayInWords(on) }),
  },
  draftExpired: { text: { zh: '草稿逾期未提交，已删除', en: 'The draft was not submitted in time and was deleted' } },
  draftDiscarded: { text: { zh: '您删除了草稿', en: 'You threw the draft away' } },
  submitted: {
    text: { zh: '您提交了申请，包含{count}个事项', en: 'You submitted the application; it holds {count} items' },
    values: ({ items }) => ({ count: sameInBoth(items.length) }),
  },
  itemEndApplied: UNTOLD,
  itemReopeningApplied: UNTOLD,
  grantWithdrawalApplied: UNTOLD,
  completed: {
    choose: ({ failed }) => (failed === 0 ? 'all' : 'part'),
    text: {
      all: { zh: '全部{succeeded}个事项均已办结', en: 'All {succeeded} items were granted' },
      part: { zh: '全部事项已有结果：{succeeded}个准予，{failed}个未能办成', en: 'Every item has ended: {succeeded} granted, {failed} not' },
    },
    values: ({ succeeded, failed }) => ({ succeeded: sameInBoth(succeeded), failed: sameInBoth(failed) }),
  },
  withdrawalRequested: { text: { zh: '您撤回了尚未决定的全部事项', en: 'You withdrew every item that was not decided yet' } },
  delivered: {
    choose: ({ how, items, byAgent }) => (items.length === 0 ? 'nothing' : byAgent ? 'byAgent' : how),
    text: {
      nothing: { zh: '没有需要送达的结果，办件已了结', en: 'There was no result to hand over; the case is closed' },
      electronic: { zh: '结果已以电子形式送达：{items}', en: 'Delivered electronically: {items}' },
      collected: { zh: '结果已领取：{items}', en: 'Collected: {items}' },
      byAgent: { zh: '结果已由代理人领取：{items}', en: 'Collected by the agent: {items}' },
      posted: { zh: '结果已寄出：{items}', en: 'Sent by post: {items}' },
    },
    values: ({ items }, names) => ({ items: listInWords(items.map((item) => names.item(item))) }),
  },
  deliveryOverdue: {
    choose: ({ items }) => (items.length === 0 ? 'all' : 'some'),
    text: {
      all: { zh: '结果应在{dueOn}前送达，现已超期', en: 'The results were to be handed over by {dueOn}; that is late now' },
      some: { zh: '以下结果应在{dueOn}前送达，现已超期：{items}', en: 'These results were to be handed over by {dueOn}, and are late now: {items}' },
    },
    values: ({ dueOn, items }, names) => ({ dueOn: dayInWords(dueOn), items: listInWords(items.map((item) => names.item(item))) }),
  },
  promiseRecomputed: {
    choose: ({ before, dueOn }) => (before !== dueOn ? 'moved' : 'same'),
    text: {
      same: null,
      moved: { zh: '放假安排公布后，整件事的承诺办结日期重新计算为{dueOn}', en: 'With the holidays published, the whole is now promised by {dueOn}' },
    },
    values: ({ dueOn }) => ({ dueOn: dayInWords(dueOn) }),
  },
  deliveryRecomputed: {
    choose: ({ days }) => (days.some(({ before, dueOn }) => before !== dueOn) ? 'moved' : 'same'),
    text: {
      same: null,
      moved: { zh: '放假安排公布后，结果的送达期限已重新计算', en: 'With the holidays published, the days by which results are handed over were computed anew' },
    },
  },
  dataErased: { text: { zh: '保存期限已满，申请内容和文件已删除', en: 'The time for which they are kept is over: what was filled in and handed in is erased' } },
  itemSubmitted: {
    choose: ({ waits, papers }) => (papers ? 'papers' : waits ? 'waits' : 'goes'),
    text: {
      papers: { zh: '已由外省窗口收件，等纸质材料寄到后自动开始', en: 'Taken in by a window of another province; it begins by itself when the papers are here' },
      waits: { zh: '已提交，等所依赖的事项办成后自动开始', en: 'Submitted; it begins by itself when the items it depends on are granted' },
      goes: { zh: '已提交给{office}', en: 'Submitted to {office}' },
    },
  },
  released: {
    choose: ({ papers }) => (papers ? 'papers' : 'granted'),
    text: {
      papers: { zh: '纸质材料已收齐，已提交给{office}', en: 'The papers are here and complete; it went to {office}' },
      granted: { zh: '所依赖的事项已办成，本事项已自动提交给{office}', en: 'What it depends on was granted; it went to {office} by itself' },
    },
  },
  returnedForRework: { text: { zh: '{office}退回修改：{points}；请在{until}前重新提交', en: '{office} sent it back: {points}. Submit it again by {until}' }, values: correction },
  resubmitted: { text: { zh: '您修改后重新提交', en: 'You submitted it again' } },
  received: {
    text: { zh: '{office}已收件，在{acceptBy}前决定是否受理', en: '{office} has received it and decides on acceptance by {acceptBy}' },
    values: ({ acceptBy }) => ({ acceptBy: dayInWords(acceptBy) }),
  },
  correctionAsked: { text: { zh: '{office}要求补正：{points}；请在{until}前补正', en: '{office} asks you to correct {points} by {until}' }, values: correction },
  correctionAnswered: { text: { zh: '您已补正', en: 'You sent the corrections' } },
  correctionLapsed: { text: { zh: '到期未收到补正，{office}按现有材料继续审查', en: 'No corrections came in time; {office} goes on with what it has' } },
  accepted: {
    choose: ({ how }) => how,
    text: {
      ordinary: { zh: '{office}已受理，承诺在{dueOn}前作出决定', en: '{office} has accepted it and promises a decision by {dueOn}' },
      laterMaterials: {
        zh: '{office}已容缺受理，承诺在{dueOn}前作出决定；请在{until}前补交：{materials}',
        en: '{office} has accepted it and promises a decision by {dueOn}; hand in by {until}: {materials}',
      },
      onPromise: { zh: '{office}已凭您的承诺受理，承诺在{dueOn}前作出决定', en: '{office} has accepted it on your promise; a decision is due by {dueOn}' },
      bySilence: {
        zh: '{office}未在期限内告知是否受理，依法自收到之日起视为受理；应在{dueOn}前作出决定',
        en: '{office} did not answer in time: by law it is accepted as from the day of receipt; a decision is due by {dueOn}',
      },
    },
    values: ({ dueOn, until: day, laterMaterials: codes }, names) => ({
      dueOn: dayInWords(dueOn), materials: laterMaterials(codes, names), until: day === null ? sameInBoth('—') : dayInWords(day),
    }),
  },
  notAccepted: { text: { zh: '{office}决定不予受理，理由见不予受理通知书', en: '{office} does not accept it; the notice says why' } },
  stepCompleted: {
    text: { zh: '“{step}”环节已完成', en: 'The step “{step}” was completed' },
    values: ({ step }, names) => ({ step: names.step(step) }),
  },
  reviewGiven: UNTOLD,
  procedureStarted: {
    text: {
      zh: '{office}启动特别程序（{procedure}），计划{plannedEnd}结束；所需时间不计入承诺时限',
      en: '{office} began a special procedure ({procedure}), planned until {plannedEnd}; its time is not counted',
    },
    values: ({ kind, plannedEnd }) => ({ procedure: PROCEDURE_WORDS[kind], plannedEnd: dayInWords(plannedEnd) }),
  },
  procedureEnded: {
    choose: ({ dueOn }) => (dueOn === null ? 'plain' : 'dated'),
    text: {
      plain: { zh: '特别程序（{procedure}）已结束', en: 'The special procedure ({procedure}) has ended' },
      dated: {
        zh: '特别程序（{procedure}）已结束，承诺时限恢复计算，顺延到{dueOn}',
        en: 'The special procedure ({procedure}) has ended; the promised time runs on, until {dueOn}',
      },
    },
    values: ({ kind, dueOn }) => ({ procedure: PROCEDURE_WORDS[kind], dueOn: dueOn === null ? sameInBoth('—') : dayInWords(dueOn) }),
  },
  extensionProposed: UNTOLD,
  extensionApproved: {
    text: { zh: '经负责人批准，办理期限延长到{dueOn}', en: 'A head has extended the time for the decision to {dueOn}' },
    values: ({ dueOn }) => ({ dueOn: dayInWords(dueOn) }),
  },
  extensionRejected: UNTOLD,
  laterMaterialsSupplied: {
    text: { zh: '您补交了：{materials}', en: 'You handed in {materials}' },
    values: ({ materials }, names) => ({ materials: laterMaterials(materials, names) }),
  },
  promiseChecked: {
    choose: ({ kept, until }) => (kept ? 'kept' : until === undefined ? 'broken' : 'brokenUntil'),
    text: {
      kept: { zh: '{office}核查了您的承诺，属实', en: '{office} checked your promise: it was kept' },
      broken: {
        zh: '{office}核查了您的承诺，与承诺不符；整改并再次核查属实前，不能准予或者发证',
        en: '{office} checked your promise: it was not kept; nothing is granted or issued until it is put right and checked again',
      },
      brokenUntil: {
        zh: '{office}核查了您的承诺，与承诺不符，请在{until}前整改；整改并再次核查属实前，不能准予或者发证',
        en: '{office} checked your promise: it was not kept. Put it right by {until}; nothing is granted or issued until it is checked again',
      },
    },
    values: ({ until }) => ({ until: dayOrNone(until) }),
  },
  grantWithdrawn: {
    text: {
      zh: '{office}撤销了准予决定，证照不再有效；理由和救济途径见撤销决定书',
      en: '{office} withdrew the grant, and its licence is no longer valid; the decision says why, and what you can do against it',
    },
  },
  forwardedUp: {
    choose: ({ onTime }) => (onTime === false ? 'late' : 'inTime'),
    text: {
      inTime: { zh: '已转报上级机关办理', en: 'It was forwarded to the upper authority' },
      late: {
        zh: '已转报上级机关办理；初审应在{dueOn}前完成，已超期', en: 'It was forwarded to the upper authority; the preliminary review was to be done by {dueOn}, and is late',
      },
    },
    values: ({ dueOn }) => ({ dueOn: dueOn === null ? sameInBoth('') : dayInWords(dueOn) }),
  },
  decided: {
    choose: ({ decision }) => decision,
    text: {
      grant: { zh: '{office}决定准予', en: '{office} granted it' },
      refuse: { zh: '{office}决定不予办理，理由和救济途径见决定书', en: '{office} refused it; the decision says why, and what you can do against it' },
    },
  },
  resultIssued: {
    text: { zh: '结果已制成：{licence}', en: 'The result was made: {licence}' },
    values: ({ licenceType }, names) => ({ licence: names.licence(licenceType) }),
  },
  itemClosed: UNTOLD,
  itemWithdrawn: { text: { zh: '已按您的申请撤回', en: 'It was withdrawn as you asked' } },
  itemEndedEarly: {
    text: { zh: '{office}终止办理：{reason}', en: '{office} ended the handling: {reason}' },
    values: ({ reason }) => ({ reason: END_REASON_WORDS[reason] }),
  },
  itemExpired: { text: { zh: '到期未收到补正，办理已终止；您可以重新申请', en: 'No corrections came in time; the handling has ended. You can apply again' } },
  itemAborted: {
    text: { zh: '所依赖的“{failed}”未能办成，本事项随之终止', en: '“{failed}”, on which it depends, was not granted; so it ends as well' },
    values: ({ failed }, names) => ({ failed: names.item(failed) }),
  },
  itemReopened: { text: { zh: '经监督，{office}重新办理', en: 'Upon supervision {office} takes it up again' } },
  deadlineNear: UNTOLD,
  deadlinePassed: {
    choose: ({ of }) => of,
    text: {
      promise: { zh: '{office}未在承诺的{dueOn}前作出决定', en: '{office} did not decide by {dueOn}, as promised' },
      laterMaterials: { zh: '应在{dueOn}前补交的材料尚未收到', en: 'The materials due by {dueOn} have not come' },
      acceptance: null, step: null, procedure: null, promiseCheck: null, forwarding: null,
      rectification: { zh: '应在{dueOn}前整改的承诺尚未核查属实', en: 'The promise that was to be put right by {dueOn} has not been found in order' },
    },
    values: ({ dueOn }) => ({ dueOn: dayInWords(dueOn) }),
  },
  deadlinesRecomputed: {
    choose: ({ before, dueOn, moved }) => (movedOf(moved, 'correctBy') ? 'correction' : movedOf(moved, 'rectifyBy') ? 'rectification' : dueOn === null || dueOn === before ? 'same' : 'moved'),
    text: {
      same: null,
      moved: { zh: '放假安排公布后，承诺时限重新计算为{dueOn}', en: 'With the holidays published, the promised day is now {dueOn}' },
      correction: { zh: '放假安排公布后，补正期限重新计算为{correctBy}', en: 'With the holidays published, corrections can be sent until {correctBy}' },
      rectification: { zh: '放假安排公布后，承诺整改期限重新计算为{rectifyBy}', en: 'With the holidays published, what was promised is to be put right by {rectifyBy}' },
    },
    values: ({ dueOn, moved }) => ({ dueOn: dayOrNone(dueOn), correctBy: dayOrNone(movedOf(moved, 'correctBy')?.on), rectifyBy: dayOrNone(movedOf(moved, 'rectifyBy')?.on) }),
  },
} satisfies Sentences;
