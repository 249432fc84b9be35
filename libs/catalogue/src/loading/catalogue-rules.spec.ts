import { join } from 'node:path';
import { checkCatalogue } from '../domain/check';
import type { Catalogue, CanonicalMaterial, DataElement, LicenceType, OneThing, ServiceItem } from '../domain/model';
import { fieldName } from './catalogue-problem';
import { loadCatalogue } from './load-catalogue';

let valid: Catalogue;

beforeAll(async () => {
  valid = (await loadCatalogue([join(__dirname, '../../../../test/fixtures/catalogue-valid')])).catalogue;
});

/** What the check says after one change to the valid catalogue. */
function problemsAfter(change: (catalogue: Catalogue) => void): string[] {
  const catalogue = structuredClone(valid);
  change(catalogue);
  return checkCatalogue(catalogue).map(
    (problem) => `${fieldName(`${problem.kind}[${problem.code}]`, problem.path)}: ${problem.message}`,
  );
}

/** A change to the valid catalogue, and everything that the check then says. */
type Case = [change: (catalogue: Catalogue) => void, ...problems: string[]];

function each(cases: Case[]): void {
  test.each(cases.map(([change, ...problems]) => ({ change, problems })))('$problems.0', ({ change, problems }) => {
    expect(problemsAfter(change)).toEqual(problems);
  });
}

const birth = (catalogue: Catalogue): ServiceItem => catalogue.items.get('birth-certificate-issue')!;
const household = (catalogue: Catalogue): ServiceItem => catalogue.items.get('household-registration')!;
const newborn = (catalogue: Catalogue): OneThing => catalogue.oneThings.get('newborn')!;
const element = (catalogue: Catalogue, code: string): DataElement => catalogue.elements.get(code)!;
const material = (catalogue: Catalogue, code: string): CanonicalMaterial => catalogue.materials.get(code)!;
const licence = (catalogue: Catalogue, code: string): LicenceType => catalogue.licenceTypes.get(code)!;
const BIRTH = 'serviceItems[birth-certificate-issue]';
const HOUSEHOLD = 'serviceItems[household-registration]';
const NEWBORN = 'oneThings[newborn]';

describe('divisions, departments, authorities and licence types', () => {
  each([
    [
      (c) => delete c.divisions.get('650100')!.parent,
      'divisions[650100]: division `650100` does not say to which division it belongs',
    ],
    [
      (c) => (c.divisions.get('650000')!.parent = '650100'),
      'divisions[650000].parent: `650000` is a province and has no division above',
    ],
    [(c) => (c.divisions.get('650100')!.parent = '650900'), 'divisions[650100].parent: there is no division `650900`'],
    [
      (c) => c.departments.set('finance', { code: 'finance', name: { zh: '财政局', en: 'Finance' }, digits: '09' }),
      'departments[finance].digits: the digits 09 already belong to `publicSecurity`',
    ],
    [(c) => (c.authorities[1]!.division = '650200'), 'authorities[11650100MBX7B004XU].division: there is no division `650200`'],
    [
      (c) => c.authorities.pop(),
      `${HOUSEHOLD}.department: no authority of department \`publicSecurity\` exists, so that nobody could handle the item`,
    ],
    [
      (c) => (licence(c, 'birth-certificate').face[2]!.type = 'text'),
      'licenceTypes[birth-certificate].face[2].type: face field `birthDate` is of type text, but `child.birthDate` fills it with date',
    ],
    [
      (c) => delete licence(c, 'household-page').face[2]!.choices,
      'licenceTypes[household-page].face[2]: face field `relation` has no choices',
    ],
    [
      (c) => (licence(c, 'birth-certificate').face[1]!.element = 'child.nam'),
      'licenceTypes[birth-certificate].face[1].element: there is no data element `child.nam`',
    ],
    [
      (c) => (licence(c, 'household-page').typeCode = licence(c, 'birth-certificate').typeCode),
      'licenceTypes[household-page].typeCode: the type code 11650100MBX7B0170T101 already belongs to `birth-certificate`',
    ],
    [
      (c) => (licence(c, 'household-page').department = 'health'),
      `${HOUSEHOLD}.result.licenceType: licence type \`household-page\` is issued by \`health\`, not by \`publicSecurity\``,
    ],
    [
      (c) => (household(c).result!.photo = household(c).materials[0]!.material),
      `${HOUSEHOLD}.result.photo: licence type \`household-page\` has no place for a photo`,
    ],
    [
      (c) => {
        licence(c, 'household-page').photo = true;
        household(c).result!.photo = 'portrait';
      },
      `${HOUSEHOLD}.result.photo: the item asks for no material \`portrait\``,
    ],
    [
      (c) => {
        const page = licence(c, 'household-page');
        page.photo = true;
        page.face[2]!.code = 'photo';
      },
      'licenceTypes[household-page].face: the photo has the name `photo` in the metadata',
    ],
  ]);
});

