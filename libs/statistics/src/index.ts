import { CreateFigures1764003200000 } from './persistence/migrations/1764003200000-create-figures';

export const STATISTICS_MIGRATIONS = [CreateFigures1764003200000];
