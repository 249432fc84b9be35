import { Readable } from 'node:stream';
import { UPLOAD_TYPES } from './file-bodies';
import { fileProblem } from './upload-body';

/** The body of a route with `@RouteConfig({ streamsBody: true })`. @throws DomainError `CASES.FILE_MISSING` naming `file` */
export function receivedBody(body: unknown): Readable {
  if (body instanceof Readable) return body;
  throw fileProblem('CASES.FILE_MISSING', `Send the bytes of the file as the body, with one of the content types ${UPLOAD_TYPES.join(', ')}.`);
}
