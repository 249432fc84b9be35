// `npm run chaos:exchange -- --cases N --seed S`: the chaos test of the exchange between provinces, larger than npm test runs it.
import { spawnSync } from 'node:child_process';
import { parseArgs } from 'node:util';

const { values } = parseArgs({ options: { cases: { type: 'string', default: '2000' }, seed: { type: 'string', default: String(Date.now() % 1_000_000) } } });
const jest = ['--experimental-vm-modules', '--disable-warning=ExperimentalWarning', 'node_modules/jest/bin/jest.js', '--maxWorkers=1', 'test/exchange/exchange-chaos'];
const { status } = spawnSync(process.execPath, jest, { stdio: 'inherit', env: { ...process.env, CHAOS_CASES: values.cases, CHAOS_SEED: values.seed } });
process.exitCode = status ?? 1;
