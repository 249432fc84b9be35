import { registerAChildInParts } from '../acceptance/newborn-by-silence';
import { playStories } from '../support/story-suite';

playStories('2026-04-01', {
  'sent back and resubmitted on a day off, accepted by silence, a paper later, results handed over in parts': registerAChildInParts,
});
