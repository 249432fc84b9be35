import { playProvinces } from './play-provinces';

console.log('跨省通办 · cases between two provinces\n');
const start = Date.now();
playProvinces((line) => console.log(line)).then(
  () => console.log(`\nBoth places agree on every case (${Math.round((Date.now() - start) / 1000)} s).`),
  (error: unknown) => {
    console.error(`\n${(error as Error).message}`);
    process.exitCode = 1;
  },
);
