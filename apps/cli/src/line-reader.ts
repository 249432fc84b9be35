import { createInterface, type Interface } from 'node:readline';
import { Writable } from 'node:stream';

/** Asks at a terminal, without showing what is typed where that is secret; otherwise reads the next line of what was piped in. */
export class LineReader {
  private lines?: AsyncIterator<string>;
  private interface?: Interface;
  private hidden = false;

  constructor(private readonly input: NodeJS.ReadStream, private readonly output: NodeJS.WriteStream) {}

  /** @returns undefined when there are no more lines */
  async ask(question: string, { hidden }: { hidden: boolean }): Promise<string | undefined> {
    this.lines ??= this.begin();
    if (this.input.isTTY) this.output.write(question);
    this.hidden = hidden;
    const answer = await this.lines.next() as IteratorResult<string, undefined>;
    this.hidden = false;
    if (hidden && this.input.isTTY) this.output.write('\n');
    return answer.value;
  }

  close(): void {
    this.interface?.close();
  }

  private begin(): AsyncIterator<string> {
    // What is typed is shown by the reader itself: it passes through here.
    const echo = new Writable({
      write: (chunk: Buffer, _encoding, done) => {
        if (!this.hidden) this.output.write(chunk);
        done();
      },
    });
    this.interface = createInterface({ input: this.input, output: echo, terminal: this.input.isTTY === true, historySize: 0 });
    return this.interface[Symbol.asyncIterator]();
  }
}
