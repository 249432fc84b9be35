import type { Locator } from 'playwright-core';
import type { Portal } from './portal';
import type { Visitor } from './visitor';

interface Text {
  zh: string;
  en: string;
}
interface Field {
  name: Text;
  type: string;
  choices?: { value: string; label: Text }[];
}
interface FormField extends Field {
  element: string;
  members?: (Field & { code: string })[];
}
interface Topic {
  subject: string;
  name: Text;
  fields: FormField[];
}

/** Somebody who fills in the form of a case in the browser, with what stands on a sheet: values by element. */
export class FormFilling {
  private constructor(
    private readonly visitor: Visitor, private readonly topics: Topic[], private readonly divisions: ReadonlyMap<string, Text>, private readonly language: 'zh' | 'en',
  ) {}

  /** @param login whose case it is */
  static async begin(portal: Portal, visitor: Visitor, { caseId, login, language }: { caseId: string; login: string; language: 'zh' | 'en' }): Promise<FormFilling> {
    const { request } = portal.platform;
    const form = await request.get(`/api/cases/${caseId}/form`).set('Authorization', `Bearer ${await portal.platform.login(login)}`);
    return new FormFilling(visitor, (form.body as { plan: { form: Topic[] } }).plan.form, await divisionsOf(portal), language);
  }

  /** Of an application that no other account may look at: the form is that of the plan. */
  static async ofPlan(portal: Portal, visitor: Visitor, { oneThing, answers, language }: { oneThing: string; answers: object; language: 'zh' | 'en' }): Promise<FormFilling> {
    const { body } = await portal.platform.request.post(`/api/one-things/${oneThing}/preview`).send({ answers });
    return new FormFilling(visitor, (body as { form: Topic[] }).form, await divisionsOf(portal), language);
  }

  /** Fills the fields of the topic that is open, as far as the sheet has them and they can be changed. */
  async fill(subject: string, sheet: Readonly<Record<string, unknown>>): Promise<void> {
    const topic = this.topics.find((one) => one.subject === subject)!;
    await this.visitor.seesHeading(topic.name[this.language]);
    const page = this.visitor.find('main');
    for (const field of topic.fields) {
      const value = sheet[field.element];
      if (value === undefined) continue;
      if (field.type === 'list') await this.list(field, value as Record<string, unknown>[]);
      else await this.put(page, field, value);
    }
  }

  /** Adds an entry for each row of a group that repeats. */
  private async list(field: FormField, rows: readonly Record<string, unknown>[]): Promise<void> {
    const name = field.name[this.language];
    const group = this.visitor.find('group', this.nameOf(field));
    for (const [index, row] of rows.entries()) {
      await group.getByRole('button', { name: this.language === 'zh' ? `添加：${name}` : `Add: ${name}`, exact: true }).click();
      const entry = group.getByRole('group', { name: this.language === 'zh' ? `${name} 第 ${index + 1} 项` : `${name}, entry ${index + 1}`, exact: true });
      for (const member of field.members!) if (row[member.code] !== undefined) await this.put(entry, member, row[member.code]);
    }
  }

  private async put(place: Locator, field: Field, value: unknown): Promise<void> {
    const name = this.nameOf(field);
    const group = place.getByRole('group', { name });
    switch (field.type) {
      case 'boolean': return this.tick(group, [value === true ? { zh: '是', en: 'Yes' } : { zh: '否', en: 'No' }]);
      case 'choices': return this.tick(group, (value as string[]).map((one) => this.labelOf(field, one)));
      case 'choice': return this.choose(place, field, this.labelOf(field, String(value)));
      case 'date': return this.day(group, String(value));
      case 'division': return this.division(group, String(value));
      default: return this.type(place.getByLabel(name).and(this.visitor.page.locator('input, textarea')), String(value));
    }
  }

  private async choose(place: Locator, field: Field, label: Text): Promise<void> {
    const name = this.nameOf(field);
    if ((field.choices?.length ?? 0) > 6) await place.getByRole('combobox', { name }).selectOption({ label: label[this.language] });
    else await this.tick(place.getByRole('group', { name }), [label]);
  }

  private async tick(group: Locator, labels: readonly Text[]): Promise<void> {
    for (const label of labels) await group.getByText(label[this.language], { exact: true }).click();
  }

  private async type(box: Locator, text: string): Promise<void> {
    // What is known already cannot be typed.
    if (await box.getAttribute('readonly') === null) await box.fill(text);
  }

  private async day(group: Locator, day: string): Promise<void> {
    for (const [index, part] of day.split('-').entries()) await this.type(group.getByRole('textbox').nth(index), String(Number(part)));
  }

  private async division(group: Locator, code: string): Promise<void> {
    const parts = [`${code.slice(0, 2)}0000`, `${code.slice(0, 4)}00`, code].flatMap((part) => this.divisions.get(part) ?? []);
    for (const [index, part] of parts.entries()) await group.getByRole('combobox').nth(index).selectOption({ label: part[this.language] });
  }

  private labelOf({ choices }: Field, value: string): Text {
    return choices!.find((choice) => choice.value === value)!.label;
  }

  /** The name, with or without "optional" behind it; not a longer name that begins like it. */
  private nameOf({ name }: Field): RegExp {
    return new RegExp(`^\\s*${name[this.language].replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}\\s*(（选填）|\\(optional\\))?\\s*$`);
  }
}

async function divisionsOf({ platform: { request } }: Portal): Promise<Map<string, Text>> {
  const divisions = new Map<string, Text>();
  for (const parent of ['', '?parent=650000', '?parent=650100']) {
    const { body } = await request.get(`/api/divisions${parent}`);
    for (const { code, name } of body as { code: string; name: Text }[]) divisions.set(code, name);
  }
  return divisions;
}
