import { contextAt, DAY, definitionOf, MONDAY, newItemState, PROCESS } from './fixtures/item-case';
import type { ItemCommand } from './item-command';
import { decideItem, type ItemState } from './item-decision';
import { isOpen, isWayOut } from './openness';

const definition = definitionOf(PROCESS);
const NO_ANSWERS = { q: {}, form: {} };
const HEAD = { actorId: 'head' };

function run(commands: ItemCommand[], by = 'clerk'): ItemState {
  return commands.reduce<ItemState>((state, command) => ({ ...state, ...decideItem(definition, state, command, NO_ANSWERS, contextAt(MONDAY, by)).next }), newItemState());
}

const accepted: ItemCommand[] = [{ type: 'receive' }, { type: 'accept' }];
const onPromise: ItemCommand[] = [{ type: 'receive' }, { type: 'accept', onPromise: { checkBy: '2026-04-01' } }];
const POINTS = [{ field: 'form.child.name', reason: '不清楚' }];

describe('what is open', () => {
  test.each<[string, ItemCommand[], ItemCommand['type'], boolean]>([
    ['no promise was made: none is checked', accepted, 'checkPromise', false],
    ['a promise was made', onPromise, 'checkPromise', true],
    ['it was kept: it is not checked twice', [...onPromise, { type: 'checkPromise', kept: true, finding: '属实' }], 'checkPromise', false],
    ['it was broken: it may have been put right', [...onPromise, { type: 'checkPromise', kept: false, finding: '不实' }], 'checkPromise', true],
    ['nobody proposed an extension', accepted, 'approveExtension', false],
    ['nobody proposed an extension', accepted, 'rejectExtension', false],
    ['an extension can be proposed', accepted, 'proposeExtension', true],
    ['one is proposed', [...accepted, { type: 'proposeExtension', days: 5, reason: '案情复杂' }], 'approveExtension', true],
    ['one is proposed', [...accepted, { type: 'proposeExtension', days: 5, reason: '案情复杂' }], 'proposeExtension', false],
    ['corrections are asked once', [{ type: 'receive' }], 'askCorrection', true],
    ['and again only after that', [{ type: 'receive' }], 'askCorrectionAgain', false],
    ['asked once', [{ type: 'receive' }, { type: 'askCorrection', points: POINTS }, { type: 'answerCorrection', answersDigest: 'd' }], 'askCorrection', false],
    ['asked once', [{ type: 'receive' }, { type: 'askCorrection', points: POINTS }, { type: 'answerCorrection', answersDigest: 'd' }], 'askCorrectionAgain', true],
    ['no material may come later', accepted, 'supplyLater', false],
    ['one may', [{ type: 'receive' }, { type: 'accept', later: { materials: ['x'], until: '2026-03-20' } }], 'supplyLater', true],
    ['not received yet', [], 'accept', false],
    ['nothing was granted', onPromise, 'withdrawGrant', false],
  ])('%s', (_, before, type, open) => {
    expect(isOpen(definition, run(before), type, HEAD)).toBe(open);
  });

  test('nobody approves what the same person proposed, from whatever account', () => {
    const proposed = run([...accepted, { type: 'proposeExtension', days: 5, reason: '案情复杂' }], 'clerk');
    expect(isOpen(definition, proposed, 'approveExtension', { actorId: 'other', personId: 'clerk' })).toBe(false);
    expect(isOpen(definition, proposed, 'rejectExtension', { actorId: 'other', personId: 'clerk' })).toBe(true);
  });

  test('nothing is granted while materials are to come', () => {
    const [, , decision] = PROCESS.steps;
    const [grant, refuse] = decision!.outcomes;
    const state = run([{ type: 'receive' }, { type: 'accept', later: { materials: ['x'], until: '2026-03-20' } }, { type: 'completeStep', step: 'examine', outcome: 'pass' }]);
    expect([grant!, refuse!].map((outcome) => isWayOut(definition, state, { step: decision!, outcome }, HEAD, NO_ANSWERS))).toEqual([false, true]);
  });
});

test('what is offered is what decideItem would take', () => {
  const commands: ItemCommand[] = [
    { type: 'receive' }, { type: 'accept' }, { type: 'notAccept', reason: '不归我们管' }, { type: 'proposeExtension', days: 3, reason: '复杂' }, { type: 'approveExtension' },
    { type: 'rejectExtension', reason: '不复杂' }, { type: 'checkPromise', kept: true, finding: '属实' }, { type: 'supplyLater' }, { type: 'end', why: 'other', reason: '终止' },
    { type: 'withdraw' }, { type: 'startProcedure', kind: 'hearing', reason: '听证', plannedEnd: '2026-03-20' }, { type: 'endProcedure' }, { type: 'reopen', reason: '督办' },
    { type: 'withdrawGrant', reason: '撤销' }, { type: 'askCorrection', points: POINTS }, { type: 'askCorrectionAgain', points: POINTS, reason: '仍缺' },
  ];
  for (const before of [[], accepted, onPromise, [...accepted, { type: 'end', why: 'other', reason: '终止' } as const]]) {
    const state = run(before);
    for (const command of commands) {
      const works = (): boolean => {
        try {
          decideItem(definition, state, command, NO_ANSWERS, contextAt(MONDAY + DAY, 'head'));
          return true;
        } catch {
          return false;
        }
      };
      expect([before.length, command.type, isOpen(definition, state, command.type, HEAD)]).toEqual([before.length, command.type, works()]);
    }
  }
});
