import { join } from 'node:path';
import { loadCatalogue } from '@onething/catalogue';
import { DEMO_RESIDENTS } from '@onething/identity';
import { demoLicences } from './demo-licence-faces';

const CATALOGUE = join(__dirname, '../../../../config/catalogue');

describe('licences of the demonstration', () => {
  it('fill every field that their type prints, with its choices, and no other', async () => {
    const { licenceTypes, elements, departments } = (await loadCatalogue([CATALOGUE])).catalogue;
    for (const { typeCode, face, department, holder } of demoLicences(DEMO_RESIDENTS)) {
      const type = licenceTypes.get(typeCode)!;
      const kind = DEMO_RESIDENTS.find(({ login }) => login === holder)!.kind;
      expect({ typeCode, department, holder: type.holder }).toEqual({ typeCode, department: type.department, holder: `${kind}Person` });
      expect(departments.has(department)).toBe(true);
      const required = type.face.filter((field) => field.required).map((field) => field.code);
      expect(Object.keys(face)).toEqual(expect.arrayContaining(required));
      expect(type.face.map((field) => field.code)).toEqual(expect.arrayContaining(Object.keys(face)));
      for (const field of type.face.filter(({ type: fieldType }) => fieldType === 'choice')) {
        const choices = field.choices ?? elements.get(field.element!)!.choices!;
        expect(choices.map((choice) => choice.value)).toContain(face[field.code]);
      }
    }
  });

  it('have each number once in its type', () => {
    const numbers = demoLicences(DEMO_RESIDENTS).map(({ typeCode, number }) => `${typeCode} ${number}`);
    expect(new Set(numbers).size).toBe(numbers.length);
  });

  it('name a resident who is missing', () => {
    expect(() => demoLicences(DEMO_RESIDENTS.filter(({ login }) => login !== 'father'))).toThrow('"father"');
  });
});
