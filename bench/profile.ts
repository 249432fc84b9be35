import { type Profiler, Session } from 'node:inspector/promises';

/** Processor time of the main thread by what it was spent on, ms, the largest first. */
export type Profile = [string, number][];

const INTERVAL_US = 500;
/** The first that fits the address of a function's file. What fits none counts for who called it. */
const PARTS: readonly [string, RegExp][] = [
  ['drawing: fontkit', /node_modules\/(fontkit|restructure|@swc\/helpers|dfa|unicode-|brotli|clone)/],
  ['drawing: pdfkit', /node_modules\/(pdfkit|@noble|js-md5|linebreak|png-js|qrcode)/],
  ['drawing: ours', /libs\/(licences\/src\/file|sealed-files\/src\/pdf\/page|seals\/src\/image)/],
  ['signatures and digests', /node:internal\/crypto|libs\/crypto\//],
  ['PDF revisions: ours', /libs\/sealed-files\/src\/pdf\//],
  ['seals, certificates, CMS: ours', /libs\/seals\//],
  ['verification: ours', /libs\/verification\//],
  ['database client', /node_modules\/(pg|pg-|postgres)|libs\/persistence\//],
  ['store', /libs\/object-store\/|node:internal\/fs/],
  ['compression', /node:zlib/],
  ['the rest of ours', /\/(libs|apps|bench)\//],
];

/** Runs the work under the profiler of the engine. */
export async function profiled(work: () => Promise<void>): Promise<Profile> {
  const session = new Session();
  session.connect();
  await session.post('Profiler.enable');
  await session.post('Profiler.setSamplingInterval', { interval: INTERVAL_US });
  await session.post('Profiler.start');
  await work();
  const { profile } = await session.post('Profiler.stop');
  session.disconnect();
  return byPart(profile);
}

function byPart({ nodes, samples = [], timeDeltas = [] }: Profiler.Profile): Profile {
  // The profiler's own work is nobody's.
  const parents = new Map(nodes.flatMap(({ id, children = [] }) => children.map((child) => [child, id] as const)));
  const byId = new Map(nodes.map((node) => [node.id, node]));
  const parts = new Map<number, string>();
  const partOf = (id: number): string => {
    const known = parts.get(id);
    if (known !== undefined) return known;
    const { callFrame: { url, functionName } } = byId.get(id)!;
    const parent = parents.get(id);
    const part = functionName === '(garbage collector)' ? 'garbage collection' : functionName === '(idle)' || url === 'node:inspector' ? '' : PARTS.find(([, files]) => files.test(url))?.[0] ?? (parent === undefined ? 'node' : partOf(parent));
    parts.set(id, part);
    return part;
  };
  const spent = new Map<string, number>();
  samples.forEach((id, index) => spent.set(partOf(id), (spent.get(partOf(id)) ?? 0) + (timeDeltas[index] ?? 0) / 1000));
  spent.delete('');
  return [...spent].sort(([, one], [, other]) => other - one);
}

export function printProfile(name: string, profile: Profile): void {
  const whole = profile.reduce((sum, [, ms]) => sum + ms, 0);
  console.log(`\n${name}: ${whole.toFixed(0)} ms of the main thread`);
  for (const [part, ms] of profile) console.log(`  ${part.padEnd(34)}${ms.toFixed(0).padStart(7)} ms ${((100 * ms) / whole).toFixed(1).padStart(6)} %`);
}
