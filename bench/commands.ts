import { credentialsOf, type OpenAccount } from '../test/acceptance/entrance';
import { NEWBORN_ANSWERS, NEWBORN_FORM, onePagePdf } from '../test/acceptance/newborn-form';
import type { Connection, Task } from './load';

interface Outcome {
  version: number;
  step: string | null;
}

/** Access tokens of those who send commands. */
export interface Tokens {
  resident: string;
  clerk: string;
}

/** An item case that was submitted and waits at its office. */
export interface SubmittedItem {
  path: string;
  item: string;
  version: number;
}

/** The items of a newborn's one-thing that wait for no other, each with the face fields that its clerk types. */
const FACES: Record<string, Record<string, unknown>> = {
  'birth-certificate': { certificateNumber: 'Z650123456' },
  'vaccination-certificate': { certificateNumber: 'YM65010200001' },
};
/** With what her ID card's licence would fill in: here its copy is handed in as a file. */
const FORM = { ...NEWBORN_FORM, 'applicant.ethnicity': '汉族' };
/** Papers of the newborn's one-thing, here all handed in as files. */
const PAPERS = ['applicant-id-card', 'other-parent-id-card', 'name-confirmation'];
const PAPER = onePagePdf();

export async function logIn(connection: Connection, account: OpenAccount): Promise<string> {
  const body = credentialsOf(account, Date.now());
  return (await connection.send<{ accessToken: string }>({ path: '/api/auth/login', body })).accessToken;
}

/** "create": a draft of a one-thing begins. */
export const createDraft = ({ resident }: Tokens): Task => (connection) => connection.send(newDraft(resident));

/**
 * "step": a clerk takes an item case from the queue to its end: receive, accept, decide, issue the result. Four commands, each
 * on the version that the one before has left.
 */
export const handleItem = ({ clerk }: Tokens, { path, item, version }: SubmittedItem): Task => async (connection) => {
  const command = (name: string, seen: number, body: object = {}) =>
    connection.send<Outcome>({ path: `${path}/${name}`, token: clerk, body: { version: seen, ...body } });
  const received = await command('receive', version);
  const accepted = await command('accept', received.version);
  const decided = await command('decision', accepted.version, { step: accepted.step, outcome: 'grant' });
  await command('result', decided.version, { step: decided.step, outcome: 'made', face: FACES[item] });
};

/** Fills in a whole application over HTTP and submits it. @returns its items that can be handled at once */
export async function submitCase(connection: Connection, { resident }: Tokens): Promise<SubmittedItem[]> {
  const draft = await connection.send<Outcome & { caseId: string }>(newDraft(resident));
  const path = `/api/cases/${draft.caseId}`;
  let { version } = await connection.send<Outcome>({
    method: 'PUT', path: `${path}/draft`, token: resident, body: { version: draft.version, answers: NEWBORN_ANSWERS, form: FORM },
  });
  for (const paper of PAPERS) {
    ({ version } = await connection.send<Outcome>({ path: `${path}/materials/${paper}/files`, token: resident, expected: 201, file: PAPER }));
  }
  await connection.send({ path: `${path}/submit`, token: resident, body: { version } });
  const { items } = await connection.send<{ items: { id: string; item: string; version: number }[] }>({ method: 'GET', path, token: resident });
  return items.filter(({ item }) => item in FACES).map(({ id, item, version: seen }) => ({ path: `${path}/items/${id}`, item, version: seen }));
}

const newDraft = (token: string) =>
  ({ path: '/api/cases', token, expected: 201, body: { oneThing: 'newborn', division: '650102', answers: NEWBORN_ANSWERS } });
