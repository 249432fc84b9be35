import { type Application, apply, caseOf, draft, type HandedIn } from '../acceptance/application';
import { NEWBORN_ANSWERS, NEWBORN_FORM } from '../acceptance/newborn-form';
import { worldOf } from '../acceptance/platform-world';
import { clientOf } from '../acceptance/world';
import type { Portal } from './portal';

const NEWBORN: Application = { login: 'mother', oneThing: 'newborn', answers: NEWBORN_ANSWERS, form: NEWBORN_FORM };

/** A submitted case of the newborn's one-thing, and its item of the health office. */
export interface SubmittedCase {
  caseId: string;
  number: string;
  itemId: string;
}

/** Applied for through the API, for tests of what offices do with it. */
export async function submitNewborn({ platform }: Portal, file?: HandedIn): Promise<SubmittedCase> {
  const world = worldOf(platform);
  const caseId = await apply(world, { ...NEWBORN, file });
  const { number, items } = await caseOf(await clientOf(world, 'mother'), caseId);
  return { caseId, number: number!, itemId: items.find(({ item }) => item === 'birth-certificate')!.id };
}

/** The same, for the addresses that tests open. */
export async function newMatter(portal: Portal): Promise<{ new: string; newItem: string }> {
  const { caseId, itemId } = await submitNewborn(portal);
  return { new: caseId, newItem: itemId };
}

/** A draft that lacks nothing. @returns the case's id */
export async function filledDraft({ platform }: Portal): Promise<string> {
  const world = worldOf(platform);
  return draft(world, await clientOf(world, NEWBORN.login), NEWBORN);
}
