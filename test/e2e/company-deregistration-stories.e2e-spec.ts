import { closeByTheAgent } from '../acceptance/company-deregistration-reopened';
import { playStories } from '../support/story-suite';

playStories('2026-02-09', {
  'by the agent: a correction expires and is taken up again, taxes suspended and extended, forty-five days of notice': closeByTheAgent,
});
