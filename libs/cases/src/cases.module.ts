import { Module, type OnModuleInit } from '@nestjs/common';
import { CatalogueModule } from '@onething/catalogue';
import { EncryptedColumns } from '@onething/crypto';
import { IdentityModule } from '@onething/identity';
import { LicencesModule } from '@onething/licences';
import { ObjectStoreModule } from '@onething/object-store';
import { Database } from '@onething/persistence';
import { AccountCases } from './account-cases';
import { CaseData } from './case-data';
import { CaseDefinitions } from './case-definitions';
import { CaseFactsReader } from './case-facts';
import { BundleCommands } from './commands/bundle-commands';
import { CalendarWatch } from './commands/calendar-watch';
import { Collectors } from './commands/collectors';
import { CompetentAuthorities } from './commands/competent-authorities';
import { LightsWatch } from './commands/lights-watch';
import { CommandPath } from './commands/command-path';
import { CorrectionAnswers } from './commands/correction-answers';
import { DraftCommands } from './commands/draft-commands';
import { Eligibility } from './commands/eligibility';
import { ItemCommands } from './commands/item-commands';
import { ItemOpening } from './commands/item-opening';
import { LaterMaterials } from './commands/later-materials';
import { PeerItems } from './commands/peer-items';
import { PendingCommands } from './commands/pending-commands';
import { Prefilling } from './commands/prefilling';
import { ReceivedCases } from './commands/received-cases';
import { ResultMaking } from './commands/result-making';
import { Submission } from './commands/submission';
import { UpperAuthorities } from './commands/upper-authorities';
import { CaseBacklog } from './feed/case-backlog';
import { EventChainReader } from './feed/event-chain-reader';
import { EventFeed } from './feed/event-feed';
import { PartyRegistrar } from './feed/party-registrar';
import { DeliveryChoiceRepository } from './delivery/delivery-choice.repository';
import { DeliveryChoices } from './delivery/delivery-choices';
import { DeliveryChoiceController } from './delivery/http/delivery-choice.controller';
import { CasesController } from './http/cases.controller';
import { ItemCasesController } from './http/item-cases.controller';
import { SupervisionController } from './http/supervision.controller';
import { UnmaskingController } from './http/unmasking.controller';
import { ItemHandlingController } from './http/item-handling.controller';
import { IssuedResultSource } from './issued-result-source';
import { DraftSweeper } from './materials/draft-sweeper';
import { FileAddresses } from './materials/file-addresses';
import { FileRemovals } from './materials/file-removals';
import { MATERIAL_CONTROLLERS, MATERIAL_PROVIDERS } from './materials/material-providers';
import { PartyAccess } from './party-access';
import { CaseAnswersStore } from './persistence/case-answers';
import { registerCaseColumns } from './persistence/case-encrypted-columns';
import { CaseNotes } from './persistence/case-notes';
import { CaseParties } from './persistence/case-parties';
import { CaseRepository } from './persistence/case.repository';
import { CaseResults } from './persistence/case-results';
import { CaseWriter } from './persistence/case-writer';
import { OfficialNumbers } from './persistence/official-numbers';
import { QUEUE_CONTROLLERS, QUEUE_PROVIDERS } from './queues/queue-providers';
import { QueueTallies } from './queues/queue-tallies';
import { CaseAgents } from './reading/case-agents';
import { CaseAudit } from './reading/case-audit';
import { CaseFormReader } from './reading/case-form-reader';
import { CaseHistories } from './reading/case-history';
import { CaseLookUp } from './reading/case-look-up';
import { CaseLists } from './reading/case-lists';
import { CaseNumbers } from './reading/case-numbers';
import { CaseReader } from './reading/case-reader';
import { CaseVisibility } from './reading/case-visibility';
import { ClockReader } from './reading/clock-reader';
import { OpenBundleCommands } from './reading/open-bundle-commands';
import { OpenCommands } from './reading/open-commands';
import { PROGRESS_CONTROLLERS, PROGRESS_PROVIDERS } from './reading/progress-providers';
import { OwnCases } from './reading/own-cases';
import { OverdueItems } from './reading/overdue-items';
import { Supervision } from './reading/supervision';
import { Unmasking } from './reading/unmasking';
import { CaseRetention } from './retention/case-retention';
import { QueryCodes } from './reading/tracking-codes';
import { TrackingLimits } from './reading/tracking-limits';

const STORES = [CaseAnswersStore, CaseNotes, CaseParties, CaseRepository, CaseResults, CaseWriter, CaseNumbers, DeliveryChoiceRepository, OfficialNumbers];
const COMMANDS = [
  BundleCommands, CalendarWatch, Collectors, CommandPath, CompetentAuthorities, CorrectionAnswers, DeliveryChoices, DraftCommands, Eligibility, ItemCommands, ItemOpening, LaterMaterials, LightsWatch, PeerItems, PendingCommands, Prefilling, ReceivedCases, ResultMaking,
  Submission, UpperAuthorities,
];
const READERS = [
  CaseRetention, OwnCases, OverdueItems, Supervision, Unmasking,
  AccountCases, CaseAgents, CaseAudit, CaseData, CaseDefinitions, CaseFactsReader, CaseFormReader, CaseLists, CaseLookUp, CaseReader, CaseVisibility, ClockReader, EventChainReader, OpenBundleCommands, OpenCommands,
  IssuedResultSource, PartyAccess,
];

/** Cases: from the draft of a one-thing to the delivery of its results. */
@Module({
  imports: [CatalogueModule, IdentityModule, LicencesModule, ObjectStoreModule],
  controllers: [CasesController, DeliveryChoiceController, SupervisionController, UnmaskingController, ItemCasesController, ItemHandlingController, ...QUEUE_CONTROLLERS, ...PROGRESS_CONTROLLERS, ...MATERIAL_CONTROLLERS],
  providers: [...STORES, ...COMMANDS, ...READERS, ...MATERIAL_PROVIDERS, ...QUEUE_PROVIDERS, ...PROGRESS_PROVIDERS, CaseBacklog, EventFeed, PartyRegistrar],
  exports: [
    AccountCases, CalendarWatch, CaseAudit, CaseBacklog, CaseFactsReader, CaseNumbers, CaseHistories, CaseLookUp, DraftSweeper, EventChainReader, EventFeed, FileAddresses, FileRemovals, CaseRetention, IssuedResultSource, LightsWatch, OfficialNumbers, OwnCases, PartyRegistrar, PendingCommands, QueryCodes, QueueTallies, PeerItems, ReceivedCases,
    TrackingLimits,
  ],
})
export class CasesModule implements OnModuleInit {
  constructor(private readonly database: Database, private readonly columns: EncryptedColumns) {}

  onModuleInit(): void {
    registerCaseColumns(this.database, this.columns);
  }
}
