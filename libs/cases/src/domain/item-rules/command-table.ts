import { ITEM_RULES } from '.';
import type { ItemRule } from './rule';
import type { ItemCommand } from '../item-command';

const SENDERS: Record<string, string> = {
  applicant: 'applicant', clerk: 'clerk', windowClerk: 'clerk of a service window', reviewer: 'reviewer', head: 'head', supervisor: 'supervisor', step: 'the role of the step', platform: 'the platform',
};

const cell = (parts: readonly string[]) => (parts.length > 0 ? parts.join(', ') : '–');

function row([type, rule]: [string, ItemRule<ItemCommand>]): string {
  return `| \`${type}\` | ${rule.name.zh} · ${rule.name.en} | ${cell(rule.by.map((sender) => SENDERS[sender]!))} | ${cell(rule.states.map((state) => `\`${state}\``))} `
    + `| ${cell(rule.data)} | ${cell(rule.documents)} | ${cell(rule.notices)} | ${rule.clock.zh} · ${rule.clock.en} |`;
}

/** docs/commands.md, made from the table of rules; `npm run check` compares. */
export function renderCommandTable(): string {
  return [
    '# Commands of an item case (办件)',
    '',
    'Made from `libs/cases/src/domain/item-rules`; do not edit. Whether a command is possible in a state is said by the machine of',
    '`libs/workflow/src/item.machine.ts`; a test keeps this table and the machine together. `step` stands for any step of the item\'s own',
    'process before its decision, `anyStep` also for those after it, `stepAfterGrant` for those alone, `handling` for all of them with their pauses `$correction` and `$procedure`.',
    '',
    '| command | name | sent by | possible in | must bring | documents | applicant is told of | clock |',
    '| --- | --- | --- | --- | --- | --- | --- | --- |',
    ...(Object.entries(ITEM_RULES) as [string, ItemRule<ItemCommand>][]).map(row),
    '',
  ].join('\n');
}
