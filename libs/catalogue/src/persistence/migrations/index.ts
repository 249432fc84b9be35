import type { MigrationClass } from '@onething/persistence';
import { CreatePublishedCatalogue1795478400100 } from './1795478400100-create-published-catalogue';

export const CATALOGUE_MIGRATIONS: readonly MigrationClass[] = [CreatePublishedCatalogue1795478400100];

/** Published versions are immutable: the start refuses an application role that may do more than insert and read. */
export const CATALOGUE_APPEND_ONLY_TABLES: readonly string[] = ['onething.published_one_thing', 'onething.published_catalogue'];
