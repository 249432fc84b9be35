import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';

const PASSED_ON = ['SIGINT', 'SIGTERM', 'SIGHUP'];

/**
 * Runs a program to its end and passes signals on; it decides itself how to stop.
 * @param options.output 'stderr' keeps the program's output out of ours
 * @param options.followNpm stop the program when the npm that started us has gone (kill -9 reaches npm only)
 * @returns its exit code; 128 + the signal's number when a signal ended it
 */
export function runToEnd([program, ...args], { cwd, env, output = 'inherit', followNpm = false }) {
  return new Promise((resolve, reject) => {
    // With a channel the program learns that we have gone, even by kill -9.
    const stdio = ['inherit', output === 'stderr' ? 2 : 'inherit', 'inherit', ...(followNpm ? ['ipc'] : [])];
    const child = spawn(program, args, { cwd, env, stdio });
    const passOn = (signal) => child.kill(signal);
    for (const signal of PASSED_ON) process.on(signal, passOn);
    const watch = followNpm ? watchNpm(() => child.kill('SIGTERM')) : undefined;
    const settle = (how, value) => {
      clearInterval(watch);
      for (const signal of PASSED_ON) process.off(signal, passOn);
      how(value);
    };
    child.on('error', (error) => settle(reject, new Error(`${program} cannot be run: ${error.message}`)));
    child.on('exit', (code, signal) => settle(resolve, code ?? 128 + ({ SIGHUP: 1, SIGINT: 2, SIGKILL: 9, SIGTERM: 15 }[signal] ?? 0)));
  });
}

function watchNpm(onGone) {
  const npm = process.env.npm_lifecycle_event ? ancestors().find(({ command }) => /npm/.test(command))?.pid : undefined;
  if (npm === undefined) return undefined;
  return setInterval(() => {
    try {
      process.kill(npm, 0);
    } catch (error) {
      if (error.code === 'ESRCH') onGone();
    }
  }, 250).unref();
}

/** npm starts a shell that starts us. Only where /proc tells; elsewhere nobody is watched. */
function ancestors() {
  const found = [];
  try {
    for (let pid = process.ppid; pid > 1 && found.length < 4;) {
      found.push({ pid, command: readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0').slice(0, 2).join(' ') });
      const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
      pid = Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]);
    }
  } catch {
    return found;
  }
  return found;
}
