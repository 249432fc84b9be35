import { GRANTED, type Process, type ProcessStep, REFUSED, type StepKind } from '@onething/workflow';
import type { ServiceItem } from './model';
import { findNearest } from './nearest';
import { checkProcessWays } from './check-process-ways';
import { type EntryPath, type Report, reportRepeated } from './rule-problem';

/** Time not counted against the promise (特别程序, GB/T 39046-2020 A.7 code 2): only what is not in the authority's own hands. */
const MAY_SUSPEND: readonly StepKind[] = ['siteInspection', 'publicNotice', 'expertReview', 'hearing'];

/** The process of an item is well-formed: steps and outcomes by themselves first, then the ways through them. */
export function checkProcess(item: ServiceItem, report: Report): void {
  const { process } = item;
  let sound = true;
  const note: Report = (path, message, advice) => {
    sound = false;
    report(path, message, advice);
  };
  reportRepeated(
    note,
    ['process', 'steps'],
    process.steps.map((step) => step.code),
    'step',
  );
  if (!process.steps.some((step) => step.code === process.start)) {
    note(
      ['process', 'start'],
      `the process starts at \`${process.start}\`, which is no step`,
      adviseStep(process.start, process),
    );
  }
  process.steps.forEach((step, index) => checkStep(process, step, ['process', 'steps', index], note));
  if (sound) checkProcessWays(item, report);
}

function checkStep(process: Process, step: ProcessStep, path: EntryPath, report: Report): void {
  reportRepeated(
    report,
    [...path, 'outcomes'],
    step.outcomes.map((outcome) => outcome.code),
    'outcome',
  );
  const decides = step.kind === 'decision' || step.kind === 'instant';
  step.outcomes.forEach((outcome, index) => {
    const at = [...path, 'outcomes', index];
    if (outcome.to !== GRANTED && outcome.to !== REFUSED && !process.steps.some((other) => other.code === outcome.to)) {
      report(
        [...at, 'to'],
        `outcome \`${outcome.code}\` leads to \`${outcome.to}\`, which is no step`,
        adviseStep(outcome.to, process),
      );
    }
    if (decides && outcome.decides === undefined) {
      report(
        at,
        `outcome \`${outcome.code}\` of a step of kind ${step.kind} does not say what it decides`,
        'add decides: grant or decides: refuse',
      );
    }
    if (!decides && outcome.decides !== undefined) {
      report([...at, 'decides'], `a step of kind ${step.kind} decides nothing`, 'remove `decides`, or write kind: decision');
    }
  });
  if (step.outcomes.every((outcome) => outcome.when !== undefined)) {
    report(
      [...path, 'outcomes'],
      `every way out of step \`${step.code}\` has a condition; when none is met the case is stuck`,
      'leave `when` out at one of them',
    );
  }
  if (step.kind === 'review' && step.reviewers === undefined) {
    report(path, `review step \`${step.code}\` does not say how many people must agree`, 'add reviewers: 2 or more');
  }
  if (step.kind !== 'review' && step.reviewers !== undefined) {
    report(
      [...path, 'reviewers'],
      `a step of kind ${step.kind} has one person only`,
      'remove `reviewers`, or write kind: review',
    );
  }
  if (step.suspendsClock && !MAY_SUSPEND.includes(step.kind)) {
    report(
      [...path, 'suspendsClock'],
      `a step of kind ${step.kind} cannot suspend the clock`,
      `only ${MAY_SUSPEND.join(', ')} may; remove it`,
    );
  }
}

function adviseStep(code: string, process: Process): string {
  const codes = process.steps.map((step) => step.code);
  const nearest = findNearest(code, [...codes, GRANTED, REFUSED]);
  return nearest === undefined ? `write one of ${codes.join(', ')}` : `did you mean \`${nearest}\`?`;
}