describe('data elements', () => {
  each([
    [(c) => (element(c, 'child.name').name.en = '孩子姓名'), 'dataElements[child.name].name.en: the English text is Chinese'],
    [(c) => delete element(c, 'case.relatives').members, 'dataElements[case.relatives]: an element of type list has no members'],
    [
      (c) => (element(c, 'child.weight').members = element(c, 'case.relatives').members!),
      'dataElements[child.weight].members: an element of type number has no members',
    ],
    [
      (c) => (element(c, 'child.weight').validation = { maxLength: 5 }),
      'dataElements[child.weight].validation.maxLength: `maxLength` means nothing for type number',
    ],
    [
      (c) => (element(c, 'child.weight').validation = { min: 9, max: 1 }),
      'dataElements[child.weight].validation.min: `min` 9 is above `max` 1: nothing is allowed',
    ],
    [
      (c) => (element(c, 'child.name').validation!.pattern = '^[a-$'),
      'dataElements[child.name].validation.pattern: the pattern is no regular expression: Range out of order in character class',
    ],
    [
      (c) => element(c, 'child.sex').choices!.push(element(c, 'child.sex').choices![0]!),
      'dataElements[child.sex].choices[2].value: value `male` stands twice in this list',
    ],
    [
      (c) => (element(c, 'child.name').prefill = { account: 'name' }),
      'dataElements[child.name].prefill.account: the account knows nothing of `child`',
    ],
    [
      (c) => delete element(c, 'child.citizenNumber').prefill,
      'dataElements[child.citizenNumber].filledByResult: it is not said which result fills the element',
    ],
    [
      (c) => (element(c, 'child.weight').prefill = { licenceType: 'household-page', face: 'citizenNumber' }),
      'dataElements[child.weight].prefill.face: face field `citizenNumber` is of type citizenId, but the element of type number',
    ],
  ]);
});

describe('materials', () => {
  each([
    [
      (c) => delete material(c, 'household-register').sourceNote,
      'materials[household-register]: material `household-register` does not say who issues it',
    ],
    [
      (c) => (material(c, 'application-form').kind = '3'),
      'materials[application-form].replacedBy[0].by: the merged form cannot replace a material of kind 3',
    ],
    [
      (c) => (material(c, 'household-register').replacedBy[1] = { by: 'sharedDatum', datum: 'x', source: 'police' }),
      'materials[household-register].replacedBy[1].source: there is no department `police`',
    ],
    [
      (c) => (material(c, 'clinic-record').replacedBy = [{ by: 'onlineAuthorisation' }, { by: 'onlineAuthorisation' }]),
      'materials[clinic-record].replacedBy[1]: the same replacement stands twice',
    ],
    [
      (c) => (material(c, 'household-register').subject = 'case'),
      'materials[household-register].replacedBy[0].licenceType: nobody holds a licence of a material whose subject is `case`',
    ],
  ]);
});

describe('fields of a service item', () => {
  each([
    [(c) => (birth(c).baseCode = '990723001000'), `${BIRTH}.baseCode: the base code begins with 99, which is no province`],
    [(c) => (birth(c).baseCode = '000723000000'), `${BIRTH}.baseCode: digits 7 to 9 of the base code are 000`],
    [
      (c) => (birth(c).reviewType = 'instant'),
      `${BIRTH}.reviewType: an item that is reviewed at once (即审即办) is promised in 0 days`,
      `${BIRTH}.process.steps[0].kind: the item is reviewed at once, but its process has a step of kind examination`,
    ],
    [(c) => (birth(c).caseType = '1'), `${BIRTH}.caseType: a case of type 1 (即办件) is promised in 0 days`],
    [
      (c) => (birth(c).handlingForms = ['1']),
      `${BIRTH}.handlingForms: the item is handled online, but neither on the web nor on mobile`,
    ],
    [
      (c) =>
        Object.assign(birth(c), {
          online: false,
          onlineDepth: 3,
          handlingForms: ['1'],
          visitReason: { zh: '须到窗口', en: 'At the counter' },
        }),
      `${BIRTH}.onlineDepth: depth 3 is not possible without online handling`,
    ],
    [
      (c) => Object.assign(birth(c), { online: false, onlineDepth: 1, handlingForms: ['1'], visits: [] }),
      `${BIRTH}.handlingForms: the item is neither handled online nor costs a visit`,
    ],
    [
      (c) => (birth(c).visitReason = { zh: '须本人到场', en: 'In person' }),
      `${BIRTH}.visitReason.zh: online handling costs no visit, but there is a reason for one`,
    ],
    [(c) => (birth(c).fee.onlinePayment = true), `${BIRTH}.fee.onlinePayment: nothing is charged, but it can be paid online`],
    [(c) => (birth(c).fee.basis = '某文件'), `${BIRTH}.fee.basis: nothing is charged, but there is a basis for it`],
    [(c) => delete household(c).fee.items, `${HOUSEHOLD}.fee: a fee is charged, but not for what`],
    [(c) => (birth(c).result!.holder = 'case'), `${BIRTH}.result.holder: a matter cannot hold a licence`],
    [
      (c) => (birth(c).topics.natural = []),
      `${BIRTH}.topics.natural: the item serves natural persons, but has no topic for them`,
    ],
    [(c) => delete birth(c).powerSource, `${BIRTH}: an administrative power (type 07) does not say where it comes from`],
    [
      (c) => {
        Object.assign(birth(c), { itemType: '01', baseCode: '000123001000' });
        birth(c).faq = household(c).faq;
        birth(c).process.steps[0]!.kind = 'publicNotice';
      },
      `${BIRTH}.process.steps: a licence (行政许可) that is not decided at once has no step of kind examination (审核)`,
    ],
  ]);
});

