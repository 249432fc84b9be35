import { DEMO_BEGIN, playDemo } from './demo';

console.log(`新生儿出生一件事 · a child is born\n\n${DEMO_BEGIN} 10:00`);
playDemo({ print: (line) => console.log(line), log: { write: () => undefined } }).then(
  () => console.log('\nAll came out as expected.'),
  (error: unknown) => {
    console.error(`\n${(error as Error).message}`);
    process.exitCode = 1;
  },
);
