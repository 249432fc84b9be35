import { join } from 'node:path';
import { type Catalogue, loadCatalogue, type OneThing, type ServiceItem } from '@onething/catalogue';
import type { Process } from '@onething/workflow';
import { hostFacts } from '../../config/home';

const name = { zh: '测试环节', en: 'Step of the test' };
const limit = { value: 2, unit: 'workingDays' } as const;

/** One step of each kind of command: ordinary, a public notice, of several people, deciding, making the result. */
export const SMALL_PROCESS: Process = {
  start: 'examine',
  steps: [
    { code: 'examine', kind: 'examination', name, role: 'reviewer', limit, outcomes: [{ code: 'pass', name, to: 'panel' }, { code: 'announce', name, to: 'notice' }] },
    {
      code: 'notice', kind: 'publicNotice', name, role: 'clerk', limit: { value: 5, unit: 'workingDays' }, suspendsClock: true,
      outcomes: [{ code: 'noObjection', name, to: 'panel' }],
    },
    { code: 'panel', kind: 'review', reviewers: 2, name, role: 'reviewer', limit, outcomes: [{ code: 'agree', name, to: 'decide' }] },
    {
      code: 'decide', kind: 'decision', name, role: 'head', limit,
      outcomes: [{ code: 'grant', name, to: 'make', decides: 'grant' }, { code: 'refuse', name, to: '@refused', decides: 'refuse' }],
    },
    { code: 'make', kind: 'resultMaking', name, role: 'clerk', limit, outcomes: [{ code: 'made', name, to: '@granted' }] },
  ],
};

/** What may be handed in after the acceptance (容缺受理). */
export const LATER_MATERIAL = 'personnel-file';

/** The shipped catalogue and, in it, `small`: a second item waits for the first; and `joined`, where a last one waits for two. */
export async function smallCatalogue(): Promise<Catalogue> {
  const { catalogue } = await loadCatalogue([join(hostFacts().projectRoot, 'config/catalogue')]);
  // Of a department that has an office in the city as well, to which its items can be forwarded.
  const model = catalogue.items.get('contribution-years')!;
  catalogue.licenceTypes.set('small-licence', {
    ...catalogue.licenceTypes.get('household-page')!, code: 'small-licence', face: [{ code: 'remark', name, type: 'text', required: true }],
  });
  ['small-first', 'small-second', 'small-third', 'small-last'].forEach((code, index) => catalogue.items.set(code, {
    ...model, code, baseCode: `00070990${index + 1}000`, process: SMALL_PROCESS, onPromise: true, visits: [], form: [{ element: 'applicant.employer', required: true }],
    materials: [{ material: LATER_MATERIAL, necessity: '3', originals: 1, copies: 0 }],
    result: { ...model.result!, licenceType: 'small-licence', holder: 'applicant' },
  } satisfies ServiceItem));
  const bundle = (code: string, items: OneThing['items']) => catalogue.oneThings.set(code, {
    ...catalogue.oneThings.get('newborn')!, code, leadDepartment: model.department, questions: [], situations: [{ code: 'only', name, answers: {} }],
    standardSituation: 'only', items,
  });
  bundle('small', [{ item: 'small-first' }, { item: 'small-second', dependsOn: ['small-first'] }]);
  bundle('joined', [{ item: 'small-first' }, { item: 'small-third' }, { item: 'small-last', dependsOn: ['small-first', 'small-third'] }]);
  return catalogue;
}
