import type { ExecutionContext } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { Actor } from '@onething/kernel';
import type { Authentication } from '../authentication';
import { AccessGuard } from './access.guard';
import type { RefusalRecord } from './refusal-record';
import { Requires } from './requires.decorator';

class Routes {
  undeclared(): void {}

  @Requires('health.read')
  open(): void {}

  @Requires('item.accept')
  forClerks(): void {}
}

@Requires('case.withdraw')
class RoutesOfResidents {
  anything(): void {}
}

const CLERK: Actor = { accountId: 'a', personId: 'p', kind: 'staff', level: 2, roles: ['clerk'], posts: [] };
const RESIDENT: Actor = { accountId: 'b', personId: 'q', kind: 'resident', level: 2, roles: ['resident'], posts: [] };

function knock(controller: new () => object, method: string, actor: Actor): { answer: Promise<boolean>; request: { actor?: Actor }; identify: jest.Mock } {
  const request: { actor?: Actor } = {};
  const identify = jest.fn(async () => ({ actor, session: { id: 's', limitedTo: null } }));
  const handler = (controller.prototype as Record<string, () => void>)[method];
  const context = { getHandler: () => handler, getClass: () => controller, switchToHttp: () => ({ getRequest: () => request }) };
  const record = jest.fn(async () => undefined);
  const guard = new AccessGuard(new Reflector(), { identify } as unknown as Authentication, { record } as unknown as RefusalRecord);
  return { answer: guard.canActivate(context as unknown as ExecutionContext), request, identify };
}

test('a route without a rule is closed to everybody, before anybody is asked for a token', async () => {
  const { answer, identify } = knock(Routes, 'undeclared', CLERK);
  await expect(answer).rejects.toMatchObject({ kind: 'forbidden', code: 'IDENTITY.NO_RULE' });
  expect(identify).not.toHaveBeenCalled();
});

test('an open route asks for no token', async () => {
  const { answer, identify } = knock(Routes, 'open', CLERK);
  expect(await answer).toBe(true);
  expect(identify).not.toHaveBeenCalled();
});

test('a role that fits enters as the actor of the token, another one does not', async () => {
  const fitting = knock(Routes, 'forClerks', CLERK);
  expect(await fitting.answer).toBe(true);
  expect(fitting.request.actor).toBe(CLERK);
  await expect(knock(Routes, 'forClerks', RESIDENT).answer).rejects.toMatchObject({ code: 'IDENTITY.FORBIDDEN' });
});

test('a rule of the class holds for its routes', async () => {
  expect(await knock(RoutesOfResidents, 'anything', RESIDENT).answer).toBe(true);
  await expect(knock(RoutesOfResidents, 'anything', CLERK).answer).rejects.toMatchObject({ code: 'IDENTITY.FORBIDDEN' });
});
