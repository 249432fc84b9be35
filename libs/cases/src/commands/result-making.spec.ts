import { VirtualClock } from '@onething/kernel';
import type { GlyphSource } from '@onething/seals';
import type { ItemRecord } from '../persistence/case.repository';
import { ResultMaking } from './result-making';

const TYPE = {
  code: 'permit', holder: 'naturalPerson',
  face: [{ code: 'name', name: { zh: '姓名', en: 'Name' }, type: 'text', element: 'applicant.name', required: true }, { code: 'place', name: { zh: '地点', en: 'Place' }, type: 'text', required: true },
    { code: 'use', name: { zh: '用途', en: 'Use' }, type: 'choices', choices: [{ value: 'shop', label: { zh: '店铺', en: 'Shop' } }, { value: 'well', label: { zh: '𠮷井', en: 'Well' } }] }],
  name: { zh: '许可证', en: 'Permit' },
};
const CATALOGUE = {
  items: new Map([['item', { result: { licenceType: 'permit', holder: 'applicant' } }], ['pass', { result: { licenceType: 'permit', holder: 'applicant', photo: 'portrait' } }]]), licenceTypes: new Map([['permit', TYPE]]), elements: new Map(),
  authorities: [{ uscc: 'plain', name: { zh: '天山区卫生健康委员会', en: 'Health' } }, { uscc: 'rare', name: { zh: '𠮷县卫生健康局', en: 'Health' } }],
};
const PHOTOS: Record<string, string> = { 'c/portrait': 'file' };
/** A font without 𠮷. */
const glyphs = { missingIn: (text: string) => [...text].filter((character) => character === '𠮷') } as GlyphSource;

function making(name: string): ResultMaking {
  const stub = (value: object) => value as never;
  return new ResultMaking(
    stub({ getPublished: async () => ({ catalogue: CATALOGUE }) }), stub({ get: async () => ({ form: { 'applicant.name': name } }) }), stub({ find: async () => ({ applicant: 'p' }) }),
    stub({ digest: () => 'digest' }), stub({ findByNumber: async () => undefined }), stub({ findPhoto: async (caseId: string, material: string) => PHOTOS[`${caseId}/${material}`] }), glyphs, new VirtualClock(Date.parse('2026-03-02T02:00:00Z')),
  );
}
const RECORD = { state: { caseId: 'c', scope: { oneThing: 'x', oneThingVersion: 1, item: 'item' } } } as unknown as ItemRecord;

test('a result whose face can be printed is made', async () => {
  await expect(making('王芳').make(RECORD, { place: '天山区' })).resolves.toMatchObject({ licenceType: 'permit', holderPersonId: 'p', face: { name: '王芳', place: '天山区' } });
});

test('a character that no font has is refused before there is a licence, by field and number', async () => {
  await expect(making('王𠮷').make(RECORD, { place: '𠮷野区' })).rejects.toMatchObject({
    code: 'CASES.FACE_INVALID', extra: { fields: [{ field: 'face.name', code: 'CASES.CHARACTER_NOT_PRINTABLE', message: expect.stringContaining('U+20BB7') }, { field: 'face.place' }] },
  });
});

test('and already before the item is granted, as far as the form fills the face', async () => {
  await expect(making('王芳').requirePrintable(RECORD)).resolves.toBeUndefined();
  await expect(making('王𠮷').requirePrintable(RECORD)).rejects.toMatchObject({ code: 'CASES.FACE_INVALID', extra: { fields: [{ field: 'face.name', message: expect.stringContaining('U+20BB7') }] } });
  const by = { state: { ...RECORD.state, authorityUscc: 'rare' } } as ItemRecord;
  await expect(making('王芳').requirePrintable(by)).rejects.toMatchObject({ extra: { fields: [{ field: 'face' }] } });
});

test('so is one in the words of a choice, or in the name of the authority', async () => {
  await expect(making('王芳').make(RECORD, { place: '天山区', use: ['shop'] })).resolves.toBeDefined();
  await expect(making('王芳').make(RECORD, { place: '天山区', use: ['shop', 'well'] })).rejects.toMatchObject({ extra: { fields: [{ field: 'face.use', code: 'CASES.CHARACTER_NOT_PRINTABLE' }] } });
  const by = (authorityUscc: string) => ({ state: { ...RECORD.state, authorityUscc } }) as ItemRecord;
  await expect(making('王芳').make(by('plain'), { place: '天山区' })).resolves.toBeDefined();
  await expect(making('王芳').make(by('rare'), { place: '天山区' })).rejects.toMatchObject({ extra: { fields: [{ field: 'face', code: 'CASES.CHARACTER_NOT_PRINTABLE' }] } });
});

test('the photo is the picture that was handed in for it, if the item says so', async () => {
  const inCase = (caseId: string, item: string) => ({ state: { ...RECORD.state, caseId, scope: { ...RECORD.state.scope, item } } }) as ItemRecord;
  await expect(making('王芳').make(inCase('c', 'pass'), { place: '天山区' })).resolves.toMatchObject({ photoFile: 'file' });
  for (const record of [inCase('d', 'pass'), inCase('c', 'item')]) expect(await making('王芳').make(record, { place: '天山区' })).not.toHaveProperty('photoFile');
});
