import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import { DomainError } from '@onething/kernel';

const NAME = 'Idempotency-Key';
const KEY = /^[\x21-\x7e]{8,100}$/;

/**
 * The key under which a request has one effect, however often it is sent: 8 to 100 visible ASCII characters, chosen by the
 * client, new for each thing that it wants. @throws DomainError `REQUEST.IDEMPOTENCY_KEY_MISSING`
 */
export const IdempotencyKey = createParamDecorator((_: unknown, context: ExecutionContext): string => {
  const { headers } = context.switchToHttp().getRequest<{ headers: Record<string, string | string[] | undefined> }>();
  const key = headers[NAME.toLowerCase()];
  if (typeof key === 'string' && KEY.test(key)) return key;
  const message = 'Send the header Idempotency-Key with 8 to 100 visible ASCII characters, for example a UUID, new for each command.';
  throw new DomainError('invalid', 'REQUEST.IDEMPOTENCY_KEY_MISSING', message, { fields: [{ field: NAME, code: 'REQUEST.IDEMPOTENCY_KEY_MISSING', message }] });
});
