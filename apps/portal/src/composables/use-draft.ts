import { computed, ref, shallowRef, watch } from 'vue';
import { api, dataOf, type Schema } from '../api/client';
import { savable, type FormState, pagesOf, problemsOf } from '../form/merged-form';
import { type BundlePlan, civilDate, type FormValues } from '../shared/rules';
import { useAutosave } from './use-autosave';
import { useLoading } from './use-loading';
import { platformNow } from '../session/platform-clock';

interface CaseForm {
  plan: BundlePlan;
  answers: Record<string, unknown>;
  form: FormValues;
  prefilled: FormValues;
}

/**
 * A draft being filled in: its merged form, what was typed, what is asked, what is wrong, and the autosave. Call `load` when the page
 * opens, `save.flush()` before it is left.
 */
export function useDraft(caseId: string) {
  const values = ref<FormValues>({});
  const version = ref(0);
  const form = shallowRef<CaseForm>();
  const state = computed<FormState>(() => ({
    plan: form.value?.plan ?? { form: [] }, values: values.value, q: form.value?.plan.answers ?? {}, prefilled: form.value?.prefilled ?? {},
    today: civilDate(platformNow()),
  }));
  const save = useAutosave({
    name: caseId,
    current: () => ({ answers: form.value?.answers ?? {}, form: savable(state.value), typed: values.value }),
    save: async ({ answers, form: content }, key) => {
      const body = { version: version.value, answers, form: content } as never;
      const saved = await dataOf(api.PUT('/api/cases/{caseId}/draft', { params: { path: { caseId }, header: { 'Idempotency-Key': key } }, body }));
      version.value = saved.version;
    },
  });
  const loaded = useLoading(async () => {
    const [one, read] = await Promise.all([
      readCase(caseId), dataOf(api.GET('/api/cases/{caseId}/form', { params: { path: { caseId } } })),
      // Before the form is shown: a network that goes away later takes no field along.
      import('../components/division-cascade.vue'), import('../form/list-field.vue'),
    ]);
    take(one, read as unknown as CaseForm);
    return one;
  });

  function take(one: Schema<'CaseDto'>, read: CaseForm): void {
    const unsent = save.unsent();
    form.value = read;
    version.value = one.version;
    values.value = { ...read.form };
    save.isAsSaved();
    // Typed before a reload, and not sent: it goes on from there.
    if (unsent) values.value = { ...values.value, ...unsent.typed };
  }

  /** After a conflict: what stands here replaces what was saved elsewhere. */
  async function keepMine(): Promise<void> {
    version.value = (await readCase(caseId)).version;
    save.resume();
  }

  /** After a conflict: what was saved elsewhere replaces what stands here. */
  async function takeTheirs(): Promise<void> {
    save.discard();
    await loaded.load();
  }

  watch(values, save.changed);

  return {
    loaded, values, version, form, state, save, keepMine, takeTheirs,
    pages: computed(() => pagesOf(state.value)),
    problems: computed(() => problemsOf(state.value)),
  };
}

function readCase(caseId: string): Promise<Schema<'CaseDto'>> {
  return dataOf(api.GET('/api/cases/{caseId}', { params: { path: { caseId } } }));
}
