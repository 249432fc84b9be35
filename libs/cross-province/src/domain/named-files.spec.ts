import { filesOfCase } from './named-files';

const file = (sha256: string) => ({ sha256, size: 1, contentType: 'image/png', name: `${sha256}.png` });

test('scans and results are found where they were named, each once', () => {
  const found = filesOfCase({
    materials: [{ code: 'old-card', files: [file('a'), file('b')] }],
    acts: [
      { type: 'caseForwarded', detail: { content: 'digest' } }, { type: 'corrected', detail: { answers: {}, materials: [{ code: 'photo', files: [file('c'), file('a')] }] } },
      { type: 'decided', detail: { files: [file('d')] } }, { type: 'resultDelivered', detail: { files: [file('d'), file('e')] } }, { type: 'withdrawn', detail: { files: [file('x')] } },
    ],
  });
  expect(found.map(({ sha256, by, step, material }) => [sha256, by, step, material])).toEqual([
    ['a', 'intake', 'caseForwarded', 'old-card'], ['b', 'intake', 'caseForwarded', 'old-card'], ['c', 'intake', 'corrected', 'photo'],
    ['d', 'deciding', 'decided', undefined], ['e', 'deciding', 'resultDelivered', undefined],
  ]);
});

test('what was erased names nothing', () => {
  expect(filesOfCase({ acts: [{ type: 'corrected' }, { type: 'decided' }] })).toEqual([]);
});
