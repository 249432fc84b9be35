import { LineReader } from './line-reader';

/** What a command may do to the world besides its work: write, and say how it ended. */
export interface Terminal {
  out(text: string): void;
  err(text: string): void;
  /** Says how far it has come, in a line that the next one replaces; absent where nobody looks. */
  progress?(text: string): void;
  /** The answer of who sits there, or the next line of standard input; undefined when there is none. */
  ask?(question: string, options: { hidden: boolean }): Promise<string | undefined>;
  /** 0 done, 1 something is wrong with what was given to check or do, 2 the command could not run. */
  exit(code: 0 | 1 | 2): void;
}

const CLEARED_LINE = '\r\u001b[K';
const clear = (): void => void (process.stderr.isTTY && process.stderr.write(CLEARED_LINE));

const reader = new LineReader(process.stdin, process.stderr);

export const processTerminal: Terminal = {
  out: (text) => {
    clear();
    process.stdout.write(`${text}\n`);
  },
  err: (text) => {
    clear();
    process.stderr.write(`${text}\n`);
  },
  ...(process.stderr.isTTY ? { progress: (text: string) => process.stderr.write(CLEARED_LINE + text) } : {}),
  ask: (question, options) => reader.ask(question, options),
  exit: (code) => {
    reader.close();
    process.exitCode = code;
  },
};
