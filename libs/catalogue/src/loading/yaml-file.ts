import {
  type Document,
  isAlias,
  isMap,
  isScalar,
  isSeq,
  LineCounter,
  type Node,
  type Pair,
  parseDocument,
  visit,
  type YAMLError,
} from 'yaml';
import { type CatalogueProblem, fieldName } from './catalogue-problem';
import type { SourceFile } from './catalogue-files';

type Path = readonly (string | number)[];

/** A YAML file that knows where each of its values stands. */
export class YamlFile {
  readonly value: unknown;
  /** Syntax errors and duplicate keys. */
  readonly problems: CatalogueProblem[];
  /** False when the text is so broken that its values cannot be trusted. */
  readonly readable: boolean;
  private readonly document: Document.Parsed;
  private readonly lines = new LineCounter();

  constructor(readonly source: SourceFile) {
    this.document = parseDocument(source.text, { lineCounter: this.lines, prettyErrors: false, stringKeys: true });
    const { errors } = this.document;
    const broken = errors.find((error) => error.code !== 'DUPLICATE_KEY');
    this.readable = broken === undefined;
    // Once the parser has lost its way, further errors only puzzle.
    this.problems = (broken ? [broken] : errors).map((error) => this.describe(error));
    this.value = this.readable ? this.document.toJS() : undefined;
  }

  /** Line and column of a value; of the nearest value around it when it is missing. */
  locate(path: Path): { line: number; column: number } {
    let node: Node | null = this.document.contents;
    let offset = node?.range?.[0] ?? 0;
    for (const step of path) {
      if (isMap(node)) {
        const pair = findPair(node.items as Pair<Node, Node | null>[], String(step));
        if (!pair) break;
        offset = isScalar(pair.value) && pair.value.source !== '' ? start(pair.value, offset) : start(pair.key, offset);
        node = pair.value;
      } else if (isSeq(node) && node.items[Number(step)]) {
        node = node.items[Number(step)] as Node;
        offset = start(node, offset);
      } else break;
      if (isAlias(node)) break;
    }
    return this.position(offset);
  }

  /** Line and column of the name of a property, for a property that should not be there. */
  locateKey(path: Path): { line: number; column: number } {
    const parent = this.nodeAt(path.slice(0, -1));
    const pair = isMap(parent) ? findPair(parent.items as Pair<Node, Node | null>[], String(path.at(-1))) : undefined;
    return pair ? this.position(start(pair.key, 0)) : this.locate(path);
  }

  /** How a value was written, for example `0007` for the number seven. */
  written(path: Path): string | undefined {
    const node = this.nodeAt(path);
    return isScalar(node) ? node.source : undefined;
  }

  private nodeAt(path: Path): unknown {
    return this.document.getIn(
      path.map((step) => (/^\d+$/.test(String(step)) ? Number(step) : step)),
      true,
    );
  }

  private position(offset: number): { line: number; column: number } {
    const { line, col } = this.lines.linePos(offset);
    return { line: Math.max(line, 1), column: Math.max(col, 1) };
  }

  private describe(error: YAMLError): CatalogueProblem {
    const place = { file: this.source.path, ...this.position(error.pos[0]) };
    if (error.code === 'DUPLICATE_KEY') {
      const path = this.pathOfKeyAt(error.pos[0]);
      const key = String(path.at(-1) ?? '');
      return {
        ...place,
        field: fieldName('', path),
        message: `\`${key}\` is written twice in the same entry`,
        advice: 'keep one of the two lines',
      };
    }
    const { message, advice } = syntaxAdvice(error);
    return { ...place, field: '', message, advice };
  }

  private pathOfKeyAt(offset: number): Path {
    let found: Path = [];
    visit(this.document, {
      Pair: (_, pair, ancestors) => {
        const key = pair.key as Node;
        if (key.range?.[0] !== offset) return undefined;
        found = [...pathOf([...ancestors, pair]), String((key as { value?: unknown }).value)];
        return visit.BREAK;
      },
    });
    return found;
  }
}

/** The path that leads down through these nodes, without the last of them. */
function pathOf(nodes: readonly unknown[]): (string | number)[] {
  const path: (string | number)[] = [];
  nodes.slice(0, -1).forEach((node, index) => {
    const next = nodes[index + 1];
    if (isSeq(node)) path.push(node.items.indexOf(next));
    else if (isPairNode(node)) path.push(String((node.key as { value?: unknown }).value));
  });
  return path;
}

function isPairNode(node: unknown): node is Pair {
  return typeof node === 'object' && node !== null && 'key' in node && 'value' in node;
}

function findPair(pairs: Pair<Node, Node | null>[], name: string): Pair<Node, Node | null> | undefined {
  return pairs.find((pair) => isScalar(pair.key) && String(pair.key.value) === name);
}

function start(node: unknown, otherwise: number): number {
  return (node as Node | null)?.range?.[0] ?? otherwise;
}

function syntaxAdvice(error: YAMLError): { message: string; advice: string } {
  const known: Partial<Record<YAMLError['code'], [string, string]>> = {
    NON_STRING_KEY: [
      'a list or map stands where a name is expected',
      'look for a line above that has lost its `:` or its indentation',
    ],
    TAB_AS_INDENT: ['a tab is used to indent', 'indent with two spaces'],
    BAD_INDENT: ['the indentation does not fit the lines above', 'indent entries of one list or map alike, two spaces a level'],
    MULTIPLE_DOCS: ['a second YAML document begins here', 'remove the line `---` and put all entries under one `entries`'],
    BAD_ALIAS: ['an alias points to nothing', 'put a value that begins with `*` in quotes'],
    MISSING_CHAR: [error.message.toLowerCase(), 'look for a missing quotation mark, bracket or `: ` here or a line above'],
    MULTILINE_IMPLICIT_KEY: [
      'a name and its `:` must stand on one line',
      'look for a missing `:` or quotation mark here or a line above',
    ],
    BLOCK_AS_IMPLICIT_KEY: ['a value holds another `: `', 'put a value that contains `: ` in quotes'],
    BAD_SCALAR_START: [
      'a value begins with a character that means something in YAML',
      'put a value that begins with `@`, `` ` ``, `*`, `&` or `%` in quotes',
    ],
    UNEXPECTED_TOKEN: [
      'something stands here that YAML does not expect',
      'look for a missing comma, bracket or quotation mark here or a line above',
    ],
  };
  const [message, advice] = known[error.code] ?? [error.message, 'mend the YAML here or a line above'];
  return { message, advice };
}
