import type { FeedReaders, MigrationClass } from '@onething/persistence';
import { CreateFigures1764003200000 } from './persistence/migrations/1764003200000-create-figures';
import { FigureDimensions1764003200100 } from './persistence/migrations/1764003200100-figure-dimensions';
import { FiguresOfRatings1764003200104 } from './persistence/migrations/1764003200104-figures-of-ratings';
import { WindowDimension1764003200204 } from './persistence/migrations/1764003200204-window-dimension';
import { FigureRecount1764003200304 } from './persistence/migrations/1764003200304-figure-recount';

export type { CountedFigure, FigureCell, FigureDefinition, FigureDifference } from './domain/figure';
export { CountedCases } from './counted-cases.port';
export { daysOf, isMonth } from './domain/month';
export { EventCounter } from './event-counter';
export { EventHistory } from './event-history.port';
export { FigureExplanation } from './figure-explanation';
export { FigureRecount, type RecountReport } from './figure-recount';
export type { Overview, OverviewEntry } from './overview';
export type { OverviewFigure } from './overview-definitions';
export { type AnnualReport, annualReportOf } from './domain/report/annual-report';
export { AnnualFigures } from './report/annual-figures';
export { loadReportTemplate } from './report/report-template.file';
export { renderDocx } from './report/render-docx';
export { renderMarkdown } from './report/render-markdown';
export { FigureRepository } from './persistence/figure.repository';
export { RatingCounter } from './rating-counter';
export { VisitCounter } from './visit-counter';
export { StatisticsModule } from './statistics.module';

export const STATISTICS_MIGRATIONS: MigrationClass[] = [CreateFigures1764003200000, FigureDimensions1764003200100, FiguresOfRatings1764003200104, WindowDimension1764003200204, FigureRecount1764003200304];
/** How far ratings and visits were counted; the feed of events keeps its own note of the other source. */
export const STATISTICS_FEED_READERS: readonly FeedReaders[] = [
  { table: 'figure_progress', feed: 'rating_event', where: `source = 'ratings'` },
  { table: 'figure_progress', feed: 'window_visit', where: `source = 'visits'` },
];
