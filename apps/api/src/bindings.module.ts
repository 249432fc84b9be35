import { Global, Module } from '@nestjs/common';
import { EVENT_CHAINS, type EventChains } from '@onething/audit';
import { CatalogueModule, CatalogueService } from '@onething/catalogue';
import { AccountCases, CaseFactsReader, CaseNumbers, CasesModule, EventChainReader, EventFeed, IssuedResultSource, PeerPlaces } from '@onething/cases';
import { CrossCaseChains, CrossCaseExchange, CrossCaseMatters, CrossPeerPlaces, CrossProvinceModule } from '@onething/cross-province';
import { CaseExchange } from '@onething/exchange';
import { AccountAddresses, AccountMatters, CodeSender, KnownDepartments, KnownOneThings } from '@onething/identity';
import { ConsentRevocability, IssuedResults, PhotoSource } from '@onething/licences';
import { NoticeAddresses, NoticeCases, NoticesModule, SmsGateway } from '@onething/notices';
import { CountedCases, EventHistory } from '@onething/statistics';

/** What libraries ask of others that they do not know: most of it of the cases, departments, divisions and one-things of the catalogue, ways to a mobile of the notices. */
@Global()
@Module({
  imports: [CasesModule, CatalogueModule, CrossProvinceModule, NoticesModule],
  providers: [
    { provide: IssuedResults, useExisting: IssuedResultSource },
    { provide: PhotoSource, useExisting: IssuedResultSource },
    { provide: EVENT_CHAINS, inject: [EventChainReader, CrossCaseChains], useFactory: (...chains: EventChains[]) => chains },
    { provide: EventHistory, useExisting: EventFeed },
    { provide: CountedCases, inject: [CaseNumbers], useFactory: (numbers: CaseNumbers): CountedCases => ({ numbersOf: (ids) => numbers.ofMany(ids) }) },
    { provide: NoticeCases, useExisting: CaseFactsReader },
    { provide: CaseExchange, useExisting: CrossCaseExchange },
    { provide: PeerPlaces, useExisting: CrossPeerPlaces },
    {
      provide: AccountMatters,
      inject: [AccountCases, CrossCaseMatters],
      useFactory: (cases: AccountCases, crossCases: CrossCaseMatters): AccountMatters => ({
        openMatters: async (actor) => [...await cases.openMatters(actor), ...await crossCases.openMatters(actor)],
        moveDrafts: (account, where) => cases.moveDrafts(account, where),
        discardDrafts: (actor) => cases.discardDrafts(actor),
      }),
    },
    { provide: AccountAddresses, useExisting: NoticeAddresses },
    {
      provide: CodeSender,
      inject: [SmsGateway],
      useFactory: (gateway: SmsGateway): CodeSender => ({
        works: gateway.off === undefined,
        send: (id, to, text) => gateway.send({ id, to, text }),
      }),
    },
    {
      provide: KnownDepartments,
      inject: [CatalogueService],
      useFactory: (service: CatalogueService): KnownDepartments => ({
        codes: async () => new Set((await service.getEdition()).catalogue.departments.keys()),
        hasDivision: async (code) => (await service.getEdition()).catalogue.divisions.has(code),
      }),
    },
    {
      provide: ConsentRevocability,
      inject: [CaseFactsReader],
      useFactory: (facts: CaseFactsReader): ConsentRevocability => ({
        isRevocable: async (caseId) => !(await facts.find(caseId))?.items.some((item) => item.decided),
      }),
    },
    {
      provide: KnownOneThings,
      inject: [CatalogueService],
      useFactory: (catalogue: CatalogueService): KnownOneThings => ({
        async unknownAmong(codes) {
          const { catalogue: { oneThings } } = await catalogue.getEdition();
          return codes.filter((code) => !oneThings.has(code));
        },
      }),
    },
  ],
  exports: [AccountAddresses, AccountMatters, CodeSender, EVENT_CHAINS, IssuedResults, PhotoSource, CountedCases, EventHistory, NoticeCases, ConsentRevocability, KnownDepartments, KnownOneThings, CaseExchange, PeerPlaces],
})
export class BindingsModule {}
