/** What a command may do to the world besides its work: write, and say how it ended. */
export interface Terminal {
  out(text: string): void;
  err(text: string): void;
  /** 0 done, 1 something is wrong with what was given to check or do, 2 the command could not run. */
  exit(code: 0 | 1 | 2): void;
}

export const processTerminal: Terminal = {
  out: (text) => process.stdout.write(`${text}\n`),
  err: (text) => process.stderr.write(`${text}\n`),
  exit: (code) => {
    process.exitCode = code;
  },
};
