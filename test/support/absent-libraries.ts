import { Global, Module } from '@nestjs/common';
import { AuditModule, EVENT_CHAINS } from '@onething/audit';
import { KnownDepartments, KnownOneThings } from '@onething/identity';
import { CountedCases, EventHistory } from '@onething/statistics';

const PORTS = [
  { provide: KnownDepartments, useValue: { codes: () => Promise.resolve(new Set()), hasDivision: () => Promise.resolve(false) } },
  { provide: KnownOneThings, useValue: { unknownAmong: () => Promise.resolve([]) } },
  { provide: EVENT_CHAINS, useValue: [] },
  { provide: EventHistory, useValue: {} },
  { provide: CountedCases, useValue: {} },
];

/** What persons, accounts, figures and the audit ask of libraries that a test leaves out. */
@Global()
@Module({ imports: [AuditModule], providers: PORTS, exports: PORTS })
export class AbsentLibraries {}
