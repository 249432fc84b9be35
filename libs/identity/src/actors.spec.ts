import type { Actor } from '@onething/kernel';
import type { AccountRegister } from './account-register';
import { Actors } from './actors';

const ACTOR: Actor = { accountId: 'a', personId: 'p', kind: 'staff', level: 2, roles: ['clerk'], posts: [] };

test('an actor is read again after a second, or when forgotten, and a failed read is not kept', async () => {
  const findActor = jest.fn<Promise<Actor | undefined>, [string]>(async () => ACTOR);
  let now = 0;
  const actors = new Actors({ findActor } as unknown as AccountRegister, () => now);
  await actors.findActor('a');
  now = 999;
  await actors.findActor('a');
  expect(findActor).toHaveBeenCalledTimes(1);
  now = 1_000;
  findActor.mockResolvedValueOnce(undefined);
  expect(await actors.findActor('a')).toBeUndefined();
  actors.forget('a');
  findActor.mockRejectedValueOnce(new Error('database'));
  await expect(actors.findActor('a')).rejects.toThrow('database');
  expect(await actors.findActor('a')).toBe(ACTOR);
  expect(findActor).toHaveBeenCalledTimes(4);
});
