import { kindOfName, recogniseKind } from './file-kind';
import { SAMPLES } from './fixtures/sample-files';

test.each(Object.entries(SAMPLES))('%s is told by its first bytes', async (extension, content) => {
  const kind = await recogniseKind(content);
  expect(kind).toBeDefined();
  expect(kindOfName(`a.${extension.toUpperCase()}`)).toBe(kind);
});

test.each([
  ['nothing', ''],
  ['a page', '<!doctype html><script>alert(1)</script>'],
  ['a picture with scripts', '<svg xmlns="http://www.w3.org/2000/svg"/>'],
  ['a program', 'MZ\u0090\u0000'],
  ['an archive', 'PK\u0003\u0004'],
  ['a text', 'hello'],
  ['a GIF', 'GIF89a'],
])('%s is not taken', async (_, text) => {
  expect(await recogniseKind(Buffer.from(text, 'latin1'))).toBeUndefined();
});

test.each(['pdf', 'a', 'a.', 'a.pdf.exe', 'a.html', '.gitignore'])('the name %s promises none of them', (name) => {
  expect(kindOfName(name)).toBeUndefined();
});
