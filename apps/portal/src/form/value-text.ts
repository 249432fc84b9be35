import type { ListMember, MergedField } from '../shared/rules';
import type { ServerText } from '../texts/texts';

interface Tongue {
  t: (key: string, values?: Record<string, unknown>) => string;
  say: (text: ServerText) => string;
  day: (day: string) => string;
}

/** A value as people read it: for check-your-answers, case pages and print. A division is shown by its code unless it is named. */
export function valueText(field: MergedField | ListMember, value: unknown, tongue: Tongue, divisionNames: ReadonlyMap<string, string> = new Map()): string {
  const { t, say, day } = tongue;
  const labelOf = (chosen: unknown): string => {
    const choice = field.choices?.find((one) => one.value === chosen);
    return choice ? say(choice.label) : String(chosen);
  };
  if (value === undefined || value === null || value === '') return '';
  switch (field.type) {
    case 'boolean': return value === true ? t('parts.yes') : t('parts.no');
    case 'choice': return labelOf(value);
    case 'choices': return (value as unknown[]).map(labelOf).join(t('parts.form.comma'));
    case 'date': return /^\d{4}-\d{2}-\d{2}$/.test(String(value)) ? day(String(value)) : String(value);
    case 'dateTime': return String(value).replace('T', ' ');
    case 'money': return t('parts.form.yuan', { amount: String(value) });
    case 'division': return divisionNames.get(String(value)) ?? String(value);
    case 'list': return (value as Record<string, unknown>[]).map((row, index) => {
      const members = 'members' in field ? field.members ?? [] : [];
      return [`${index + 1}.`, ...members.map((member) => valueText(member, row[member.code], tongue, divisionNames)).filter((text) => text !== '')].join(' ');
    }).join('\n');
    default: return String(value);
  }
}
