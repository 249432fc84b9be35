// Compiles on every change and restarts the platform with what was compiled; Vite serves the portal and passes /api on.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';

const main = 'dist/apps/api/src/main.js';
const running = [];
const run = (...args) => {
  const child = spawn(process.execPath, args, { stdio: 'inherit' });
  running.push(child);
  child.on('exit', stop);
  return child;
};

let stopping = false;
async function stop() {
  if (stopping) return;
  stopping = true;
  await Promise.all(running.filter((child) => child.exitCode === null && child.signalCode === null).map((child) => {
    child.kill('SIGTERM');
    return once(child, 'exit');
  }));
  process.exit(0);
}

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, stop);
process.on('disconnect', stop);

run('node_modules/@nestjs/cli/bin/nest.js', 'build', 'api', '--watch');
while (!existsSync(main)) await delay(200);
run('--watch', '--watch-preserve-output', '--enable-source-maps', main);
run('node_modules/vite/bin/vite.js', '--config', 'apps/portal/vite.config.mjs', '--clearScreen', 'false');
