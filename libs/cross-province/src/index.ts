import type { MigrationClass } from '@onething/persistence';
import { CreateCrossCases1764009000000 } from './persistence/migrations/1764009000000-create-cross-cases';

export { CrossCaseExchange } from './cross-case-exchange';
export { CrossProvinceModule } from './cross-province.module';

export const CROSS_PROVINCE_MIGRATIONS: MigrationClass[] = [CreateCrossCases1764009000000];
