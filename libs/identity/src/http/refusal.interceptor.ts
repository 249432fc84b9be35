import { type CallHandler, type ExecutionContext, Injectable, type NestInterceptor } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { catchError, from, mergeMap, type Observable, throwError } from 'rxjs';
import type { Action } from '../domain/authorisation';
import type { RequestWithActor } from './current-actor.decorator';
import { type RefusableRequest, RefusalRecord } from './refusal-record';
import { REQUIRED_ACTION } from './requires.decorator';

/** Behind the guard, commands refuse with the thing at hand: that is written down too. */
@Injectable()
export class RefusalInterceptor implements NestInterceptor {
  constructor(private readonly reflector: Reflector, private readonly refusals: RefusalRecord) {}

  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    const action = this.reflector.getAllAndOverride<Action>(REQUIRED_ACTION, [context.getHandler(), context.getClass()]);
    const request = context.switchToHttp().getRequest<RequestWithActor & RefusableRequest>();
    return next.handle().pipe(catchError((error: unknown) =>
      from(this.refusals.record(error, request.actor, action, request)).pipe(mergeMap(() => throwError(() => error)))));
  }
}
