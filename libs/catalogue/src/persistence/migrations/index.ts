import type { MigrationClass } from '@onething/persistence';
import { CreatePublishedCatalogue1795478400100 } from './1795478400100-create-published-catalogue';

export const CATALOGUE_MIGRATIONS: readonly MigrationClass[] = [CreatePublishedCatalogue1795478400100];
