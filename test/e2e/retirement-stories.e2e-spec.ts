import { retireByTheCity } from '../acceptance/retirement-at-the-city';
import { forwardTooLate } from '../acceptance/retirement-forwarded-late';
import { endUnfinished } from '../acceptance/retirement-ended';
import { playStories } from '../support/story-suite';

playStories('2026-09-14', {
  'special work: the years take longer with a head\'s approval, the district forwards to the city, which decides': retireByTheCity,
  'the applicant dies during a special procedure: ended by the head, and what waits for it ends': endUnfinished,
  'the district forwards too late: warned, told, and held against it': forwardTooLate,
});
