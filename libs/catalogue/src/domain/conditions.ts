import { type ASTNode, Environment, EvaluationError, ParseError, type ParseResult } from '@marcbachmann/cel-js';
import { DomainError } from '@onething/kernel';

/** What a condition looks at: answers of the questionnaire by question code, values of the form by element code. */
export interface ConditionValues {
  q: Record<string, unknown>;
  form: Record<string, unknown>;
}

interface CompiledCondition {
  run: ParseResult;
  /** First names after `form.`: they exist for every condition, so that `has(form.child.name)` never fails. */
  groups: readonly string[];
}

const evaluation = new Environment().registerVariable('q', 'map').registerVariable('form', 'map');
const compiled = new Map<string, CompiledCondition>();
/** A catalogue has hundreds of conditions; more than this means drafts, and old ones may go. */
const CACHE_LIMIT = 5_000;

/**
 * Whether a condition (CEL) holds. It sees `q.<question>` and `form.<subject>.<element>`; what is not answered (missing or
 * null) is unknown: a comparison with it is unknown too, `||` is true when its other side is true, `&&` false when its other
 * side is false, and a condition that stays unknown is not met. `has(q.x)` says whether there is an answer. A value of an
 * unexpected type is unknown as well. There is no `today`: the same answers always give the same result, also years later.
 * @param values `form` flat by element code (`child.name`), or already nested
 * @throws DomainError `CATALOGUE.CONDITION_UNREADABLE` when it is no CEL or gives neither true nor false; no checked
 * catalogue has such a condition
 */
export function evaluateCondition(expression: string, values: ConditionValues): boolean {
  const { run, groups } = compileCondition(expression);
  let outcome: unknown;
  try {
    outcome = run({ q: withoutNulls(values.q), form: nest(values.form, groups) });
  } catch (error) {
    if (error instanceof EvaluationError) return false;
    throw error;
  }
  if (typeof outcome !== 'boolean') throw unreadable(expression, 'it gives neither true nor false');
  return outcome;
}

/** The questions and elements that a condition looks at. @throws DomainError `CATALOGUE.CONDITION_UNREADABLE` */
export function conditionReferences(expression: string): { questions: string[]; elements: string[] } {
  const paths = memberPaths(compileCondition(expression).run.ast);
  const below = (root: string, depth: number): string[] => [
    ...new Set(paths.filter((path) => path[0] === root && path.length > depth).map((path) => path.slice(1, depth + 1).join('.'))),
  ];
  return { questions: below('q', 1), elements: below('form', 2) };
}

/** Parsed once, then kept. @throws DomainError `CATALOGUE.CONDITION_UNREADABLE` */
export function compileCondition(expression: string): CompiledCondition {
  const cached = compiled.get(expression);
  if (cached) return cached;
  try {
    const run = evaluation.parse(expression);
    const groups = [
      ...new Set(
        memberPaths(run.ast)
          .filter((path) => path[0] === 'form' && path.length > 1)
          .map((path) => path[1]!),
      ),
    ];
    if (compiled.size >= CACHE_LIMIT) compiled.clear();
    compiled.set(expression, { run, groups });
    return { run, groups };
  } catch (error) {
    if (!(error instanceof ParseError)) throw error;
    const place = error.range ? ` at character ${error.range.start + 1}` : '';
    throw unreadable(expression, `${lowerFirst(error.summary)}${place}`);
  }
}

function unreadable(expression: string, why: string): DomainError {
  return new DomainError('invalid', 'CATALOGUE.CONDITION_UNREADABLE', `the condition \`${expression}\` cannot be read: ${why}`);
}

function withoutNulls(values: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== null && value !== undefined));
}

function nest(form: Record<string, unknown>, groups: readonly string[]): Record<string, unknown> {
  const nested: Record<string, Record<string, unknown>> = Object.fromEntries(groups.map((group) => [group, {}]));
  for (const [code, value] of Object.entries(withoutNulls(form))) {
    const dot = code.indexOf('.');
    const group = dot < 0 ? code : code.slice(0, dot);
    const members = dot < 0 ? withoutNulls(value as Record<string, unknown>) : { [code.slice(dot + 1)]: value };
    nested[group] = { ...nested[group], ...members };
  }
  return nested;
}

/** Every `a.b.c` and `a["b"].c` in the expression, as its names; the shorter paths within a longer one are left out. */
export function memberPaths(node: ASTNode): string[][] {
  const path = pathOf(node);
  if (path) return [path];
  return childrenOf(node).flatMap(memberPaths);
}

/** The names of `a.b.c`; undefined for anything else. */
export function pathOf(node: ASTNode): string[] | undefined {
  if (node.op === 'id') return [node.args];
  if (node.op === '.') {
    const owner = pathOf(node.args[0]);
    return owner && [...owner, node.args[1]];
  }
  if (node.op === '[]' && node.args[1].op === 'value' && typeof node.args[1].args === 'string') {
    const owner = pathOf(node.args[0]);
    return owner && [...owner, node.args[1].args];
  }
  return undefined;
}

function childrenOf(node: ASTNode): ASTNode[] {
  return nodesIn(node.args);
}

function nodesIn(value: unknown): ASTNode[] {
  if (Array.isArray(value)) return value.flatMap(nodesIn);
  return typeof value === 'object' && value !== null && 'op' in value ? [value as ASTNode] : [];
}

/** The node and all nodes below it. */
export function walk(node: ASTNode): ASTNode[] {
  return [node, ...childrenOf(node).flatMap(walk)];
}

export function lowerFirst(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1);
}
