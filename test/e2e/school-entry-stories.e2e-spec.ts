import { startSchoolAfterAll } from '../acceptance/school-entry-reopened';
import { playStories } from '../support/story-suite';

playStories('2026-06-15', {
  'a paper to come later is missed, the check refused, reopened by the supervisor and granted; a correction lapses': startSchoolAfterAll,
});
