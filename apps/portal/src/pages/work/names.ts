import type { Schema } from '../../api/client';
import type { ServerText } from '../../texts/texts';

interface Tongue {
  t: (key: string, values?: Record<string, unknown>) => string;
  te: (key: string) => boolean;
  say: (text: ServerText) => string;
}

interface Standing {
  state: string;
  step: string | null;
  stepName: ServerText | null;
}

/** How an item stands: its state, or the step that it is in. */
export function stateName({ state, step, stepName }: Standing, { t, te, say }: Tongue): string {
  if (step?.startsWith('$')) return t(step === '$correction' ? 'work.state.correcting' : 'work.state.procedure');
  if (stepName) return say(stepName);
  const key = `work.state.${state}`;
  return te(key) ? t(key) : state;
}

/** The sections of an item's form, as the merged form has them. */
export function sectionsOf({ fields }: Schema<'ItemFormDto'>): Schema<'FormSectionDto'>[] {
  return fields as unknown as Schema<'FormSectionDto'>[];
}
