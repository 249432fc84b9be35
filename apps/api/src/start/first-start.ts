import { join } from 'node:path';
import type { INestApplicationContext } from '@nestjs/common';
import { CataloguePublisher, formatProblem, loadCatalogue } from '@onething/catalogue';
import type { Settings } from '@onething/config';
import { type DemoAccount, DemoAccounts } from '@onething/identity';
import { DomainError } from '@onething/kernel';
import { DemoLicences } from '@onething/licences';
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
