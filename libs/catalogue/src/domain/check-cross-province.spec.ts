import { checkCrossProvinceItem, checkPeerItem, checkUniqueNationalCodes } from './check-cross-province';
import type { Catalogue, CrossProvinceItem, DataElement, FormCheckDefinition, ServiceItem } from './model';
import { knownCodes } from './rule-problem';

const text = { zh: '文', en: 'Text' };
const check = (code: string, about: FormCheckDefinition['about']): [string, FormCheckDefinition] => [code, { code, text, about }];

const ITEM: CrossProvinceItem = {
  code: 'id-card', number: 20, name: text, nationalCode: '002009901000', department: 'publicSecurity', mode: 'collected',
  decidedBy: { rule: 'householdRegistration', element: 'applicant.householdDivision' }, formChecks: ['person', 'form', 'booklet'], serviceItem: 'renewal',
};
const RENEWAL = {
  code: 'renewal', department: 'publicSecurity', itemType: '20', crossRegion: 'nation', onlineDepth: 3, handlingForms: ['1', '4'],
  form: [{ element: 'applicant.householdDivision', required: true }, { element: 'applicant.name', required: true }],
} as ServiceItem;

function problemsOf(change: Partial<CrossProvinceItem>, renewal: Partial<ServiceItem> = {}): string[] {
  const item = { ...ITEM, ...change };
  const catalogue = {
    elements: new Map([['applicant.householdDivision', { type: 'division' } as DataElement], ['applicant.name', { type: 'text' } as DataElement]]),
    departments: new Map([['publicSecurity', { code: 'publicSecurity', name: text, digits: '09' }], ['health', { code: 'health', name: text, digits: '23' }]]),
    items: new Map([['renewal', { ...RENEWAL, ...renewal }]]),
    formChecks: new Map([check('person', 'identity'), check('form', 'form'), check('booklet', 'original')]),
    crossProvinceItems: new Map([[item.code, item]]),
    materials: new Map(), licenceTypes: new Map(), authorities: [], divisions: new Map(), oneThings: new Map(),
  } as unknown as Catalogue;
  const problems: string[] = [];
  checkCrossProvinceItem({ catalogue, known: knownCodes(catalogue) }, item, (path, message) => problems.push(`${path.join('.')}: ${message}`));
  return problems;
}

test('a complete item that is sound has no problem, and neither has one that is listed only', () => {
  expect(problemsOf({})).toEqual([]);
  expect(problemsOf({ serviceItem: undefined, decidedBy: { rule: 'householdRegistration' } })).toEqual([]);
});

test.each<[Partial<CrossProvinceItem>, string]>([
  [{ department: 'helth', serviceItem: undefined, decidedBy: { rule: 'residence' } }, 'department: there is no department `helth`'],
  [{ nationalCode: '002023901000' }, 'nationalCode: digits 5 and 6 of the national code are 23, but department `publicSecurity` has 09'],
  [{ nationalCode: '000709901000' }, 'nationalCode: digits 3 and 4 of the national code are 07, but service item `renewal` is of type 20'],
  [{ decidedBy: { rule: 'anywhere' } }, 'decidedBy.rule: an item of mode collected (异地代收代办) needs a place that decides it, but the rule is anywhere'],
  [{ formChecks: ['form'] }, 'formChecks: the window of an item of mode collected (异地代收代办) is not told to look at who applies'],
  [{ formChecks: ['person'] }, 'formChecks: the window of an item of mode collected (异地代收代办) is not told to look at how the form is filled in'],
  [{ formChecks: ['person', 'form', 'bookle'] }, 'formChecks.2: there is no form check `bookle`'],
  [{ formChecks: ['person', 'form', 'form'] }, 'formChecks.2: form check `form` stands twice in this list'],
  [{ serviceItem: 'renewel' }, 'serviceItem: there is no service item `renewel`'],
  [{ serviceItem: undefined }, 'decidedBy.element: the item is listed only, and no form asks for the element'],
  [{ decidedBy: { rule: 'property' } }, 'decidedBy: the item is complete, but no data element says where the property lies'],
  [{ decidedBy: { rule: 'householdRegistration', element: 'applicant.name' } }, 'decidedBy.element: element `applicant.name` is of type text, not a division'],
])('%j is refused', (change, problem) => {
  expect(problemsOf(change)).toEqual([problem]);
});

test.each<[Partial<CrossProvinceItem>, Partial<ServiceItem>, string]>([
  [{}, { crossRegion: 'city' }, 'serviceItem: service item `renewal` is not for applicants of other provinces'],
  [{}, { department: 'health' }, 'serviceItem: service item `renewal` belongs to `health`, not to `publicSecurity`'],
  [{}, { handlingForms: ['4'] }, 'mode: the mode is collected (异地代收代办), but service item `renewal` is not handled at windows'],
  [{ mode: 'online', formChecks: ['person'] }, {}, 'mode: the mode is online (全程网办), but service item `renewal` has online depth 3'],
  [{ mode: 'online' }, { onlineDepth: 4 }, 'formChecks.2: the item is handled wholly online (全程网办), but `booklet` looks at an original, which has to be brought'],
  [{}, { form: [{ element: 'applicant.householdDivision', required: false }] },
    'decidedBy.element: the form of service item `renewal` does not always ask for `applicant.householdDivision`, so that the place may stay unknown'],
  [{ mode: 'online', formChecks: ['person'], decidedBy: { rule: 'anywhere', element: 'applicant.householdDivision' } }, { onlineDepth: 4 },
    'decidedBy.element: the item is decided anywhere, and no place is asked for'],
])('%j with a service item of %j is refused', (change, renewal, problem) => {
  expect(problemsOf(change, renewal)).toEqual([problem]);
});

test('a number and a national code belong to one item', () => {
  const items = [ITEM, { ...ITEM, code: 'other', number: 21 }, { ...ITEM, code: 'third', nationalCode: '002009902000' }];
  const catalogue = { crossProvinceItems: new Map(items.map((item) => [item.code, item])) } as Catalogue;
  expect(checkUniqueNationalCodes(catalogue).map(({ code, path, message }) => [code, path[0], message])).toEqual([
    ['other', 'nationalCode', 'the national code 002009901000 already belongs to `id-card`'],
    ['third', 'number', 'the number 20 already belongs to `id-card`'],
  ]);
});

test.each<[Partial<CrossProvinceItem>, string, string[]]>([
  [{ mode: 'joint' }, 'applicant.householdDivision', []],
  [{ mode: 'joint' }, 'applicant.name', ['items.1.handledBy.peer: the deciding place of `renewal` is found by `applicant.householdDivision`']],
  [{ mode: 'collected' }, 'applicant.householdDivision', ['items.1.handledBy: `renewal` is no cross-province item of mode joint (多地联办) with a process']],
  [{ mode: 'joint', serviceItem: undefined }, 'applicant.householdDivision', ['items.1.handledBy: `renewal` is no cross-province item of mode joint (多地联办) with a process']],
])('of %j an item of a one-thing goes to another province by %s: %j', (change, peer, expected) => {
  const catalogue = { crossProvinceItems: new Map([['id-card', { ...ITEM, ...change }]]) } as unknown as Catalogue;
  const problems: string[] = [];
  checkPeerItem({ catalogue } as never, { item: 'renewal', handledBy: { peer } }, 1, (path, message) => problems.push(`${path.join('.')}: ${message}`));
  expect(problems).toEqual(expected);
});
