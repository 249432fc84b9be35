import type { StoredObjects } from '@onething/object-store';
import type { FeedTable, MigrationClass } from '@onething/persistence';
import { CROSS_CASE_FILE_OBJECTS } from './persistence/cross-case-file.repository';
import { CreateCrossCases1764009000000 } from './persistence/migrations/1764009000000-create-cross-cases';
import { HandleByItemCases1795700000015 } from './persistence/migrations/1795700000015-handle-by-item-cases';
import { ItemsOfBundles1795700000025 } from './persistence/migrations/1795700000025-items-of-bundles';
import { ChainCrossCases1795600000015 } from './persistence/migrations/1795600000015-chain-cross-cases';
import { CrossCaseFiles1795700000006 } from './persistence/migrations/1795700000006-cross-case-files';
import { RestoredCrossCases1795700000106 } from './persistence/migrations/1795700000106-restored-cross-cases';

export { CrossCaseExchange } from './cross-case-exchange';
export { CrossCaseFollower } from './cross-case-follower';
export { CrossCaseMatters } from './cross-case-matters';
export { CrossCaseRetention } from './cross-case-retention';
export { CrossPeerPlaces } from './cross-peer-places';
export { JointItems } from './joint-items';
export { CrossItems } from './cross-items';
export { CrossProvinceModule } from './cross-province.module';
export { CrossCaseChains } from './persistence/cross-case-chains';

export const CROSS_PROVINCE_MIGRATIONS: MigrationClass[] = [CreateCrossCases1764009000000, ChainCrossCases1795600000015, CrossCaseFiles1795700000006, HandleByItemCases1795700000015, ItemsOfBundles1795700000025, RestoredCrossCases1795700000106];
/** Scans and results that were handed in here, which a backup takes along. */
export const CROSS_PROVINCE_STORED_OBJECTS: readonly StoredObjects[] = [CROSS_CASE_FILE_OBJECTS];
/** The acts, whose transaction ids a restore renews. */
export const CROSS_PROVINCE_FEEDS: readonly FeedTable[] = [{ table: 'cross_case_act' }];
