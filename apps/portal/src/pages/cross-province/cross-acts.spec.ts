import { type CrossActName, kindOf, possibleActs } from './cross-acts';

const parcel = { trackingNumber: 'E1', postedOn: '2026-03-02', state: 'onItsWay' as const };

test.each<[string, Parameters<typeof possibleActs>, CrossActName[]]>([
  ['a case that was taken in', [{ side: 'intake', state: 'forwarded', mode: 'collected', parcels: [] }, false], ['papersPosted', 'withdrawn']],
  ['one without papers', [{ side: 'intake', state: 'correcting', mode: 'online', parcels: [] }, false], ['corrected', 'withdrawn']],
  ['one that is to be decided', [{ side: 'deciding', state: 'forwarded', mode: 'collected', parcels: [parcel] }, false], ['papersReceived', 'accepted', 'correctionAsked']],
  ['the same for a head', [{ side: 'deciding', state: 'accepted', mode: 'online', parcels: [] }, true], ['suspended', 'decided']],
  ['one that its own process handles', [{ side: 'deciding', state: 'forwarded', mode: 'collected', parcels: [parcel], handledAs: { caseId: '1', itemId: '2' } }, true], ['papersReceived']],
  ['an item of a one-thing', [{ side: 'intake', state: 'correcting', mode: 'joint', parcels: [], partOf: { caseId: '1', itemId: '2' } }, false], ['papersPosted']],
  ['an end', [{ side: 'deciding', state: 'delivered', mode: 'online', parcels: [] }, true], []],
])('%s', (_, given, acts) => {
  expect(possibleActs(...given)).toEqual(acts);
});

test('each act goes to its own address', () => {
  expect((['withdrawn', 'accepted', 'decided'] as const).map(kindOf)).toEqual(['intake', 'handling', 'decision']);
});
