import { PayloadTooLargeException } from '@nestjs/common';
import { DomainError } from '@onething/kernel';

/** Turns what a store says of a body over the limit of the settings into 413; anything else is thrown on. @throws PayloadTooLargeException */
export function refuseTooLarge(error: unknown): never {
  if (error instanceof DomainError && error.code === 'OBJECT_STORE.TOO_LARGE') throw new PayloadTooLargeException();
  throw error;
}
