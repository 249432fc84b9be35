import { isLoggedIn, loginAgain, refresh } from './session';
import { transport } from './transport';

/**
 * Sends a request in the session. When the server no longer knows it, it is refreshed and the request sent again; when that
 * does not help, the log-in is asked for on top of the page and the request sent again afterwards: what was typed stays, and
 * the idempotency key in the request keeps it one.
 */
export async function sendAuthorised(request: Request): Promise<Response> {
  const again = request.clone();
  const unattended = request.headers.has('X-Unattended');
  if (transport.isReplaced()) await refresh(unattended);
  const response = await transport.send(request);
  if (response.status !== 401 || !isLoggedIn()) return response;
  const onceMore = again.clone();
  const refreshed = await refresh(unattended) ? await transport.send(again) : response;
  if (refreshed.status !== 401) return refreshed;
  await loginAgain();
  return transport.send(onceMore);
}