describe('lists of a service item', () => {
  each([
    [
      (c) => birth(c).form.push(birth(c).form[0]!),
      `${BIRTH}.form[4].element: element \`applicant.name\` stands twice in this list`,
    ],
    [
      (c) => (household(c).form[2]!.choices = ['femal']),
      `${HOUSEHOLD}.form[2].choices[0]: element \`child.sex\` has no choice 'femal'`,
    ],
    [
      (c) => (birth(c).form[3]!.choices = ['x']),
      `${BIRTH}.form[3].choices: element \`child.weight\` is of type number and has no choices`,
    ],
    [
      (c) => (birth(c).form[3]!.validation = { max: 12 }),
      `${BIRTH}.form[3].validation.max: \`max\` 12 is looser than 9 of the data element`,
    ],
    [
      (c) => (birth(c).form[3]!.validation = { min: 10 }),
      `${BIRTH}.form[3].validation: together with the data element nothing is allowed between \`min\` and \`max\``,
    ],
    [
      (c) => birth(c).materials.push(birth(c).materials[0]!),
      `${BIRTH}.materials[3].material: material \`application-form\` stands twice in this list`,
    ],
    [
      (c) => (birth(c).materials[1]!.copies = 0),
      `${BIRTH}.materials[1]: material \`household-register\` is on paper, but neither an original nor a copy is asked for`,
    ],
    [
      (c) => (birth(c).visits[0]!.because = { original: 'birth-certificate' }),
      `${BIRTH}.visits[0].because.original: the item does not ask for material \`birth-certificate\``,
    ],
    [
      (c) => (birth(c).visits[0]!.phase = 'handling'),
      `${BIRTH}.visits[0].phase: a visit because of a counter cannot be in phase handling`,
    ],
    [
      (c) => (birth(c).form[3]!.when = 'form.child.sex == "male"'),
      `${BIRTH}.form[3].when: the condition asks for \`form.child.sex\`, but there is no such data element here`,
    ],
    [
      (c) => (birth(c).materials[2]!.when = 'q.maried'),
      `${BIRTH}.materials[2].when: the condition asks for \`q.maried\`, but there is no such question here (within one-thing newborn)`,
    ],
  ]);
});

