import { Global, Module } from '@nestjs/common';
import { CaseFactsReader, CasesModule, EventFeed, IssuedResultSource } from '@onething/cases';
import { ConsentRevocability, IssuedResults } from '@onething/licences';
import { NoticeCases } from '@onething/notices';
import { RateableCases } from '@onething/ratings';
import { EventHistory } from '@onething/statistics';

const OVER = new Set(['completed', 'delivered']);

/** What licences, ratings, statistics and notices ask of the cases, answered by the cases. The libraries do not know each other. */
@Global()
@Module({
  imports: [CasesModule],
  providers: [
    { provide: IssuedResults, useExisting: IssuedResultSource },
    { provide: EventHistory, useExisting: EventFeed },
    { provide: NoticeCases, useExisting: CaseFactsReader },
    {
      provide: RateableCases,
      inject: [CaseFactsReader],
      useFactory: (facts: CaseFactsReader): RateableCases => ({
        async findRateable(caseId) {
          const found = await facts.find(caseId);
          return found && { ...found, completed: OVER.has(found.state) };
        },
      }),
    },
    {
      provide: ConsentRevocability,
      inject: [CaseFactsReader],
      useFactory: (facts: CaseFactsReader): ConsentRevocability => ({
        isRevocable: async (caseId) => !(await facts.find(caseId))?.items.some((item) => item.decided),
      }),
    },
  ],
  exports: [IssuedResults, EventHistory, NoticeCases, RateableCases, ConsentRevocability],
})
export class BindingsModule {}
