import fc from 'fast-check';
import { type Presentation, readPresentationCode, writePresentationCode } from './presentation-code';
import { presentedValue } from './presented-face';

const uuids = fc.uuid();
const signatures = fc.uint8Array({ minLength: 68, maxLength: 72 }).map((bytes) => Buffer.from(bytes).toString('base64'));
const presentations = fc.record<Presentation>({ id: uuids, versionId: uuids, personId: uuids, expiresAt: fc.integer({ min: 0, max: 2 ** 32 - 1 }).map((seconds) => seconds * 1000) });

test('what is written is read, also with the address before it', () => {
  fc.assert(fc.property(presentations, signatures, (presentation, signature) => {
    const code = writePresentationCode({ presentation, key: 's1', signature });
    expect(readPresentationCode(code)).toEqual({ presentation, key: 's1', signature });
    expect(readPresentationCode(` https://example.gov.cn/work/presented#${code}\n`)).toEqual({ presentation, key: 's1', signature });
    expect(code.length).toBeLessThan(220);
  }));
});

test('anything else is no code', () => {
  fc.assert(fc.property(fc.string({ maxLength: 300 }), (text) => {
    expect(() => readPresentationCode(text)).toThrow('LICENCES.PRESENTATION_UNREADABLE');
  }));
});

test.each([
  ['naturalPerson', { code: 'name', type: 'text' }, '张小明', '张*明'],
  ['naturalPerson', { code: 'other', type: 'text', mask: 'name' }, '张小明', '张*明'],
  ['naturalPerson', { code: 'citizenNumber', type: 'citizenId' }, '110101199003070011', '110101********0011'],
  ['naturalPerson', { code: 'address', type: 'address' }, '新疆乌鲁木齐市天山区解放北路1号', '新疆乌鲁木齐市天山区***'],
  ['naturalPerson', { code: 'members', type: 'longText' }, '张三 李四', '***'],
  ['naturalPerson', { code: 'vehicleClass', type: 'text' }, 'C1', 'C1'],
  ['legalPerson', { code: 'name', type: 'text', mask: 'name' }, '好味道餐饮有限公司', '好味道餐饮有限公司'],
  ['legalPerson', { code: 'address', type: 'address' }, '新疆乌鲁木齐市天山区解放北路1号', '新疆乌鲁木齐市天山区解放北路1号'],
  ['legalPerson', { code: 'ownerNumber', type: 'citizenId' }, '110101199003070011', '110101********0011'],
] as const)('%s: %j', (kind, field, value, shown) => expect(presentedValue(field, value, kind)).toBe(shown));
