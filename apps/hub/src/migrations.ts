import type { MigrationClass } from '@onething/persistence';
import { CreateHub1764009000000 } from './migrations/1764009000000-create-hub';
import { HubFiles1764009000100 } from './migrations/1764009000100-hub-files';
import { HubSubmissions1764009000206 } from './migrations/1764009000206-hub-submissions';

/** Of the hub's own database. */
export const HUB_MIGRATIONS: MigrationClass[] = [CreateHub1764009000000, HubFiles1764009000100, HubSubmissions1764009000206];
