import { ITEM_RULES } from '.';
import { BUNDLE_RULES, type BundleRule } from '../bundle-rules';
import { NATIONAL_STATES, SPECIAL_PROCEDURE_KINDS, SPECIAL_PROCEDURES } from '../national-codes';
import type { ItemRule } from './rule';
import type { ItemCommand } from '../item-command';

const SENDERS: Record<string, string> = {
  applicant: 'applicant', clerk: 'clerk', windowClerk: 'clerk of a service window', reviewer: 'reviewer', head: 'head', supervisor: 'supervisor', step: 'the role of the step', platform: 'the platform',
  leadWindow: 'clerk of the lead department, clerk of a service window, head',
};

const cell = (parts: readonly string[]) => (parts.length > 0 ? parts.join(', ') : '–');

type Row = Pick<BundleRule, 'name' | 'states' | 'data' | 'documents' | 'notices' | 'clock'> & { by: readonly string[] };

function row([type, rule]: [string, Row]): string {
  return `| \`${type}\` | ${rule.name.zh} · ${rule.name.en} | ${cell(rule.by.map((sender) => SENDERS[sender]!))} | ${cell(rule.states.map((state) => `\`${state}\``))} `
    + `| ${cell(rule.data)} | ${cell(rule.documents)} | ${cell(rule.notices)} | ${rule.clock.zh} · ${rule.clock.en} |`;
}

const HEADER = [
  '| command | name | sent by | possible in | must bring | documents | applicant is told of | clock |',
  '| --- | --- | --- | --- | --- | --- | --- | --- |',
];

/** docs/commands.md, made from the table of rules; `npm run check` compares. */
export function renderCommandTable(): string {
  return [
    '# Commands of an item case (办件)',
    '',
    'Made from `libs/cases/src/domain/item-rules`; do not edit. Whether a command is possible in a state is said by the machine of',
    '`libs/workflow/src/item.machine.ts`; a test keeps this table and the machine together. `step` stands for any step of the item\'s own',
    'process before its decision, `anyStep` also for those after it, `stepAfterGrant` for those alone, `handling` for all of them with their pauses `$correction` and `$procedure`.',
    '',
    ...HEADER,
    ...(Object.entries(ITEM_RULES) as [string, ItemRule<ItemCommand>][]).map(row),
    '',
    '## Commands of a one-thing as a whole (一件事)',
    '',
    'Made from `libs/cases/src/domain/bundle-rules.ts`, which `decideBundle` obeys. Results are delivered as soon as there are some.',
    '',
    ...HEADER,
    ...(Object.entries(BUNDLE_RULES) as [string, BundleRule][]).map(([type, rule]) => row([type, { ...rule, by: [rule.by] }])),
    '',
    ...codeTables(),
    '',
  ].join('\n');
}

/** Under which codes other systems are told of states and special procedures. */
function codeTables(): string[] {
  const ofKind = (kind: string) => Object.entries(SPECIAL_PROCEDURES).filter(([, code]) => code === kind).map(([name]) => `\`${name}\``);
  return [
    '## Codes of states (办件状态)',
    '',
    'Made from `libs/cases/src/domain/national-codes.ts`; GET /api/cases/{caseId} shows them as `items[].stateCode`. An item that waits for',
    'others has none.',
    '',
    '| code | name | here |',
    '| --- | --- | --- |',
    ...Object.entries(NATIONAL_STATES).sort().map(([code, { name, ours }]) => `| ${code} | ${name.zh} · ${name.en} | ${ours.zh} · ${ours.en} |`),
    '',
    '## Kinds of special procedure (特别程序种类)',
    '',
    'The kind that concerns the promise now is shown as `items[].specialProcedure`.',
    '',
    '| kind | name | here |',
    '| --- | --- | --- |',
    ...Object.entries(SPECIAL_PROCEDURE_KINDS).map(([kind, name]) => `| ${kind} | ${name.zh} · ${name.en} | ${cell(ofKind(kind))} |`),
  ];
}
