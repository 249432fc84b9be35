import { join } from 'node:path';
import { type Catalogue, loadCatalogue, type ServiceItem } from '@onething/catalogue';
import type { Process } from '@onething/workflow';
import { hostFacts } from '../../config/home';

const name = { zh: '测试环节', en: 'Step of the test' };
const limit = { value: 2, unit: 'workingDays' } as const;

/** One step of each kind of command: ordinary, a public notice, of several people, deciding, making the result. */
const PROCESS: Process = {
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

/** The shipped catalogue and, in it, a one-thing of two items: the second one waits for the first. */
export async function smallCatalogue(): Promise<Catalogue> {
  const { catalogue } = await loadCatalogue([join(hostFacts().projectRoot, 'config/catalogue')]);
  const model = catalogue.items.get('household-registration')!;
  const small = (code: string, baseCode: string): ServiceItem => ({
    ...model, code, baseCode, process: PROCESS, onPromise: true, materials: [], visits: [], form: [{ element: 'applicant.employer', required: true }],
    result: { ...model.result!, licenceType: 'small-licence', holder: 'applicant' },
  });
  catalogue.licenceTypes.set('small-licence', {
    ...catalogue.licenceTypes.get('household-page')!, code: 'small-licence', face: [{ code: 'remark', name, type: 'text', required: true }],
  });
  catalogue.items.set('small-first', small('small-first', '000709901000'));
  catalogue.items.set('small-second', small('small-second', '000709902000'));
  catalogue.oneThings.set('small', {
    ...catalogue.oneThings.get('newborn')!, code: 'small', leadDepartment: model.department, questions: [], situations: [{ code: 'only', name, answers: {} }],
    standardSituation: 'only', items: [{ item: 'small-first' }, { item: 'small-second', dependsOn: ['small-first'] }],
  });
  return catalogue;
}
