import { type ASTNode, Environment } from '@marcbachmann/cel-js';
import { DomainError } from '@onething/kernel';
import { compileCondition, lowerFirst, memberPaths, pathOf, walk } from './conditions';
import { findNearest } from './nearest';

/** The kinds of values, as far as conditions are concerned. Days are texts `YYYY-MM-DD` and can be compared. */
export type ValueShape =
  { type: 'boolean' | 'integer' | 'number' | 'rows' } | { type: 'text' | 'texts'; values?: readonly string[] };

/** Which names a condition may use, and what they hold. `form` by element code. */
export interface ConditionScope {
  q: Readonly<Record<string, ValueShape>>;
  form: Readonly<Record<string, ValueShape>>;
}

export interface ConditionProblem {
  message: string;
  advice: string;
}

/**
 * What is wrong with a condition: syntax, unknown names, values of the wrong type, values that a choice does not have,
 * arithmetic, comparison with null. An empty list means that it may be published.
 */
export function checkCondition(expression: string, scope: ConditionScope): ConditionProblem[] {
  let ast: ASTNode;
  try {
    ast = compileCondition(expression).run.ast;
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    return [{ message: error.detail, advice: 'write for example q.married == true && form.child.birthDate >= "2026-01-01"' }];
  }
  const unknown = unknownNames(ast, scope);
  if (unknown.length > 0) return unknown;
  const forbidden = forbiddenForms(ast);
  if (forbidden.length > 0) return forbidden;
  const verdict = environmentOf(scope).check(expression);
  if (!verdict.valid) return [typeProblem(verdict.error!, expression)];
  if (verdict.type !== 'bool') {
    return [
      {
        message: `the condition gives ${plainType(verdict.type!)}, not true or false`,
        advice: 'compare it with something: == , != , < , in [ … ]',
      },
    ];
  }
  return impossibleValues(ast, scope);
}

function unknownNames(ast: ASTNode, scope: ConditionScope): ConditionProblem[] {
  const problems = memberPaths(ast).flatMap((path): ConditionProblem[] => {
    if (path[0] === 'today' || path[0] === 'now') {
      return [
        {
          message: `the condition asks for \`${path[0]}\``,
          advice: 'conditions do not know the day, so that they never change their mind; ask for a date or an age instead',
        },
      ];
    }
    if (path[0] !== 'q' && path[0] !== 'form') return [];
    const depth = path[0] === 'q' ? 1 : 2;
    const name = path.slice(1, depth + 1).join('.');
    const names = scope[path[0]];
    if (path.length > depth && Object.hasOwn(names, name)) return [];
    const noun = path[0] === 'q' ? 'question' : 'data element';
    if (path.length <= depth)
      return [{ message: `the condition uses \`${path.join('.')}\` as a whole`, advice: `write ${path[0]}.<${noun}>` }];
    return [
      {
        message: `the condition asks for \`${path[0]}.${name}\`, but there is no such ${noun} here`,
        advice: nameAdvice(path[0], name, Object.keys(names)),
      },
    ];
  });
  return problems.filter((problem, index) => problems.findIndex((other) => other.message === problem.message) === index);
}

function nameAdvice(root: string, name: string, names: readonly string[]): string {
  const nearest = findNearest(name, names);
  if (nearest !== undefined) return `did you mean \`${root}.${nearest}\`?`;
  if (names.length === 0)
    return root === 'q'
      ? 'add the question, or remove the condition'
      : 'add the element to the form of the item, or remove the condition';
  return `write one of ${names
    .slice(0, 8)
    .map((each) => `\`${root}.${each}\``)
    .join(', ')}${names.length > 8 ? ' …' : ''}`;
}

const ARITHMETIC: readonly string[] = ['+', '-', '*', '/', '%'];

function forbiddenForms(ast: ASTNode): ConditionProblem[] {
  return walk(ast).flatMap((node): ConditionProblem[] => {
    if (ARITHMETIC.includes(node.op)) {
      return [
        {
          message: `the condition calculates (\`${node.op}\`)`,
          advice: 'conditions only compare; put the figure itself into the comparison',
        },
      ];
    }
    if (node.op !== '==' && node.op !== '!=') return [];
    const [left, right] = node.args;
    if (!isNull(left) && !isNull(right)) return [];
    const name = pathOf(isNull(left) ? right : left)?.join('.') ?? 'q.<question>';
    return [{ message: 'the condition compares with null', advice: `write ${node.op === '==' ? '!' : ''}has(${name})` }];
  });
}

