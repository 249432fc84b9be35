import { GRANTED, type Process, type ProcessStep, REFUSED, type StepOutcome } from '@onething/workflow';

const NO_WAY = undefined;

/** Steps as the public counts them: making the licence belongs to delivery. */
function isCounted(step: ProcessStep): boolean {
  return step.kind !== 'resultMaking';
}

function countOf(steps: ProcessStep[]): number {
  return steps.filter(isCounted).length;
}

/**
 * The longest way from the start to an end of the process that enters no step twice, so that a loop (inspected again after a
 * failure) is not counted for ever. Ways through closed outcomes are left out.
 */
function longestWay(process: Process, isOpen: (outcome: StepOutcome) => boolean): ProcessStep[] | undefined {
  const index = new Map(process.steps.map((step, position) => [step.code, position]));
  const known = new Map<string, ProcessStep[] | undefined>();

  const from = (code: string, visited: bigint): ProcessStep[] | undefined => {
    if (code === GRANTED || code === REFUSED) return [];
    const position = index.get(code);
    if (position === undefined || (visited >> BigInt(position)) & 1n) return NO_WAY;
    const key = `${position}:${visited}`;
    if (known.has(key)) return known.get(key);
    const step = process.steps[position]!;
    const reached = visited | (1n << BigInt(position));
    let best: ProcessStep[] | undefined = NO_WAY;
    for (const outcome of step.outcomes.filter(isOpen)) {
      const rest = from(outcome.to, reached);
      if (rest && (best === NO_WAY || countOf(rest) > countOf(best) - Number(isCounted(step)))) best = [step, ...rest];
    }
    known.set(key, best);
    return best;
  };
  return from(process.start, 0n);
}

/**
 * The steps that are counted for an item (环节), in their order: the longest simple path through its process, without result
 * making. Intake and delivery are not part of a process and are added by whoever counts.
 * @param isOpen which outcomes the situation leaves open; when it closes every way to an end, it is not considered
 */
export function longestPath(process: Process, isOpen: (outcome: StepOutcome) => boolean = () => true): ProcessStep[] {
  const way = longestWay(process, isOpen) ?? longestWay(process, () => true) ?? [];
  return way.filter(isCounted);
}

/** The codes of all steps that can be entered through open outcomes. */
export function reachableSteps(process: Process, isOpen: (outcome: StepOutcome) => boolean): Set<string> {
  const byCode = new Map(process.steps.map((step) => [step.code, step]));
  const reached = new Set<string>();
  const waiting = [process.start];
  for (let code = waiting.pop(); code !== undefined; code = waiting.pop()) {
    const step = byCode.get(code);
    if (!step || reached.has(code)) continue;
    reached.add(code);
    waiting.push(...step.outcomes.filter(isOpen).map((outcome) => outcome.to));
  }
  return reached;
}
