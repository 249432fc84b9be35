import fc from 'fast-check';
import { advance, beginStanding, type CrossAct, type CrossActType, isEnded, type Outcome, perform, type Side, type Standing } from './standing';
import { timelineOf, transportDays } from './timeline';

const posted = (trackingNumber = 'SF1'): CrossAct => ({ type: 'papersPosted', trackingNumber, postedOn: '2026-03-02' });
const received = (result: 'complete' | 'missing' | 'damaged' = 'complete', trackingNumber = 'SF1'): CrossAct => ({ type: 'papersReceived', trackingNumber, receivedOn: '2026-03-05', result });
const after = (...acts: CrossAct[]): Standing => acts.reduce(advance, beginStanding('collected'));

test('what is collected is accepted when its papers are here and complete', () => {
  for (const earlier of [[], [posted()], [posted(), received('damaged')]]) {
    expect(() => perform(after(...earlier), 'deciding', { type: 'accepted' })).toThrow(expect.objectContaining({ code: 'CROSS_PROVINCE.PAPERS_AWAITED' }));
  }
  // Told by the deciding place it is a fact, whatever was posted meanwhile.
  expect(after(posted(), received(), posted('SF2'), { type: 'accepted' }).state).toBe('accepted');
  const whole = after(posted(), received('missing'), { type: 'correctionAsked' }, posted('SF2'), { type: 'corrected' }, received('complete', 'SF2'), { type: 'accepted' });
  expect(whole).toMatchObject({ state: 'accepted', parcels: [{ state: 'missing' }, { state: 'complete' }] });
  expect(after(posted(), received(), { type: 'accepted' }, { type: 'decided', outcome: 'granted' }, { type: 'resultDelivered' }).state).toBe('delivered');
});

test.each<[string, Side, CrossAct[], CrossAct, string]>([
  ['the intake place does not accept', 'intake', [], { type: 'accepted' }, 'NOT_YOUR_ACT'],
  ['the deciding place does not correct', 'deciding', [], { type: 'corrected' }, 'NOT_YOUR_ACT'],
  ['nothing is decided before it is accepted', 'deciding', [], { type: 'decided', outcome: 'granted' }, 'WRONG_STATE'],
  ['nobody else withdraws for the applicant', 'deciding', [], { type: 'decided', outcome: 'withdrawn' }, 'NO_WITHDRAWAL'],
  ['a parcel is entered once', 'intake', [posted()], posted(), 'PARCEL_KNOWN'],
  ['a parcel that was not posted does not come', 'deciding', [], received(), 'NO_SUCH_PARCEL'],
  ['a parcel comes once', 'deciding', [posted(), received()], received(), 'NO_SUCH_PARCEL'],
  ['nothing is posted for a case that has ended', 'intake', [{ type: 'notAccepted' }], posted(), 'ENDED'],
  ['what has ended is not withdrawn', 'intake', [{ type: 'notAccepted' }], { type: 'withdrawn' }, 'ENDED'],
  ['what has ended does not end again', 'deciding', [{ type: 'notAccepted' }], { type: 'decided', outcome: 'aborted' }, 'ENDED'],
])('%s', (_, side, earlier, act, code) => {
  expect(() => perform(after(...earlier), side, act)).toThrow(expect.objectContaining({ code: `CROSS_PROVINCE.${code}` }));
});

test('after the acceptance a correction leads back to it, and an answer to an earlier request answers no later one', () => {
  const asked = after({ type: 'accepted' }, { type: 'correctionAsked' });
  expect(asked).toMatchObject({ state: 'correcting', requests: 1 });
  expect(advance(asked, { type: 'corrected', request: 1 })).toEqual({ ...after({ type: 'accepted' }), requests: 1 });
  expect(advance(asked, { type: 'resumed' }).state).toBe('accepted');
  expect(() => advance(asked, { type: 'accepted' })).toThrow(expect.objectContaining({ code: 'CROSS_PROVINCE.WRONG_STATE' }));
  const again = after({ type: 'correctionAsked' }, { type: 'accepted' }, { type: 'correctionAsked' });
  expect(() => advance(again, { type: 'corrected', request: 1 })).toThrow(expect.objectContaining({ code: 'CROSS_PROVINCE.WRONG_STATE' }));
  expect(() => advance(after({ type: 'correctionAsked' }), { type: 'resumed' })).toThrow(expect.objectContaining({ code: 'CROSS_PROVINCE.WRONG_STATE' }));
});

