import { compile, compileStandard } from './compile';
import {
  asksField,
  asksMaterial,
  buildCatalogue,
  buildElement,
  buildItem,
  buildLicenceType,
  buildMaterial,
  buildOneThing,
  type CatalogueParts,
  straightProcess,
  text,
} from './fixtures/catalogue-builder';
import type { Catalogue, OneThing, ServiceItem, Visit } from './model';
import type { BundlePlan } from './plan';

const birthCertificate = {
  licenceType: 'birthCertificate',
  name: text('birth certificate'),
  kind: '出证办结',
  holder: 'child',
  sample: 's',
} as const;

function newborn(more: Partial<OneThing> = {}, parts: CatalogueParts = {}): { catalogue: Catalogue; oneThing: OneThing } {
  const oneThing = buildOneThing('newborn', ['household', 'birth', 'insurance'], more);
  const catalogue = buildCatalogue({
    licenceTypes: [buildLicenceType('birthCertificate')],
    materials: [
      buildMaterial('birthPaper', [{ by: 'licence', licenceType: 'birthCertificate' }], 'child'),
      buildMaterial('photo'),
    ],
    items: [
      buildItem('birth', { result: birthCertificate, promisedLimit: { value: 2, unit: 'workingDays' } }),
      buildItem('household', { materials: [asksMaterial('birthPaper')], promisedLimit: { value: 7, unit: 'days' } }),
      buildItem('insurance', { materials: [asksMaterial('photo', { copies: 2 })] }),
    ],
    oneThings: [oneThing],
    ...parts,
  });
  return { catalogue, oneThing };
}

const materialOf = (plan: BundlePlan, code: string): BundlePlan['materials'][number] =>
  plan.materials.find((material) => material.material === code)!;

describe('dependencies', () => {
  test('an item waits for the item whose result is its paper, and the paper is not asked for', () => {
    const { catalogue, oneThing } = newborn();
    const plan = compile(catalogue, oneThing, {});
    expect(plan.items.map((item) => item.code)).toEqual(['birth', 'household', 'insurance']);
    expect(plan.dependencies).toEqual([{ item: 'household', on: 'birth', because: { material: 'birthPaper' } }]);
    expect(materialOf(plan, 'birthPaper')).toMatchObject({
      status: 'omitted',
      reason: { by: 'predecessorResult', item: 'birth', licenceType: 'birthCertificate' },
    });
  });

  test('without that item in the bundle the held licence replaces the paper', () => {
    const { catalogue, oneThing } = newborn({ items: [{ item: 'household' }] });
    const plan = compile(catalogue, oneThing, {});
    expect(plan.dependencies).toEqual([]);
    expect(materialOf(plan, 'birthPaper').reason).toEqual({ by: 'licence', licenceType: 'birthCertificate', holder: 'child' });
  });

  test('the result of another holder is another paper', () => {
    const { catalogue, oneThing } = newborn(
      {},
      {
        materials: [
          buildMaterial('birthPaper', [{ by: 'licence', licenceType: 'birthCertificate' }], 'applicant'),
          buildMaterial('photo'),
        ],
      },
    );
    const plan = compile(catalogue, oneThing, {});
    expect(plan.dependencies).toEqual([]);
    expect(materialOf(plan, 'birthPaper').reason).toMatchObject({ by: 'licence', holder: 'applicant' });
  });

  test('an item that renews a licence needs the old one, and those after it the new one', () => {
    const renewing = buildItem('birth', { result: birthCertificate, materials: [asksMaterial('birthPaper')] });
    const { catalogue, oneThing } = newborn();
    catalogue.items.set('birth', renewing);
    const plan = compile(catalogue, oneThing, {});
    expect(plan.dependencies).toEqual([{ item: 'household', on: 'birth', because: { material: 'birthPaper' } }]);
    expect(materialOf(plan, 'birthPaper').reason?.by).toBe('licence');
  });

  test('items that wait for each other are refused, and named', () => {
    const { catalogue, oneThing } = newborn({ items: [{ item: 'birth', dependsOn: ['household'] }, { item: 'household' }] });
    expect(() => compile(catalogue, oneThing, {})).toThrow('birth → household → birth');
    expect(() => compile(catalogue, oneThing, {})).toThrow('CATALOGUE.DEPENDENCY_CYCLE');
  });

  test('a dependency on an item that is not chosen is void', () => {
    const { catalogue, oneThing } = newborn({
      items: [
        { item: 'insurance', dependsOn: ['birth'] },
        { item: 'birth', when: 'q.first == true' },
      ],
      questions: [{ code: 'first', text: text('?'), type: 'boolean' }],
    });
    expect(compile(catalogue, oneThing, { first: false }).dependencies).toEqual([]);
    expect(compile(catalogue, oneThing, { first: true }).dependencies).toHaveLength(1);
  });

  test('the promised time follows the critical path; seven calendar days are planned as five working days', () => {
    const { catalogue, oneThing } = newborn();
    const plan = compile(catalogue, oneThing, {});
    expect(plan.criticalPath).toEqual(['birth', 'household']);
    expect(plan.criticalPathDays).toBe(7);
    expect(plan.savings.days).toMatchObject({ before: 12, after: 7, saved: 5 });
  });

  test('steps count intake and delivery once and add up along the chain', () => {
    const { catalogue, oneThing } = newborn();
    expect(compile(catalogue, oneThing, {}).savings.steps).toMatchObject({ before: 15, after: 7 });
  });
});

