import type { FeedTable, MigrationClass } from '@onething/persistence';
import { CreateCrossCases1764009000000 } from './persistence/migrations/1764009000000-create-cross-cases';
import { ChainCrossCases1795600000015 } from './persistence/migrations/1795600000015-chain-cross-cases';

export { CrossCaseExchange } from './cross-case-exchange';
export { CrossCaseMatters } from './cross-case-matters';
export { CrossCaseRetention } from './cross-case-retention';
export { CrossItems } from './cross-items';
export { CrossProvinceModule } from './cross-province.module';
export { CrossCaseChains } from './persistence/cross-case-chains';

export const CROSS_PROVINCE_MIGRATIONS: MigrationClass[] = [CreateCrossCases1764009000000, ChainCrossCases1795600000015];
/** The acts, whose transaction ids a restore renews. */
export const CROSS_PROVINCE_FEEDS: readonly FeedTable[] = [{ table: 'cross_case_act' }];
