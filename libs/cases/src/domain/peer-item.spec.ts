import { peerCommand, type PeerNews } from './peer-item';

const from = (state: string, step: string | null = null, correctionsAsked = 0) => ({ state, step, correctionsAsked, answersDigest: 'd' });
const asked: PeerNews = { type: 'correctionAsked', points: [{ field: 'form.a.b', reason: '改' }] };

test.each<[string, PeerNews, ReturnType<typeof from>, object | undefined]>([
  ['the receipt comes before the acceptance', { type: 'accepted' }, from('submitted'), { type: 'receive' }],
  ['then it is accepted', { type: 'accepted' }, from('received'), { type: 'accept' }],
  ['also without the correction that was asked for', { type: 'accepted' }, from('correcting'), { type: 'answerCorrection', answersDigest: 'd' }],
  ['told again it changes nothing', { type: 'accepted' }, from('handling', 'peer'), undefined],
  ['a correction before the acceptance', asked, from('received'), { type: 'askCorrection' }],
  ['a second one', asked, from('received', null, 1), { type: 'askCorrectionAgain' }],
  ['one after the acceptance', asked, from('handling', 'peer', 1), { type: 'askCorrection' }],
  ['one that waits already', asked, from('handling', '$correction', 1), undefined],
  ['a procedure that is not known here', { type: 'suspended', procedure: 'special', reason: '', from: '2026-03-02' }, from('handling', 'peer'), { type: 'startProcedure', kind: 'other' }],
  ['its end', { type: 'resumed' }, from('handling', '$procedure'), { type: 'endProcedure' }],
  ['a correction that did not come', { type: 'resumed' }, from('handling', '$correction'), { type: 'expire' }],
  ['not accepted', { type: 'notAccepted', reason: '不属于本机关' }, from('submitted'), { type: 'notAccept' }],
  ['not accepted while a correction is awaited', { type: 'notAccepted', reason: '逾期' }, from('correcting'), { type: 'end' }],
  ['granted', { type: 'decided', outcome: 'granted', reason: '' }, from('handling', 'peer'), { type: 'decide', outcome: 'grant' }],
  ['refused', { type: 'decided', outcome: 'refused', reason: '不符' }, from('handling', 'peer'), { type: 'decide', outcome: 'refuse', reasons: '不符' }],
  ['withdrawn', { type: 'decided', outcome: 'withdrawn', reason: '' }, from('submitted'), { type: 'withdraw' }],
  ['ended', { type: 'decided', outcome: 'aborted', reason: '终止' }, from('received'), { type: 'end' }],
])('%s', (_, news, standing, expected) => {
  const command = peerCommand(news, standing);
  if (expected === undefined) expect(command).toBeUndefined();
  else expect(command).toMatchObject(expected);
});
