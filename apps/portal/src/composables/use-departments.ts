import { onMounted, shallowRef } from 'vue';
import { api, dataOf, type Schema } from '../api/client';
import { useTexts } from '../texts/texts';

/** Names of departments by their codes; of one that nobody knows, the code. */
export function useDepartments() {
  const { say } = useTexts();
  const departments = shallowRef<readonly Schema<'DepartmentDto'>[]>([]);
  onMounted(async () => {
    departments.value = await dataOf(api.GET('/api/departments')).catch(() => []);
  });
  return {
    departments,
    departmentName: (code: string): string => {
      const found = departments.value.find((one) => one.code === code);
      return found ? say(found.name) : code;
    },
  };
}
