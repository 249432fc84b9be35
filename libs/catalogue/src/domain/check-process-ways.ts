import { GRANTED, type ProcessStep, REFUSED } from '@onething/workflow';
import type { ServiceItem } from './model';
import type { EntryPath, Report } from './rule-problem';

/** Where a case may be, as far as these rules care: step, last decision, how often the result was made (2 = more than once). */
interface Position {
  step: number;
  decided?: 'grant' | 'refuse';
  made: 0 | 1 | 2;
}

/**
 * Follows every way through a process whose steps are sound by themselves: each step is reached and leaves to an end, ends
 * fit the decision before them, and a result is made once after a granting decision, on every way to `@granted`.
 */
export function checkProcessWays(item: ServiceItem, report: Report): void {
  const { steps, start } = item.process;
  const index = new Map(steps.map((step, position) => [step.code, position]));
  const told = new Set<string>();
  const once: Report = (path, message, advice) => {
    const key = `${path.join('.')} ${message}`;
    if (!told.has(key)) report(path, message, advice);
    told.add(key);
  };
  const seen = new Set<string>();
  const waiting: Position[] = [{ step: index.get(start)!, made: 0 }];
  for (let position = waiting.pop(); position; position = waiting.pop()) {
    const key = `${position.step} ${position.decided ?? ''} ${position.made}`;
    if (seen.has(key)) continue;
    seen.add(key);
    const step = steps[position.step]!;
    const made = enterStep(item, step, position, once);
    step.outcomes.forEach((outcome, outcomeIndex) => {
      const decided = outcome.decides ?? position.decided;
      const path = ['process', 'steps', position.step, 'outcomes', outcomeIndex];
      if (outcome.to === GRANTED || outcome.to === REFUSED)
        checkEnd(item, outcome.to, { step: position.step, decided, made }, path, once);
      else waiting.push({ step: index.get(outcome.to)!, decided, made });
    });
  }
  checkReach(steps, new Set([...seen].map((key) => Number(key.split(' ')[0]))), once);
  if (!steps.some((step) => step.outcomes.some((outcome) => outcome.to === GRANTED))) {
    once(['process'], 'no way through the process leads to @granted', "write to: '@granted' at an outcome that ends well");
  }
}

function enterStep(item: ServiceItem, step: ProcessStep, position: Position, report: Report): Position['made'] {
  if (step.kind !== 'resultMaking') return position.made;
  const path = ['process', 'steps', position.step];
  if (!item.result)
    report([...path, 'kind'], `step \`${step.code}\` makes a result, but the item has none`, 'add `result`, or remove the step');
  else if (position.decided !== 'grant')
    report(
      path,
      `step \`${step.code}\` makes the result before anything was granted`,
      'let only an outcome with decides: grant lead to it',
    );
  return position.made === 0 ? 1 : 2;
}

function checkEnd(item: ServiceItem, end: string, position: Position, path: EntryPath, report: Report): void {
  if (end === REFUSED) {
    if (position.decided !== 'refuse')
      report(
        [...path, 'to'],
        'a way ends at @refused without a refusing decision',
        'let it pass an outcome with decides: refuse',
      );
    return;
  }
  if (position.decided !== 'grant')
    report([...path, 'to'], 'a way ends at @granted without a granting decision', 'let it pass an outcome with decides: grant');
  else if (item.result && position.made === 0)
    report(
      [...path, 'to'],
      'a way ends at @granted before the result is made',
      'let it pass a step of kind resultMaking, or remove `result`',
    );
  else if (item.result && position.made === 2)
    report(
      [...path, 'to'],
      'a way ends at @granted on which the result is made more than once',
      'let each way pass one step of kind resultMaking',
    );
}

function checkReach(steps: readonly ProcessStep[], reached: ReadonlySet<number>, report: Report): void {
  const ending = new Set<string>([GRANTED, REFUSED]);
  for (let grown = true; grown;) {
    const next = steps.filter((step) => !ending.has(step.code) && step.outcomes.some((outcome) => ending.has(outcome.to)));
    next.forEach((step) => ending.add(step.code));
    grown = next.length > 0;
  }
  steps.forEach((step, index) => {
    const path = ['process', 'steps', index, 'code'];
    if (!reached.has(index)) report(path, `no way leads to step \`${step.code}\``, 'let an outcome lead to it, or remove it');
    if (!ending.has(step.code))
      report(path, `from step \`${step.code}\` no end can be reached`, "let one of its ways lead to '@granted' or '@refused'");
  });
}
