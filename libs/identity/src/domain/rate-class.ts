import type { RateClass } from '@onething/kernel';
import { type Action, isOpenToAnyone } from './authorisation';

/** Actions that are counted apart. */
const OWN_CLASS: Partial<Record<Action, RateClass>> = {
  'case.track': 'tracking',
  'rating.byLink': 'tracking',
  'file.upload': 'upload',
  'verification.verifyFile': 'upload',
  'licence.import': 'upload',
  'verification.query': 'tracking',
};

/**
 * The class in which a request is counted. Every route falls into one: what is not named here goes by whether it needs a token and
 * whether it changes anything.
 * @param action of the route; undefined where there is no route, or one that declares nothing
 */
export function rateClassOf(action: Action | undefined, method: string): RateClass {
  const looks = method === 'GET' || method === 'HEAD' || method === 'OPTIONS';
  if (action === undefined) return 'publicRead';
  const own = OWN_CLASS[action];
  if (own) return own;
  if (/export/i.test(action)) return 'export';
  if (isOpenToAnyone(action)) return looks ? 'publicRead' : 'logIn';
  return looks ? 'read' : 'command';
}
