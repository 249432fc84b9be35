import { RATE_CLASSES } from '@onething/kernel';
import { ACTIONS, isOpenToAnyone } from './authorisation';
import { rateClassOf } from './rate-class';

test.each([
  ['catalogue.read', 'GET', 'publicRead'], ['catalogue.read', 'HEAD', 'publicRead'], ['auth.login', 'POST', 'logIn'], ['case.track', 'POST', 'tracking'], ['verification.query', 'POST', 'tracking'], ['verification.verifyFile', 'POST', 'upload'],
  ['file.upload', 'POST', 'upload'], ['case.read', 'GET', 'read'], ['case.submit', 'POST', 'command'], ['item.decide', 'POST', 'command'], [undefined, 'POST', 'publicRead'],
] as const)('%s by %s is counted as %s', (action, method, rateClass) => expect(rateClassOf(action, method)).toBe(rateClass));

test('every action by every method has a class, and nothing that is sent without a token counts as a plain command', () => {
  for (const action of ACTIONS) {
    for (const method of ['GET', 'POST', 'PUT', 'PATCH', 'DELETE']) {
      const rateClass = rateClassOf(action, method);
      expect(RATE_CLASSES).toContain(rateClass);
      if (isOpenToAnyone(action)) expect(['command', 'read']).not.toContain(rateClass);
    }
  }
});
