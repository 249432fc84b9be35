/** What is wrong with one field, as the server names it: a path such as `form.child.name`. */
export interface FieldProblem {
  field: string;
  code: string;
  message: string;
}

interface ProblemBody {
  status: number;
  code: string;
  detail: string;
  requestId?: string;
  errors?: FieldProblem[];
  current?: { state: string; version: number };
}

/** An answer of the server that says no (RFC 9457), or no answer at all. Build on `code`; texts come from `problems.json`. */
export class Problem extends Error {
  readonly status: number;
  readonly code: string;
  readonly requestId?: string;
  readonly errors: FieldProblem[];
  /** With a conflict: how the thing stands now. */
  readonly current?: { state: string; version: number };

  constructor(body: ProblemBody) {
    super(body.detail);
    this.name = 'Problem';
    this.status = body.status;
    this.code = body.code;
    this.requestId = body.requestId;
    this.errors = body.errors ?? [];
    this.current = body.current;
  }

  /** Whether it is unknown if the server did anything: the same may be sent again under the same key. */
  get isUncertain(): boolean {
    return this.status === 0 || this.status === 401 || this.status === 429 || this.status >= 500;
  }
}

export const UNREACHABLE = 'NETWORK.UNREACHABLE';
const UNREADABLE = 'NETWORK.UNREADABLE';

/** @param thrown anything that a call threw */
export function problemOf(thrown: unknown): Problem {
  if (thrown instanceof Problem) return thrown;
  if (thrown instanceof TypeError) return new Problem({ status: 0, code: UNREACHABLE, detail: thrown.message });
  return new Problem({ status: 0, code: UNREADABLE, detail: thrown instanceof Error ? thrown.message : String(thrown) });
}

/** The problem in an answer; proxies in between answer in other forms than ours. */
export function problemInAnswer(status: number, body: unknown): Problem {
  const said = typeof body === 'object' && body !== null && 'code' in body ? body as ProblemBody : undefined;
  return new Problem({ ...said, status, code: said?.code ?? UNREADABLE, detail: said?.detail ?? '' });
}
