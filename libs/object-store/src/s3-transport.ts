import http, { type ClientRequest, type IncomingMessage, type RequestOptions } from 'node:http';
import https from 'node:https';

type OnResponse = (response: IncomingMessage) => void;

/** What the client of S3 sends its requests with. */
export type S3Transport = Pick<typeof http, 'request'>;

/**
 * Breaks requests off on which nothing moves: a server that hangs must not hold whoever waits for it. A slow one that still moves is
 * waited for, and so is a reader of ours that takes its time.
 * @param silenceMs longest time without a byte, ms
 */
export function impatientTransport(useSSL: boolean, silenceMs: number): S3Transport {
  const { request } = useSSL ? https : http;
  // The client calls it in this one of its forms only.
  return {
    request(options: RequestOptions, onResponse: OnResponse): ClientRequest {
      let response: IncomingMessage | undefined;
      const asked = request(options, (arrived) => {
        response = arrived;
        onResponse(arrived);
      });
      const onSilence = (): void => {
        const readerIsSlow = response !== undefined && response.statusCode === 200 && response.readableLength > 0;
        if (readerIsSlow) asked.setTimeout(silenceMs);
        else asked.destroy(Object.assign(new Error(`No answer for ${silenceMs} ms`), { code: 'ETIMEDOUT' }));
      };
      return asked.setTimeout(silenceMs).on('timeout', onSilence);
    },
  } as S3Transport;
}