function isNull(node: ASTNode): boolean {
  return node.op === 'value' && node.args === null;
}

const CEL_TYPES: Record<ValueShape['type'], string> = {
  boolean: 'bool',
  integer: 'int',
  number: 'double',
  text: 'string',
  texts: 'list<string>',
  rows: 'list<map>',
};

type Schema = { [name: string]: string | Schema };
const environments = new WeakMap<ConditionScope, Environment>();

function environmentOf(scope: ConditionScope): Environment {
  const ready = environments.get(scope);
  if (ready) return ready;
  const form: Record<string, Record<string, string>> = {};
  for (const [code, shape] of Object.entries(scope.form)) {
    const dot = code.indexOf('.');
    (form[code.slice(0, dot)] ??= {})[code.slice(dot + 1)] = CEL_TYPES[shape.type];
  }
  const q = Object.fromEntries(Object.entries(scope.q).map(([code, shape]) => [code, CEL_TYPES[shape.type]]));
  const environment = new Environment();
  for (const [name, schema] of Object.entries<Schema>({ q, form })) {
    if (Object.keys(schema).length > 0) environment.registerVariable({ name, schema });
  }
  environments.set(scope, environment);
  return environment;
}

function typeProblem(
  error: { code: string; summary: string; range?: { start: number; end: number } },
  expression: string,
): ConditionProblem {
  const at = error.range ? expression.slice(error.range.start, error.range.end) : expression;
  const summary = plainType(lowerFirst(error.summary.replace('no such overload: ', '')));
  if (error.code === 'unknown_variable')
    return {
      message: `the condition uses a name that does not exist: ${summary}`,
      advice: 'write q.<question> or form.<element>; put texts in quotes',
    };
  if (error.code !== 'no_such_overload')
    return { message: `the condition does not work at \`${at}\`: ${summary}`, advice: 'compare values of one type' };
  const advice =
    /double/.test(error.summary) && /int/.test(error.summary)
      ? 'this element holds decimals: write the number with a decimal point, 3.0'
      : 'compare a text with a text in quotes, a yes-or-no answer with true or false, a number with a number';
  return { message: `the condition compares different things at \`${at}\`: ${summary}`, advice };
}

function plainType(text: string): string {
  return text
    .replaceAll('bool', 'true-or-false')
    .replaceAll('string', 'text')
    .replaceAll(/\bint\b/g, 'whole number')
    .replaceAll('double', 'decimal number');
}

/** A text that is compared with a choice must be one of its values; else the comparison could never hold. */
function impossibleValues(ast: ASTNode, scope: ConditionScope): ConditionProblem[] {
  return walk(ast).flatMap((node) => {
    if (node.op !== '==' && node.op !== '!=' && node.op !== 'in') return [];
    const [left, right] = node.args;
    return [...impossiblePairs(left, right, scope), ...impossiblePairs(right, left, scope)];
  });
}

function impossiblePairs(named: ASTNode, literal: ASTNode, scope: ConditionScope): ConditionProblem[] {
  const path = pathOf(named);
  const shape = path?.[0] === 'q' ? scope.q[path[1]!] : path?.[0] === 'form' ? scope.form[path.slice(1).join('.')] : undefined;
  if (!path || !shape || !('values' in shape) || !shape.values) return [];
  const values = shape.values;
  const literals = literal.op === 'list' ? literal.args : [literal];
  return literals.flatMap((each): ConditionProblem[] => {
    if (each.op !== 'value' || typeof each.args !== 'string' || values.includes(each.args)) return [];
    const nearest = findNearest(each.args, values);
    const advice = nearest ? `did you mean "${nearest}"?` : `write one of ${values.map((value) => `"${value}"`).join(', ')}`;
    return [{ message: `\`${path.join('.')}\` is never "${each.args}"`, advice }];
  });
}
