import { randomUUID } from 'node:crypto';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { CatalogueService } from '@onething/catalogue';
import { loadSettings } from '@onething/config';
import { DEMO_RESIDENTS } from '@onething/identity';
import { newId, SystemClock } from '@onething/kernel';
import { type Licence, LicenceRegister } from '@onething/licences';
import { Database } from '@onething/persistence';
import { SealedFiles } from '@onething/sealed-files';
import { type FileTrust, TrustLists, verifyFile } from '@onething/verification';
import { type Platform, startPlatform } from '../apps/api/src/start/platform';
import { defaultHome, hostFacts, makeHome } from '../config/home';
import { printProfile, profiled } from './profile';
import { countSignatures, RawSignatures, type SignatureCounts } from './signatures';

export interface LicencePlan {
  rounds: number;
  /** Of one measurement, licences. */
  count: number;
}

/** What was done in one measurement: how many, wall and processor time of this process, ms. */
interface Share {
  count: number;
  wall: number;
  cpu: number;
}

const PERSONS = DEMO_RESIDENTS.map(({ id }) => id);
/** Verified in turns; the trust list is read once, as a verifier does who has many files. */
const VERIFIED = 20;

/** Issues and verifies in this very process, so that its processor time is that of the work: the database is another process. */
export async function benchLicences(plan: LicencePlan): Promise<void> {
  const host = hostFacts();
  const home = join(defaultHome(host), `bench-${process.pid}`);
  makeHome(home, host);
  try {
    const settings = loadSettings({ ...process.env, ONETHING_HOME: home, PORT: '0', RATE_LIMITS: 'off' });
    const platform = await startPlatform({ settings, clock: new SystemClock(), worker: 'byHand', register: 'none', log: { write: () => undefined } });
    try {
      await new LicenceBench(platform).run(plan);
    } finally {
      await platform.stop();
    }
  } finally {
    rmSync(home, { recursive: true, force: true });
  }
}

class LicenceBench {
  private readonly files = this.platform.app.get(SealedFiles, { strict: false });
  private readonly register = this.platform.app.get(LicenceRegister, { strict: false });
  private readonly database = this.platform.app.get(Database, { strict: false });
  private readonly raw = new RawSignatures();

  constructor(private readonly platform: Platform) {}

  async run({ rounds, count }: LicencePlan): Promise<void> {
    await this.makeAll();
    const samples = await this.register.listHeldBy(PERSONS, { limit: 100 });
    await this.issue(samples, 50);
    const files = await Promise.all(samples.slice(0, VERIFIED).map((licence) => this.bytesOf(licence)));
    const trust = await this.platform.app.get(TrustLists, { strict: false }).current();
    const verify = (times: number): void => verifyAll(files, trust, times);
    verify(50);
    const perFile = { issue: await countSignatures(() => this.issue(samples, 1)), verify: await countSignatures(async () => verify(1)) };
    this.raw.run(perFile.issue, 50);
    const found: Record<'issue' | 'verify' | 'rawIssue' | 'rawVerify', Share[]> = { issue: [], verify: [], rawIssue: [], rawVerify: [] };
    for (let round = 0; round < rounds; round += 1) {
      found.issue.push(await measured(count, () => this.issue(samples, count)));
      found.rawIssue.push(await measured(count, async () => this.raw.run(perFile.issue, count)));
      found.verify.push(await measured(count, async () => verify(count)));
      found.rawVerify.push(await measured(count, async () => this.raw.run(perFile.verify, count)));
    }
    print('issue', perFile.issue, found.issue, found.rawIssue);
    print('verify', perFile.verify, found.verify, found.rawVerify);
    printProfile(`issue, ${count} more`, await profiled(() => this.issue(samples, count)));
    printProfile(`verify, ${count} more`, await profiled(async () => verify(count)));
  }

  /** Rows and order in a transaction each, as a decided item brings them; then the files, as one worker makes them. */
  private async issue(samples: readonly Licence[], count: number): Promise<void> {
    for (let index = 0; index < count; index += 1) await this.issueOne(samples[index % samples.length]!);
    await this.makeAll();
  }

  private async issueOne({ typeCode, holder, face, issuer, validity, issuedOn }: Licence): Promise<void> {
    const type = await this.platform.app.get(CatalogueService, { strict: false }).getLicenceType(typeCode);
    await this.database.transaction((tx) => this.register.issue(tx, {
      licenceId: newId(Date.now()), typeCode, officialTypeCode: type.typeCode, holderPersonId: holder.personId, holderKind: holder.kind, face, issuer, issuedOn, validTo: validity.to,
      caseId: newId(Date.now()), itemId: randomUUID(), authorisedBy: 'bench',
    }));
  }

  private async makeAll(): Promise<void> {
    while (await this.files.workBatch() > 0);
  }

  private async bytesOf({ versionId }: Licence): Promise<Buffer> {
    const parts: Buffer[] = [];
    for await (const part of (await this.files.open(versionId)).content) parts.push(part as Buffer);
    return Buffer.concat(parts);
  }
}

/** @throws Error when one is not genuine: then there is nothing to measure */
function verifyAll(files: readonly Buffer[], trust: FileTrust, times: number): void {
  for (let index = 0; index < times; index += 1) {
    if (!verifyFile(files[index % files.length]!, trust, Date.now()).valid) throw new Error('A licence that was just issued does not verify');
  }
}

async function measured(count: number, work: () => Promise<void>): Promise<Share> {
  const [began, before] = [performance.now(), process.cpuUsage()];
  await work();
  const { user, system } = process.cpuUsage(before);
  return { count, wall: performance.now() - began, cpu: (user + system) / 1000 };
}

function print(name: string, counts: SignatureCounts, whole: readonly Share[], raw: readonly Share[]): void {
  const each = (shares: readonly Share[], of: 'wall' | 'cpu') => shares.reduce((sum, share) => sum + share[of], 0) / shares.reduce((sum, share) => sum + share.count, 0);
  const rates = (shares: readonly Share[]) => shares.map(({ count, cpu }) => ((count * 1000) / cpu).toFixed(0)).join(' ');
  console.log(`${name}: ${(1000 / each(whole, 'cpu')).toFixed(1)} a second of one core (rounds: ${rates(whole)}); ${each(whole, 'cpu').toFixed(2)} ms of processor, ${each(whole, 'wall').toFixed(2)} ms by the clock`);
  console.log(`  its signatures alone (SM2: ${counts.sm2Sign} made, ${counts.sm2Verify} verified; P-256: ${counts.p256Sign} made, ${counts.p256Verify} verified): `
    + `${(1000 / each(raw, 'cpu')).toFixed(0)} a second (${rates(raw)}), ${each(raw, 'cpu').toFixed(2)} ms, ${((100 * each(raw, 'cpu')) / each(whole, 'cpu')).toFixed(0)} % of the whole`);
}
