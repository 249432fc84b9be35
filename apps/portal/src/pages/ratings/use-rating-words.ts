import { onMounted, shallowRef } from 'vue';
import { api, dataOf, type Schema } from '../../api/client';
import { useDepartments } from '../../composables/use-departments';
import { useTexts } from '../../texts/texts';

/** Names of reasons, departments and evidence on the pages of ratings. */
export function useRatingWords() {
  const { t, say } = useTexts();
  const { departmentName } = useDepartments();
  const grades = shallowRef<readonly Schema<'GradeTagsDto'>[]>([]);
  onMounted(async () => {
    grades.value = await dataOf(api.GET('/api/rating-tags')).then((all) => all.grades).catch(() => []);
  });
  const tagName = (code: string): string => {
    const tag = grades.value.flatMap((one) => one.tags).find((one) => one.code === code);
    return tag ? say(tag.name) : code;
  };
  return {
    departmentName,
    tagNames: (codes: readonly string[]): string => codes.map(tagName).join(t('ratings.comma')),
    stateName: (state: string): string => t(`ratings.state.${state}`),
    findingName: (finding: string | undefined): string => (finding === undefined ? '' : t(`ratings.finding.${finding}`)),
    about: (one: { department: string; item?: string }): string => [departmentName(one.department), one.item].filter(Boolean).join(' · '),
  };
}
