import { ACCEPTED_EXTENSIONS, type FileKind, kindOfName, recogniseKind } from './file-kind';
import { fileProblem, type UploadBody } from './upload-body';

/**
 * Name and content must say the same, so that an office opens what it expects.
 * @throws DomainError `CASES.FILE_NAME` naming `File-Name`; `CASES.FILE_EMPTY`, `CASES.FILE_KIND`, `CASES.UPLOAD_BROKEN_OFF` naming `file`
 */
export async function requireKind(name: string, body: UploadBody): Promise<FileKind> {
  const promised = kindOfName(name);
  if (!promised) throw fileProblem('CASES.FILE_NAME', `The name must end in one of ${ACCEPTED_EXTENSIONS}.`, 'File-Name');
  const head = await body.head();
  if (head.length === 0) throw fileProblem('CASES.FILE_EMPTY', 'The file is empty. Choose another one.');
  const found = await recogniseKind(head);
  if (found === promised) return found;
  const message = found
    ? `The content is ${found.name}, but the name says ${promised.name}. Give the file its right name.`
    : `The content is not ${promised.name}, whatever the name says. Save it as one of ${ACCEPTED_EXTENSIONS}.`;
  throw fileProblem('CASES.FILE_KIND', message);
}
