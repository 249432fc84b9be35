import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { Actor } from '@onething/kernel';
import type { CurrentSession } from '../sessions/login-sessions';

/** Where the guard leaves who asks, and under which session. */
export interface RequestWithActor {
  actor?: Actor;
  loginSession?: CurrentSession;
}

/** Who asks, taken from the token alone; undefined only on routes that are open to anyone. */
export const CurrentActor = createParamDecorator(
  (_: unknown, context: ExecutionContext): Actor | undefined => context.switchToHttp().getRequest<RequestWithActor>().actor,
);

/** The session of the token; undefined only on routes that are open to anyone. */
export const CurrentLoginSession = createParamDecorator(
  (_: unknown, context: ExecutionContext): CurrentSession | undefined => context.switchToHttp().getRequest<RequestWithActor>().loginSession,
);
