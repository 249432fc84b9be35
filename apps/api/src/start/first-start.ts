import { join } from 'node:path';
import type { INestApplicationContext } from '@nestjs/common';
import { CataloguePublisher, CatalogueService, formatProblem, loadCatalogue } from '@onething/catalogue';
import type { Settings } from '@onething/config';
import { DEMO_DIVISION, type DemoAccount, DemoAccounts } from '@onething/identity';
import { DomainError } from '@onething/kernel';
import { DemoLicences } from '@onething/licences';
import { DemoSeals } from '@onething/seals';
import { hostFacts } from '../../../../config/home';

/**
 * Publishes what is new in the catalogue and, in embedded mode, makes the demo accounts and their licences; what is there already stays as it is.
 * @returns the demo accounts; none in external mode
 * @throws DomainError `START.BROKEN_CATALOGUE` naming the first problem of the shipped catalogue
 */
export async function prepareFirstStart(app: INestApplicationContext, settings: Settings): Promise<DemoAccount[]> {
  const { catalogue, problems } = await loadCatalogue([join(hostFacts().projectRoot, 'config', 'catalogue')]);
  if (problems.length > 0) {
    const first = formatProblem(problems[0]!).split('\n')[0];
    throw new DomainError('refused', 'START.BROKEN_CATALOGUE', `config/catalogue has ${problems.length} problems, first: ${first}`);
  }
  await app.get(CataloguePublisher).publishAll(catalogue);
  if (settings.mode !== 'embedded') return [];
  const accounts = await app.get(DemoAccounts).ensure();
  await app.get(DemoLicences).ensure();
  return accounts;
}

/** Gives the authorities of the demonstration, and every other office that issues something, their seals, so that licences and documents get their files. */
export async function prepareDemoSeals(app: INestApplicationContext, accounts: readonly DemoAccount[]): Promise<void> {
  const { catalogue: { authorities, items, oneThings } } = await app.get(CatalogueService).getEdition();
  const official = (login: string): DemoAccount => accounts.find((account) => account.login === login)!;
  const officials = { administrator: official('administrator'), securityAdministrator: official('security') };
  const issuing = new Set([...[...items.values()].map(({ department }) => department), ...[...oneThings.values()].map(({ leadDepartment }) => leadDepartment)]);
  const owners = authorities.filter(({ department, division }) => division === DEMO_DIVISION || issuing.has(department));
  await app.get(DemoSeals).ensure(officials, owners.map(({ uscc, name }) => ({ uscc, name: name.zh })));
}