test('what is handled online has no papers', () => {
  expect(() => perform(beginStanding('online'), 'intake', posted())).toThrow(expect.objectContaining({ code: 'CROSS_PROVINCE.ONLINE_HAS_NO_PAPERS' }));
  expect(advance(beginStanding('online'), { type: 'accepted' }).state).toBe('accepted');
});

type PlainAct = Exclude<CrossActType, 'papersPosted' | 'papersReceived' | 'decided' | 'corrected'>;

const ANY_ACT: fc.Arbitrary<CrossAct> = fc.oneof(
  fc.constantFrom<PlainAct>('correctionAsked', 'accepted', 'notAccepted', 'suspended', 'resumed', 'resultDelivered', 'withdrawn').map((type): CrossAct => ({ type })),
  fc.constant<CrossAct>({ type: 'corrected' }),
  fc.constantFrom('SF1', 'SF2', 'SF3').map(posted),
  fc.tuple(fc.constantFrom('complete' as const, 'missing' as const), fc.constantFrom('SF1', 'SF2', 'SF3')).map(([result, number]) => received(result, number)),
  fc.constantFrom<Outcome>('granted', 'refused', 'withdrawn', 'aborted').map((outcome): CrossAct => ({ type: 'decided', outcome })),
);

const OTHER: Record<Side, Side> = { intake: 'deciding', deciding: 'intake' };

/** Two places that tell each other what they do, in order but late. */
class TwoPlaces {
  readonly standings: Record<Side, Standing> = { intake: beginStanding('collected'), deciding: beginStanding('collected') };
  private readonly underWay: Record<Side, CrossAct[]> = { intake: [], deciding: [] };

  attempt(side: Side, asked: CrossAct): void {
    const act: CrossAct = asked.type === 'corrected' ? { ...asked, request: this.standings[side].requests ?? 0 } : asked;
    if (this.take(() => { this.standings[side] = perform(this.standings[side], side, act); })) this.underWay[OTHER[side]].push(act);
  }

  deliver(to: Side): void {
    const act = this.underWay[to].shift();
    if (!act) return;
    this.take(() => { this.standings[to] = advance(this.standings[to], act); });
    if (to === 'deciding' && this.standings.deciding.withdrawalAsked && !isEnded(this.standings.deciding)) this.attempt('deciding', { type: 'decided', outcome: 'withdrawn' });
  }

  settle(): void {
    while (this.underWay.intake.length + this.underWay.deciding.length > 0) {
      this.deliver('deciding');
      this.deliver('intake');
    }
  }

  private take(change: () => void): boolean {
    try {
      change();
      return true;
    } catch {
      return false;
    }
  }
}

test('whatever the places do, and however late they hear of it, they agree at the end', () => {
  const step = fc.record({ side: fc.constantFrom<Side>('intake', 'deciding'), act: ANY_ACT, deliver: fc.boolean() });
  fc.assert(fc.property(fc.array(step, { maxLength: 40 }), (steps) => {
    const places = new TwoPlaces();
    for (const { side, act, deliver } of steps) {
      if (deliver) places.deliver(side);
      else places.attempt(side, act);
    }
    places.settle();
    expect(places.standings.intake).toEqual(places.standings.deciding);
  }), { numRuns: 2000 });
});

test('transport is counted once a day, and until today while papers travel', () => {
  const parcel = (trackingNumber: string, postedOn: string, receivedOn?: string) => ({ trackingNumber, postedOn, receivedOn, state: 'complete' as const });
  expect(transportDays([parcel('1', '2026-03-02', '2026-03-05')], '2026-03-20')).toBe(3);
  expect(transportDays([parcel('1', '2026-03-02', '2026-03-05'), parcel('2', '2026-03-04')], '2026-03-07')).toBe(5);
});

test('the timeline says who answers for what comes next', () => {
  const steps = timelineOf([{ type: 'caseForwarded', at: 1 }, { type: 'papersPosted', at: 2 }, { type: 'papersReceived', at: 3 }]);
  expect(steps.map(({ by, next }) => [by, next])).toEqual([['intake', 'deciding'], ['intake', 'carrier'], ['deciding', 'deciding']]);
});
