import { computed, ref } from 'vue';
import { api, dataOf, type Schema } from '../api/client';
import type { FieldProblem } from '../api/problem';
import { missingForSubmission } from '../form/submission';
import { useDraft } from './use-draft';
import { useLoading } from './use-loading';

/** A draft with its papers and the consents asked for it: what is there, and what keeps it from being submitted. Call `load`. */
export function useApplication(caseId: string) {
  const draft = useDraft(caseId);
  const params = { path: { caseId } };
  const materials = useLoading(() => dataOf(api.GET('/api/cases/{caseId}/materials', { params })));
  /** None for an agent whose mandate does not go so far. */
  const consents = useLoading(() => dataOf(api.GET('/api/cases/{caseId}/consents', { params })));
  const isLoaded = ref(false);
  const problem = computed(() => draft.loaded.problem.value ?? materials.problem.value);
  const asked = computed<Schema<'CaseMaterialDto'>[]>(() => (materials.data.value?.materials ?? []).filter((one) => one.asked && one.status !== 'form'));
  const missing = computed<FieldProblem[]>(() => (isLoaded.value ? missingForSubmission(draft.state.value, materials.data.value?.materials ?? []) : []));

  async function load(): Promise<void> {
    await Promise.all([draft.loaded.load(), loadPapers()]);
    isLoaded.value = problem.value === undefined;
  }

  /** After a paper has changed: the draft has a new version. */
  async function loadPapers(): Promise<void> {
    await Promise.all([materials.load(), consents.load()]);
    if (materials.data.value) draft.version.value = Math.max(draft.version.value, materials.data.value.version);
  }

  return { draft, materials, consents, isLoaded, problem, asked, missing, load, loadPapers };
}

export type Application = ReturnType<typeof useApplication>;
