import { ref } from 'vue';
import { api, dataOf, type Schema } from '../api/client';
import { useTexts } from '../texts/texts';

type Division = Schema<'DivisionDto'>;

/** Names of divisions as people write them, province first. `find` looks up what it has not seen yet; what has no name keeps its code. */
export function useDivisionNames() {
  const { say, language } = useTexts();
  const known = ref(new Map<string, Division>());

  async function find(codes: readonly string[]): Promise<void> {
    const parents = new Set<string | undefined>(codes.flatMap((code) => [undefined, `${code.slice(0, 2)}0000`, `${code.slice(0, 4)}00`]));
    const lists = await Promise.all([...parents].map((parent) => dataOf(api.GET('/api/divisions', { params: { query: parent === undefined ? {} : { parent } } })).catch((): Division[] => [])));
    known.value = new Map([...known.value, ...lists.flat().map((division): [string, Division] => [division.code, division])]);
  }

  function nameOf(code: string): string {
    const parts = [...new Set([`${code.slice(0, 2)}0000`, `${code.slice(0, 4)}00`, code])].flatMap((part) => known.value.get(part) ?? []);
    if (parts.length === 0) return code;
    return language.value.server === 'zh' ? parts.map(({ name }) => say(name)).join('') : parts.reverse().map(({ name }) => say(name)).join(', ');
  }

  return { find, nameOf };
}
