export { FileBodies, UPLOAD_TYPES } from './file-bodies';
export { FILE_KINDS, type FileKind } from './file-kind';
export { safeFileName } from './file-name';
export { dispositionOf, FileName } from './file-name.header';
export { PORTRAIT, readPortrait } from './portrait/portrait';
export { receivedBody } from './received-body';
export { requireKind } from './required-kind';
export { refuseTooLarge } from './too-large';
export { fileProblem, UploadBody } from './upload-body';
