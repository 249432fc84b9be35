import { civilDate } from '@onething/kernel';
import { bundleTimersOf, startDraft } from '../domain/bundle-deadlines';
import { type BundleState, NEW_BUNDLE, stateName } from '../domain/bundle-decision';
import { type CommandContext, EventWriter } from '../domain/command-context';
import { CHAIN_START } from '../domain/event-chain';
import type { Applicant } from '../party-access';
import type { NewBundle } from '../persistence/case-write';

interface Beginning extends Pick<BundleState, 'caseId' | 'scope' | 'region'> {
  applicant: Applicant;
}

/** A case as it begins: a draft. */
export function newBundle({ caseId, scope, region, applicant }: Beginning, context: CommandContext): Omit<NewBundle, 'idempotency'> {
  const writer = new EventWriter({ caseId, itemId: null, lastSeq: 0 }, scope, context);
  writer.add('draftCreated', applicant.attendance === undefined ? {} : { attendance: applicant.attendance });
  const fresh = { machine: NEW_BUNDLE, shape: null, clock: startDraft(civilDate(context.now)), ends: {}, deliveries: {} };
  const state = { caseId, scope, region, ...fresh, version: 0, lastSeq: 0, lastHash: CHAIN_START };
  const next = { ...fresh, state: stateName(NEW_BUNDLE) };
  const timers = { set: bundleTimersOf(next.state, next.clock), cancel: [] };
  return { kind: 'new', state, decision: { next, events: writer.events, pending: [], timers, numbers: [] }, now: context.now, applicant };
}
