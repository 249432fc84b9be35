import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'vue/compiler-sfc';
import { LANGUAGES } from '../src/texts/languages';

const SOURCE = join(__dirname, '../src');
const TEXTS = join(SOURCE, 'texts');

interface Texts {
  [key: string]: string | Texts;
}

/** Every text of a language by its whole key, `home.stage.birth`. */
function textsOf(language: string): Map<string, string> {
  const found = new Map<string, string>();
  const walk = (texts: Texts, path: string): void => {
    for (const [key, value] of Object.entries(texts)) {
      if (typeof value === 'string') found.set(`${path}.${key}`, value);
      else walk(value, `${path}.${key}`);
    }
  };
  for (const file of readdirSync(join(TEXTS, language))) walk(JSON.parse(readFileSync(join(TEXTS, language, file), 'utf8')) as Texts, file.replace('.json', ''));
  return found;
}

const sources = readdirSync(SOURCE, { recursive: true, encoding: 'utf8' })
  .filter((file) => /\.(vue|ts)$/.test(file) && !/\.spec\.ts$|schema\.ts$/.test(file))
  .map((file) => ({ file, content: readFileSync(join(SOURCE, file), 'utf8') }));
const everything = sources.map(({ content }) => content).join('\n');
const placeholders = (text: string): string[] => [...text.matchAll(/\{(\w+)\}/g)].map((match) => match[1]!).sort();

describe('the texts of the portal', () => {
  const [first, ...others] = LANGUAGES;
  const texts = textsOf(first.code);

  test.each(others.map(({ code }) => code))('%s has exactly the texts that the first language has, with the same values in them', (code) => {
    const other = textsOf(code);
    expect([...other.keys()].sort()).toEqual([...texts.keys()].sort());
    for (const [key, text] of texts) expect([key, placeholders(other.get(key)!)]).toEqual([key, placeholders(text)]);
  });

  test('none is empty, and English has no Chinese in it', () => {
    for (const { code } of LANGUAGES) for (const [key, text] of textsOf(code)) expect([code, key, text.trim()]).not.toEqual([code, key, '']);
    expect([...textsOf('en')].filter(([, text]) => /\p{Script=Han}/u.test(text))).toEqual([]);
  });

  test('every text that the sources name exists', () => {
    const named = [...everything.matchAll(/(?<![\w.])(?:t|te)\(\s*'([\w.-]+)'/g)].map((match) => match[1]!);
    const titles = [...everything.matchAll(/(?:title|text): '([a-z][\w]*\.[\w.]+)'/gi)].map((match) => match[1]!);
    expect([...named, ...titles].filter((key) => !texts.has(key))).toEqual([]);
    const prefixes = [...everything.matchAll(/(?<![\w.])(?:t|te)\(\s*`([\w.-]+)\$\{/g)].map((match) => match[1]!);
    expect(prefixes.filter((prefix) => ![...texts.keys()].some((key) => key.startsWith(prefix)))).toEqual([]);
  });

  test('every text is used', () => {
    const prefixes = [...everything.matchAll(/`([a-z][\w]*\.[\w.-]*)\$\{/gi)].map((match) => match[1]!);
    const isUsed = (key: string): boolean => everything.includes(`'${key}'`) || prefixes.some((prefix) => key.startsWith(prefix));
    expect([...texts.keys()].filter((key) => !isUsed(key))).toEqual([]);
  });

  test('every area that a page asks for exists', () => {
    const areas = [...everything.matchAll(/texts: \[([^\]]*)\]/g)].flatMap((match) => [...match[1]!.matchAll(/'(\w+)'/g)].map((area) => area[1]!));
    expect(areas.filter((area) => !existsSync(join(TEXTS, first.code, `${area}.json`)))).toEqual([]);
  });

  test('no component says anything that is not in the texts', () => {
    const said = sources.filter(({ file }) => file.endsWith('.vue')).flatMap(({ file, content }) => wordsIn(content).map((words) => `${file}: ${words}`));
    expect(said).toEqual([]);
  });

  test('a word in a template would be found', () => {
    expect(wordsIn('<template><p>Hello <b>there</b></p><input placeholder="Name"></template>')).toEqual(['Hello', 'there', 'placeholder="Name"']);
    expect(wordsIn('<template><p>{{ ok ? \'是\' : t("x") }}</p></template>')).toEqual(['ok ? \'是\' : t("x")']);
  });
});

interface TemplateNode {
  type: number;
  content?: unknown;
  children?: TemplateNode[];
  props?: { type: number; name: string; value?: { content: string } }[];
}
const TEXT = 2;
const INTERPOLATION = 5;
const ATTRIBUTE = 6;
const SPOKEN_ATTRIBUTES = new Set(['title', 'label', 'hint', 'placeholder', 'alt', 'aria-label', 'caption', 'name-text']);

/** Words of people in a template: text, attributes that are shown or read, and Chinese in expressions. */
function wordsIn(component: string): string[] {
  const { descriptor } = parse(component);
  const found: string[] = [];
  const walk = (node: TemplateNode): void => {
    if (node.type === TEXT && /\p{L}{2,}/u.test(String(node.content))) found.push(String(node.content).trim());
    if (node.type === INTERPOLATION) {
      const expression = (node.content as { content: string }).content;
      if (/\p{Script=Han}/u.test(expression)) found.push(expression);
    }
    for (const prop of node.props ?? []) {
      if (prop.type === ATTRIBUTE && SPOKEN_ATTRIBUTES.has(prop.name) && /\p{L}{2,}/u.test(prop.value?.content ?? '')) found.push(`${prop.name}="${prop.value!.content}"`);
    }
    node.children?.forEach(walk);
  };
  if (descriptor.template?.ast) walk(descriptor.template.ast as unknown as TemplateNode);
  return found;
}
