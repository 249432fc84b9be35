import type { MergedField } from '../../shared/rules';

type Texts = (key: string) => string;
const TYPES = [
  'text', 'longText', 'number', 'integer', 'money', 'date', 'dateTime', 'boolean', 'choice', 'choices', 'citizenId', 'uscc', 'mobile', 'email',
  'postalCode', 'bankCard', 'division', 'address',
] as const;

/** One field of every type that a merged form may have. */
export function sampleFields(t: Texts): MergedField[] {
  const named = (key: string) => ({ zh: t(key), en: t(key) });
  const choices = ['one', 'two', 'three'].map((value) => ({ value, label: named(`design.choice.${value}`) }));
  const fieldOf = (type: MergedField['type']): MergedField => ({
    element: `case.${type}`, name: named(`design.type.${type}`), type, subject: 'case', required: type !== 'email', askedBy: [], when: [],
    validation: type === 'integer' ? { min: 1, max: 12 } : {}, filledByResult: false, sensitivity: 'public', mask: 'none',
    ...((type === 'choice' || type === 'choices') && { choices }),
  });
  const list: MergedField = {
    ...fieldOf('list'), members: [
      { code: 'name', name: named('design.type.text'), type: 'text', required: true },
      { code: 'role', name: named('design.type.choice'), type: 'choice', required: true, choices },
    ],
  };
  return [...TYPES.map(fieldOf), { ...fieldOf('text'), element: 'case.known', prefill: { account: 'name' } }, list];
}