describe('processes', () => {
  const steps = (c: Catalogue): ServiceItem['process']['steps'] => birth(c).process.steps;
  each([
    [(c) => (birth(c).process.start = 'exam'), `${BIRTH}.process.start: the process starts at \`exam\`, which is no step`],
    [
      (c) => (household(c).process.steps[1]!.outcomes[1]!.code = 'agreed'),
      `${HOUSEHOLD}.process.steps[1].outcomes[1].code: outcome \`agreed\` stands twice in this list`,
    ],
    [
      (c) => (steps(c)[0]!.outcomes[0]!.decides = 'grant'),
      `${BIRTH}.process.steps[0].outcomes[0].decides: a step of kind examination decides nothing`,
    ],
    [
      (c) => (steps(c)[0]!.outcomes[0]!.when = 'form.child.weight >= 1.5'),
      `${BIRTH}.process.steps[0].outcomes: every way out of step \`examine\` has a condition; when none is met the case is stuck`,
    ],
    [(c) => (steps(c)[0]!.reviewers = 2), `${BIRTH}.process.steps[0].reviewers: a step of kind examination has one person only`],
    [
      (c) => (steps(c)[0]!.outcomes[0]!.to = '@refused'),
      `${BIRTH}.process.steps[0].outcomes[0].to: a way ends at @refused without a refusing decision`,
    ],
    [
      (c) => steps(c)[1]!.outcomes.push({ code: 'skip', name: { zh: '直接通过', en: 'Skip' }, to: '@granted' }),
      `${BIRTH}.process.steps[1].outcomes[1].to: a way ends at @granted without a granting decision`,
    ],
    [
      (c) => (steps(c)[2]!.outcomes[1]!.to = '@granted'),
      `${BIRTH}.process.steps[2].outcomes[1].to: a way ends at @granted without a granting decision`,
    ],
    [
      (c) => steps(c)[3]!.outcomes.push({ code: 'again', name: { zh: '重制', en: 'Again' }, to: 'make' }),
      `${BIRTH}.process.steps[3].outcomes[0].to: a way ends at @granted on which the result is made more than once`,
    ],
    [(c) => delete birth(c).result, `${BIRTH}.process.steps[3].kind: step \`make\` makes a result, but the item has none`],
    [
      (c) => (steps(c)[3]!.outcomes[0]!.to = '@refused'),
      `${BIRTH}.process.steps[3].outcomes[0].to: a way ends at @refused without a refusing decision`,
      `${BIRTH}.process: no way through the process leads to @granted`,
    ],
  ]);
});

describe('one-things', () => {
  each([
    [(c) => (newborn(c).leadDepartment = 'helth'), `${NEWBORN}.leadDepartment: there is no department \`helth\``],
    [
      (c) => (newborn(c).departments = ['health']),
      `${NEWBORN}.departments: the departments of an open one-thing follow from its items`,
    ],
    [
      (c) => delete c.oneThings.get('retirement')!.departments,
      'oneThings[retirement]: outline `retirement` does not say which departments take part',
    ],
    [(c) => delete newborn(c).promisedDays, `${NEWBORN}: an open one-thing needs \`promisedDays\``],
    [(c) => delete newborn(c).questions![1]!.choices, `${NEWBORN}.questions[1]: question \`register\` has no choices`],
    [(c) => (newborn(c).questions![0]!.min = 1), `${NEWBORN}.questions[0].min: a question of type boolean has no \`min\``],
    [(c) => (newborn(c).questions![3]!.min = 10), `${NEWBORN}.questions[3].min: \`min\` 10 is above \`max\` 9`],
    [
      (c) => (newborn(c).questions![0]!.when = 'q.register == "now"'),
      `${NEWBORN}.questions[0].when: question \`married\` depends on one that comes after it`,
      `${NEWBORN}.situations[0].answers: situation \`marriedNow\` leaves question \`married\` unanswered`,
      `${NEWBORN}.situations[1].answers.married: question \`married\` is not asked in situation \`unmarriedLater\``,
    ],
    [
      (c) => (newborn(c).items![1]!.item = 'household-registrations'),
      `${NEWBORN}.items[1].item: there is no service item \`household-registrations\``,
    ],
    [
      (c) => (newborn(c).items![1]!.dependsOn = ['household-registration']),
      `${NEWBORN}.items[1].dependsOn[0]: item \`household-registration\` depends on itself`,
    ],
    [
      (c) => (newborn(c).items![1]!.dependsOn = ['marriage']),
      `${NEWBORN}.items[1].dependsOn[0]: item \`marriage\` is not part of this one-thing`,
    ],
    [
      (c) =>
        birth(c).materials.push({ material: 'child-page', necessity: '1', originals: 1, copies: 0 }) &&
        c.materials.set('child-page', {
          ...material(c, 'birth-certificate'),
          code: 'child-page',
          replacedBy: [{ by: 'licence', licenceType: 'household-page' }],
        }),
      `${NEWBORN}.items: these items wait for each other: birth-certificate-issue → household-registration → birth-certificate-issue`,
    ],
    [
      (c) => (newborn(c).situations![1]!.answers = { married: false, register: 'later' }),
      `${NEWBORN}.situations[1].answers: situation \`unmarriedLater\` leaves question \`expected\` unanswered`,
    ],
    [
      (c) => (newborn(c).situations![0]!.answers['expected'] = '2026-01-02'),
      `${NEWBORN}.situations[0].answers.expected: question \`expected\` is not asked in situation \`marriedNow\``,
    ],
    [
      (c) => (newborn(c).situations![1]!.answers['expected'] = '2025-13-01'),
      `${NEWBORN}.situations[1].answers.expected: '2025-13-01' is no answer to question \`expected\``,
    ],
    [
      (c) => (newborn(c).items![0]!.when = 'q.married'),
      `${NEWBORN}.situations[1].answers: situation \`unmarriedLater\` chooses no item`,
    ],
  ]);
});
