import type { Progress, ProgressListener } from '@onething/backup';
import type { Terminal } from './terminal';

const MEBIBYTE = 1024 ** 2;
const DOING: Record<Progress['phase'], string> = { check: 'checking', files: 'files', tables: 'tables' };

/** Tells who looks at a terminal how far a backup or a restore has come. */
export function progressLine(terminal: Terminal): ProgressListener {
  return ({ phase, done, total, bytes }) => {
    terminal.progress?.(`${DOING[phase]} ${done}${total === undefined ? '' : `/${total}`}, ${mebibytes(bytes)}`);
  };
}

export function mebibytes(bytes: number): string {
  return `${(bytes / MEBIBYTE).toFixed(1)} MiB`;
}
