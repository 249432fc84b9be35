import { bundleStage } from './bundle-stage';

const items = (...states: string[]) => states.map((state) => ({ state }));

describe('the stage of a one-thing', () => {
  it.each([
    ['submitted', ['submitted', 'received', 'waiting']],
    ['submitted', ['returned', 'correcting']],
    ['partlyAccepted', ['handling', 'received', 'waiting']],
    ['partlyAccepted', ['handling', 'returned']],
    ['accepted', ['handling', 'handling', 'waiting']],
    ['partlyEnded', ['granted', 'handling']],
    ['partlyEnded', ['notAccepted', 'handling']],
    ['partlyEnded', ['expired', 'submitted']],
    ['partlyEnded', ['ended', 'submitted']],
  ])('is %s while its items are %j', (stage, states) => expect(bundleStage('handling', items(...states))).toBe(stage));

  it('says after the end whether everything was granted', () => {
    expect(bundleStage('completed', items('granted', 'granted'))).toBe('completed');
    expect(bundleStage('completed', items('granted', 'expired'))).toBe('partlyGranted');
  });

  it.each(['draft', 'delivered', 'discarded'])('is the state itself: %s', (state) => expect(bundleStage(state, [])).toBe(state));
});
