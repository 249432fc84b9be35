import { type CanActivate, type ExecutionContext, Injectable } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { DomainError } from '@onething/kernel';
import { type AuthenticatedRequest, Authentication } from '../authentication';
import { type Action, admits, isOpenToAnyone, refusalOf } from '../domain/authorisation';
import { assertServes } from '../domain/session-limits';
import type { RequestWithActor } from './current-actor.decorator';
import { type RefusableRequest, RefusalRecord } from './refusal-record';
import { REQUIRED_ACTION } from './requires.decorator';

/** Stands before every route. It looks at roles; commands compare the thing asked for with `authorise`. */
@Injectable()
export class AccessGuard implements CanActivate {
  constructor(private readonly reflector: Reflector, private readonly authentication: Authentication, private readonly refusals: RefusalRecord) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const action = this.reflector.getAllAndOverride<Action | undefined>(REQUIRED_ACTION, [context.getHandler(), context.getClass()]);
    if (action === undefined) {
      throw new DomainError('forbidden', 'IDENTITY.NO_RULE', 'This address is closed: nobody has declared who may use it.');
    }
    if (isOpenToAnyone(action)) return true;
    const request = context.switchToHttp().getRequest<AuthenticatedRequest & RequestWithActor & RefusableRequest>();
    const { actor, session } = await this.authentication.identify(request);
    request.actor = actor;
    request.loginSession = session;
    assertServes(session.limitedTo, action);
    if (admits(actor, action)) return true;
    const refusal = refusalOf(actor, action);
    await this.refusals.record(refusal, actor, action, request);
    throw refusal;
  }
}
