// Compiles on every change and restarts the platform with what was compiled.
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';

const main = 'dist/apps/api/src/main.js';
const compiler = spawn(process.execPath, ['node_modules/@nestjs/cli/bin/nest.js', 'build', 'api', '--watch'], { stdio: 'inherit' });
let platform;
let stopping = false;
const stop = () => {
  stopping = true;
  compiler.kill('SIGTERM');
  platform?.kill('SIGTERM');
};
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, stop);
process.on('disconnect', stop);
compiler.on('exit', stop);

while (!existsSync(main) && !stopping) await delay(200);
if (!stopping) {
  platform = spawn(process.execPath, ['--watch', '--watch-preserve-output', '--enable-source-maps', main], { stdio: ['inherit', 'inherit', 'inherit', 'ipc'] });
  platform.on('exit', stop);
}
