import { isLoggedIn, loginAgain, refresh } from '../session/session';
import { transport } from '../session/transport';
import { Problem, problemInAnswer, UNREACHABLE } from './problem';

export interface Upload {
  /** Where it is handed in. */
  path: string;
  file: File;
  /** One for each file that is wanted, however often it is tried. */
  key: string;
  /** 0 to 1. */
  onProgress: (share: number) => void;
  signal?: AbortSignal;
}

/** Hands in one file; by XMLHttpRequest, because `fetch` tells no progress. @throws Problem */
export async function uploadFile<Stored>(upload: Upload): Promise<Stored> {
  if (transport.isReplaced()) await refresh();
  const first = await send(upload);
  if (first.status !== 401 || !isLoggedIn()) return bodyOf<Stored>(first);
  if (await refresh()) {
    const second = await send(upload);
    if (second.status !== 401) return bodyOf<Stored>(second);
  }
  await loginAgain();
  return bodyOf<Stored>(await send(upload));
}

interface Answer {
  status: number;
  body: unknown;
}

function bodyOf<Stored>({ status, body }: Answer): Stored {
  if (status >= 400) throw problemInAnswer(status, body);
  return body as Stored;
}

function send({ path, file, key, onProgress, signal }: Upload): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    const unreachable = (): void => reject(new Problem({ status: 0, code: UNREACHABLE, detail: 'The upload did not arrive' }));
    request.open('POST', path);
    const headers = { ...transport.headers(), 'Content-Type': 'application/octet-stream', 'File-Name': encodeURIComponent(file.name), 'Idempotency-Key': key };
    for (const [name, value] of Object.entries(headers)) request.setRequestHeader(name, value);
    request.responseType = 'json';
    request.upload.onprogress = ({ loaded, total }) => onProgress(total > 0 ? loaded / total : 0);
    request.onload = () => resolve({ status: request.status, body: request.response });
    request.onerror = unreachable;
    request.onabort = unreachable;
    signal?.addEventListener('abort', () => request.abort());
    request.send(file);
  });
}