describe('savings', () => {
  const visit = (because: Visit['because'], place: Visit['place'] = 'hall'): Visit => ({
    phase: 'handling',
    place,
    reason: text('r'),
    because,
  });

  const savingsOf = (items: ServiceItem[]): BundlePlan['savings'] => {
    const oneThing = buildOneThing(
      'one',
      items.map((item) => item.code),
    );
    return compile(
      buildCatalogue({
        items,
        elements: [buildElement('applicant.name')],
        materials: [buildMaterial('paper'), buildMaterial('card', [{ by: 'licence', licenceType: 'cardLicence' }])],
        licenceTypes: [buildLicenceType('cardLicence')],
      }),
      oneThing,
      {},
    ).savings;
  };

  test('nothing is clamped: a bundle that makes people fill in a form that no item asked for says so', () => {
    expect(savingsOf([buildItem('one', { form: [asksField('applicant.name')] })]).materials).toMatchObject({
      before: 0,
      after: 1,
      saved: -1,
      rate: 0,
    });
  });

  test('visits at one place in one phase are one', () => {
    const items = ['a', 'b'].map((code) => buildItem(code, { visits: [visit({ step: 'step1' })] }));
    expect(savingsOf(items).visits).toMatchObject({ before: 2, after: 1 });
    items[1]!.visits = [visit({ step: 'step1' }, 'site')];
    expect(savingsOf(items).visits).toMatchObject({ before: 2, after: 2 });
  });

  test.each<[string, Visit['because'], Partial<ServiceItem>, number]>([
    ['a counter visit of an online item', { counter: true }, { online: true }, 0],
    ['a counter visit of an item that is not online', { counter: true }, { online: false }, 1],
    ['an original that a licence replaces', { original: 'card' }, { materials: [asksMaterial('card')] }, 0],
    ['an original that must be shown', { original: 'paper' }, { materials: [asksMaterial('paper')] }, 1],
    ['fetching a result that can be posted', { collection: true }, { courier: true }, 0],
    ['fetching a result that can not', { collection: true }, { courier: false }, 1],
  ])('%s', (_, because, more, after) => {
    expect(savingsOf([buildItem('one', { visits: [visit(because)], ...more })]).visits).toMatchObject({ before: 1, after });
  });

  test('an original that nobody asks for causes no visit, before or after', () => {
    expect(savingsOf([buildItem('one', { visits: [visit({ original: 'paper' })] })]).visits).toMatchObject({
      before: 0,
      after: 0,
    });
  });

  test('only necessary papers count', () => {
    expect(
      savingsOf([
        buildItem('one', { materials: [asksMaterial('paper', { necessity: '2' }), asksMaterial('card', { necessity: '3' })] }),
      ]).materials,
    ).toMatchObject({ before: 0, after: 0 });
  });

  test('a bundle of nothing costs nothing', () => {
    expect(savingsOf([]).steps).toMatchObject({ before: 0, after: 0 });
  });

  test('answers close ways through a process and the steps behind them', () => {
    const process = straightProcess('examination', 'siteInspection', 'decision');
    process.steps[0]!.outcomes = [
      { code: 'inspect', name: text('inspect'), to: 'step2', when: 'q.promise != true' },
      { code: 'skip', name: text('skip'), to: 'step3', when: 'q.promise == true' },
    ];
    const item = buildItem('one', { process, visits: [visit({ step: 'step2' }, 'site')] });
    const oneThing = buildOneThing('one', ['one'], { questions: [{ code: 'promise', text: text('?'), type: 'boolean' }] });
    const catalogue = buildCatalogue({ items: [item] });
    expect(compile(catalogue, oneThing, { promise: true }).savings).toMatchObject({ steps: { after: 5 }, visits: { before: 0 } });
    expect(compile(catalogue, oneThing, { promise: false }).savings).toMatchObject({
      steps: { after: 6 },
      visits: { before: 1, after: 1 },
    });
  });
});

describe('refusals', () => {
  test('an outline cannot be compiled', () => {
    const { catalogue, oneThing } = newborn({ status: 'outline' });
    expect(() => compile(catalogue, oneThing, {})).toThrow('CATALOGUE.NOT_OPEN');
  });

  test('a reference that leads nowhere is named', () => {
    const { catalogue, oneThing } = newborn({ items: [{ item: 'nowhere' }] });
    expect(() => compile(catalogue, oneThing, {})).toThrow('no service item "nowhere"');
  });

  test('the standard situation is that of the one-thing', () => {
    const { catalogue, oneThing } = newborn({
      items: [{ item: 'birth' }, { item: 'insurance', when: 'q.insured == true' }],
      questions: [{ code: 'insured', text: text('?'), type: 'boolean' }],
      situations: [{ code: 'usual', name: text('usual'), answers: { insured: true } }],
      standardSituation: 'usual',
    });
    expect(compileStandard(catalogue, oneThing).items.map((item) => item.code)).toEqual(['birth', 'insurance']);
    expect(() => compileStandard(catalogue, { ...oneThing, standardSituation: 'none' })).toThrow('no situation "none"');
  });
});
