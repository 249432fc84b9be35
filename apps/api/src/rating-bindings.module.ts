import { Global, Module } from '@nestjs/common';
import { CatalogueModule, CatalogueService } from '@onething/catalogue';
import { type CaseFacts, CaseFactsReader, CaseLookUp, CasesModule } from '@onething/cases';
import { IdentityModule, StaffDevices } from '@onething/identity';
import { type RateableCase, RateableCases, StaffPlaces, type Stage } from '@onething/ratings';

const OVER = new Set(['completed', 'delivered']);

/** What ratings ask of others: cases and their lead of cases and catalogue, where officials work of the sessions. */
@Global()
@Module({
  imports: [CasesModule, CatalogueModule, IdentityModule],
  providers: [
    {
      provide: RateableCases,
      inject: [CaseFactsReader, CaseLookUp, CatalogueService],
      useFactory: (facts: CaseFactsReader, lookUp: CaseLookUp, catalogue: CatalogueService): RateableCases => {
        const findRateable = async (caseId: string): Promise<RateableCase | undefined> => {
          const found = await facts.find(caseId);
          if (!found) return undefined;
          const { oneThing } = await catalogue.getPublished(found.oneThing, found.oneThingVersion);
          return rateableOf(found, oneThing.leadDepartment);
        };
        return {
          findRateable,
          requireAtCounter: (actor, caseId) => facts.requireAtCounter(actor, caseId),
          async findByQueryCode(typed, address) {
            const { caseId } = await lookUp.find(address, typed);
            const [rated, handlers] = await Promise.all([findRateable(caseId), facts.findHandlers(caseId)]);
            return { caseId, rated: rated!, handlers };
          },
        };
      },
    },
    {
      provide: StaffPlaces,
      inject: [StaffDevices],
      useFactory: (devices: StaffDevices): StaffPlaces => ({
        countAt: (source, units, since) => devices.countAt(source, units.map(({ department, division }) => ({ departmentCode: department, divisionCode: division })), since),
      }),
    },
  ],
  exports: [RateableCases, StaffPlaces],
})
export class RatingBindingsModule {}

/** @returns undefined where another region has taken it in for somebody without an account here: that region asks for the rating */
function rateableOf(found: CaseFacts, leadDepartment: string): RateableCase | undefined {
  const { applicantAccountId, oneThing, division, items } = found;
  if (applicantAccountId === null) return undefined;
  const reached: Stage[] = [
    ...(items.some(({ receiptNumber }) => receiptNumber !== null) ? ['intake' as const] : []),
    ...(items.some(({ caseNumber }) => caseNumber !== null) ? ['acceptance' as const] : []),
  ];
  return {
    applicantAccountId, oneThing, division, leadDepartment,
    items: items.map(({ itemId, item, department, division: deciding }) => ({ itemId, item, department, division: deciding })),
    reached, completed: OVER.has(found.state),
    handledBy: items.some(({ handledBy }) => handledBy !== 'local') ? 'peer' : 'local',
  };
}
