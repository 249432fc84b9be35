import { stayAtTheDoor } from '../acceptance/restaurant-intake';
import { breakThePromise } from '../acceptance/restaurant-on-promise';
import { playStories } from '../support/story-suite';

playStories('2026-04-27', {
  'fire safety on a promise that is found broken, water tested, the sign collected before the rest is posted': breakThePromise,
  'at the door: corrected twice with a head\'s reason, another authority\'s, given up item by item': stayAtTheDoor,
});
