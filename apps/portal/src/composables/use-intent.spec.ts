import { Problem } from '../api/problem';
import { useIntent } from './use-intent';

const unreachable = new Problem({ status: 0, code: 'NETWORK.UNREACHABLE', detail: '' });
const refused = new Problem({ status: 422, code: 'CASES.FIELD_MISSING', detail: '' });

describe('an intent', () => {
  test('is sent once, however often it is clicked while it is under way', async () => {
    const intent = useIntent();
    const keys: string[] = [];
    const send = () => intent.send({ a: 1 }, async (key) => keys.push(key));
    expect(await Promise.all([send(), send()])).toEqual([1, 1]);
    expect(keys).toHaveLength(1);
  });

  test('keeps its key while it is unknown whether it arrived, and takes a new one after a refusal, an answer or a change', async () => {
    const intent = useIntent();
    const keys: string[] = [];
    const outcomes: (Problem | undefined)[] = [unreachable, unreachable, refused, undefined, undefined];
    for (const outcome of outcomes) {
      await intent.send({ a: 1 }, async (key) => {
        keys.push(key);
        if (outcome) throw outcome;
      });
      expect(intent.problem.value?.code).toBe(outcome?.code);
    }
    const [first, second, third, fourth, fifth] = keys;
    expect([second, third]).toEqual([first, first]);
    expect(new Set([first, fourth, fifth]).size).toBe(3);
    await intent.send({ a: 2 }, async () => Promise.reject(unreachable));
    const other: string[] = [];
    await intent.send({ a: 3 }, async (key) => void other.push(key));
    expect(keys).not.toContain(other[0]);
  });
});
