import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import { fileProblem } from './upload-body';

const NAME = 'File-Name';
/** Percent-encoded UTF-8 (RFC 3986), as `encodeURIComponent` makes it; headers carry nothing but ASCII. */
const ENCODED = /^[\x21-\x7e]{1,2000}$/;

/** What the sender calls the file. @throws DomainError `CASES.FILE_NAME` naming `File-Name` */
export const FileName = createParamDecorator((_: unknown, context: ExecutionContext): string => {
  const { headers } = context.switchToHttp().getRequest<{ headers: Record<string, string | string[] | undefined> }>();
  return decodeFileName(headers[NAME.toLowerCase()]);
});

export function decodeFileName(header: string | string[] | undefined): string {
  try {
    if (typeof header === 'string' && ENCODED.test(header)) return decodeURIComponent(header);
  } catch {
    // An escape that is no UTF-8 is answered like a missing name.
  }
  throw fileProblem(
    'CASES.FILE_NAME',
    `Send the name of the file in the header ${NAME}, percent-encoded as encodeURIComponent does it.`,
    NAME,
  );
}

/**
 * How a download is offered: always to be saved, never shown in our origin. Old clients read the plain name, all others the
 * encoded one (RFC 6266, RFC 8187).
 */
export function dispositionOf(name: string): string {
  const extension = /\.[a-z0-9]{1,10}$/i.exec(name)?.[0] ?? '';
  const encoded = encodeURIComponent(name).replace(/['()*!]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`);
  return `attachment; filename="file${extension}"; filename*=UTF-8''${encoded}`;
}
