import { Command } from 'commander';
import { type Catalogue, type CatalogueProblem, formatProblem, loadCatalogue } from '@onething/catalogue';
import type { Terminal } from '../terminal';

/** `onething catalogue check PATH…`: exit 0 when the catalogue may be published, 1 when it has problems. */
export function catalogueCheckCommand(terminal: Terminal): Command {
  return new Command('check')
    .description('check catalogue files: form, references, rules; report file, line, field, what is wrong and what to write')
    .argument('<path...>', 'files, or folders whose .yaml files are read')
    .option('--json', 'print { problems, totals } as JSON')
    .action(async (paths: string[], options: { json?: boolean }) => {
      const { catalogue, problems } = await loadCatalogue(paths);
      const totals = totalsOf(catalogue);
      if (options.json) terminal.out(JSON.stringify({ problems, totals }, null, 2));
      else printForPeople(terminal, problems, totals);
      terminal.exit(problems.length === 0 ? 0 : 1);
    });
}

type Totals = Record<string, number>;

function totalsOf(catalogue: Catalogue): Totals {
  const oneThings = [...catalogue.oneThings.values()];
  return {
    divisions: catalogue.divisions.size,
    departments: catalogue.departments.size,
    authorities: catalogue.authorities.length,
    licenceTypes: catalogue.licenceTypes.size,
    dataElements: catalogue.elements.size,
    materials: catalogue.materials.size,
    serviceItems: catalogue.items.size,
    oneThings: oneThings.length,
    openOneThings: oneThings.filter((oneThing) => oneThing.status === 'open').length,
  };
}

function printForPeople(terminal: Terminal, problems: readonly CatalogueProblem[], totals: Totals): void {
  for (const problem of problems) terminal.out(formatProblem(problem));
  if (problems.length > 0) terminal.out('');
  terminal.out(
    Object.entries(totals)
      .map(([kind, count]) => `${kind} ${count}`)
      .join(', '),
  );
  const files = new Set(problems.map((problem) => problem.file)).size;
  terminal.out(problems.length === 0 ? 'no problems' : `${count(problems.length, 'problem')} in ${count(files, 'file')}`);
}

function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`;
}
