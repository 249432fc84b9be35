import type { BundlePlan, MergedField } from '@onething/catalogue';
import type { Role } from '@onething/kernel';
import { maskForm, needsWhole } from './disclosure';

const at = (stateName: string, more: { claimedByColleague?: boolean; ended?: boolean } = {}) => ({ claimedByColleague: false, ended: false, stateName, ...more });
const sees = (role: Role, viewing: ReturnType<typeof at>) => needsWhole({ roles: [role], ...viewing });

test.each<[Role, boolean, boolean, boolean, boolean, boolean]>([
  // role, intake, intake claimed by a colleague, examination, examination claimed, after the end
  ['clerk', true, false, true, false, false],
  ['reviewer', true, false, true, false, false],
  ['head', true, true, true, true, false],
  ['windowClerk', true, false, false, false, false],
  ['supervisor', false, false, false, false, false],
  ['administrator', false, false, false, false, false],
  ['resident', false, false, false, false, false],
])('%s sees the fields of the item whole as far as the work needs them', (role, intake, claimedIntake, examination, claimedExamination, ended) => {
  expect([
    sees(role, at('received')), sees(role, at('received', { claimedByColleague: true })), sees(role, at('handling')), sees(role, at('handling', { claimedByColleague: true })),
    sees(role, at('granted', { ended: true })),
  ]).toEqual([intake, claimedIntake, examination, claimedExamination, ended]);
});

test('one role that needs it is enough', () => expect(needsWhole({ roles: ['windowClerk', 'reviewer'], ...at('handling') })).toBe(true));

const field = (element: string, more: Partial<MergedField>): MergedField => ({
  element, name: { zh: element, en: element }, type: 'text', subject: 'applicant', required: true, askedBy: ['x'], when: [], validation: {}, filledByResult: false,
  sensitivity: 'personal', mask: 'full', ...more,
});
const FORM: BundlePlan['form'] = [{
  subject: 'applicant', name: { zh: '申请人', en: 'Applicant' },
  fields: [
    field('applicant.name', { mask: 'name' }), field('applicant.citizenId', { type: 'citizenId', sensitivity: 'sensitive', mask: 'citizenId' }),
    field('case.seats', { type: 'integer', sensitivity: 'public', mask: 'none' }), field('child.birthWeight', { type: 'integer', sensitivity: 'sensitive' }),
    field('case.staff', {
      type: 'list', mask: 'none',
      members: [
        { code: 'name', name: { zh: '姓名', en: 'Name' }, type: 'text', required: true, mask: 'name' },
        { code: 'job', name: { zh: '岗位', en: 'Job' }, type: 'text', required: true, mask: 'none' },
      ],
    }),
  ],
}];

test('values are masked by class, lists by their members, and it is said which', () => {
  const { values, masked } = maskForm(FORM, {
    'applicant.name': '王小丽', 'applicant.citizenId': '650102199001010017', 'case.seats': 40, 'child.birthWeight': 3200,
    'case.staff': [{ name: '张三', job: 'cook', forgotten: 'x' }], 'unknown.field': 'y',
  });
  expect(values).toEqual({
    'applicant.name': '王*丽', 'applicant.citizenId': '650102********0017', 'case.seats': 40, 'child.birthWeight': '***',
    'case.staff': [{ name: '张*', job: 'cook', forgotten: '***' }], 'unknown.field': '***',
  });
  expect(masked).toEqual(['applicant.name', 'applicant.citizenId', 'child.birthWeight', 'case.staff', 'unknown.field']);
});
