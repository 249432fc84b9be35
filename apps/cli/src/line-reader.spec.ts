import { PassThrough } from 'node:stream';
import { LineReader } from './line-reader';

/** Streams as a terminal or a pipe has them. */
function streams(isTTY: boolean): { input: PassThrough; shown: () => string; reader: LineReader } {
  const [input, output] = [Object.assign(new PassThrough(), { isTTY, setRawMode: () => undefined }), new PassThrough()];
  let text = '';
  output.on('data', (chunk: Buffer) => (text += chunk.toString()));
  return { input, shown: () => text, reader: new LineReader(input as unknown as NodeJS.ReadStream, output as unknown as NodeJS.WriteStream) };
}

test('piped lines are the answers, in their order, and nothing is shown', async () => {
  const { input, shown, reader } = streams(false);
  input.end('one\ntwo\n');
  expect(await reader.ask('first: ', { hidden: false })).toBe('one');
  expect(await reader.ask('second: ', { hidden: true })).toBe('two');
  expect(await reader.ask('third: ', { hidden: false })).toBeUndefined();
  expect(shown()).toBe('');
  reader.close();
});

test('a terminal shows the questions and what is typed, but no password', async () => {
  const { input, shown, reader } = streams(true);
  const login = reader.ask('login: ', { hidden: false });
  input.write('chief\r');
  expect(await login).toBe('chief');
  const password = reader.ask('password: ', { hidden: true });
  input.write('a secret\r');
  expect(await password).toBe('a secret');
  expect(shown()).toContain('login: ');
  expect(shown()).toContain('password: ');
  expect(shown()).not.toContain('secret');
  reader.close();
});
