import { AUTHORISATION } from '@onething/identity';
import { namedEvents, PAUSES, type StoredState } from '@onething/workflow';
import { definitionOf, newItemState, PROCESS } from '../domain/fixtures/item-case';
import { ITEM_ACTIONS } from './item-commands';
import { ITEM_RULES } from '../domain/item-rules';

const { machine } = definitionOf(PROCESS);
const NAMED_STATES = [
  'waiting', 'submitted', 'returned', 'received', 'correcting', 'granted', 'refused', 'notAccepted', 'withdrawn', 'expired', 'ended', 'aborted',
];
const at = (value: StoredState['value']): StoredState => ({ value, facts: newItemState().machine.facts as unknown as Record<string, unknown> });

/** What the machine names in each state, in the words of the table: `step` before the decision, `stepAfterGrant` after it, `anyStep` for both. */
function machineSays(): Map<string, Set<string>> {
  const says = new Map<string, Set<string>>();
  const add = (command: string, state: string) => says.set(command, (says.get(command) ?? new Set()).add(state));
  const handling = new Set(namedEvents(machine, at({ handling: PAUSES.procedure })).filter((event) => namedEvents(machine, at({ handling: 'make' })).includes(event)));
  for (const state of NAMED_STATES) for (const event of namedEvents(machine, at(state))) add(event, state);
  for (const event of handling) add(event, 'handling');
  for (const [state, value] of [['step', 'examine'], ['stepAfterGrant', 'make'], [PAUSES.correction, PAUSES.correction], [PAUSES.procedure, PAUSES.procedure]] as const) {
    for (const event of namedEvents(machine, at({ handling: value }))) if (!handling.has(event) && !event.startsWith('step.')) add(event, state);
  }
  return says;
}

test('the table and the machine agree on where each command can be possible', () => {
  const says = machineSays();
  // Steps are left by events of their own, and being told of a deadline moves nothing.
  const apart = new Set(['completeStep', 'decide', 'issueResult', 'warn', 'passDeadline', 'recompute']);
  for (const [type, rule] of Object.entries(ITEM_RULES)) {
    if (!apart.has(type)) expect([type, [...rule.states].sort()]).toEqual([type, [...(says.get(type) ?? [])].sort()]);
  }
  expect([...says.keys()].filter((event) => !(event in ITEM_RULES))).toEqual([]);
});

test('whoever is told of a command by notice is told of an event that it writes', () => {
  for (const [type, rule] of Object.entries(ITEM_RULES)) {
    const source = rule.record.toString();
    for (const notice of rule.notices) {
      if (type !== 'decide' && type !== 'recompute') expect([type, source.includes(notice)]).toEqual([type, true]);
    }
  }
});

test('whoever the table names as sender has the right to the command, and nobody else', () => {
  for (const [type, action] of Object.entries(ITEM_ACTIONS)) {
    const { by } = ITEM_RULES[type as keyof typeof ITEM_ACTIONS];
    const allowed = (AUTHORISATION[action] as readonly { to: string }[]).map(({ to }) => (to === 'resident' ? 'applicant' : to)).sort();
    // Which role a step needs is said by its process, so the door is open to all of the office.
    const named = by.flatMap((sender) => (sender === 'step' ? ['clerk', 'reviewer', 'head'] : [sender])).sort();
    expect([type, named]).toEqual([type, allowed]);
  }
});
