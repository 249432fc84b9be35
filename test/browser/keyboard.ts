import type { Visitor } from './visitor';

/** Where the keyboard has come to. */
export interface Stop {
  /** `none`: behind the last stop, before it begins anew. */
  kind: 'text' | 'radio' | 'checkbox' | 'select' | 'button' | 'link' | 'summary' | 'other' | 'none';
  /** Its own label. */
  name: string;
  /** That of the group in which it stands: a question, a day; empty when there is none. */
  group: string;
  isReadonly: boolean;
  isChecked: boolean;
  /** Shown as having the focus, within what is visible. */
  isShown: boolean;
}

/** More stops than any page has. */
const MOST_STOPS = 250;
const MOST_OPTIONS = 60;

/** Somebody who has a keyboard and nothing else. */
export class KeyboardUser {
  constructor(private readonly visitor: Visitor) {}

  press(key: string): Promise<void> {
    return this.visitor.page.keyboard.press(key);
  }

  type(text: string): Promise<void> {
    return this.visitor.page.keyboard.insertText(text);
  }

  /** Goes from stop to stop until the one of that name, answering what comes in between. */
  async reach(kind: Stop['kind'], name: string, { answer, group }: { answer?: (stop: Stop) => Promise<void>; group?: string } = {}): Promise<void> {
    const passed: string[] = [];
    for (let stops = 0; stops < MOST_STOPS; stops += 1) {
      await this.press('Tab');
      const stop = await this.stop();
      if (stop.kind === 'none') continue;
      if (!stop.isShown) throw new Error(`The focus cannot be seen at the ${stop.kind} "${stop.name}"`);
      if (stop.kind === kind && stop.name === name && (group === undefined || stop.group === group)) return;
      passed.push(stop.name);
      await answer?.(stop);
    }
    throw new Error(`The keyboard does not come to the ${kind} "${name}", only to ${[...new Set(passed)].join(', ')}`);
  }

  /** On a radio button: goes to the option of its group, and chooses it. */
  async choose(option: string): Promise<void> {
    await this.press('Space');
    for (let tried = 0; tried < MOST_OPTIONS; tried += 1) {
      const { name, isChecked } = await this.stop();
      if (name === option && isChecked) return;
      await this.press('ArrowDown');
    }
    throw new Error(`The keyboard does not come to the option "${option}"`);
  }

  /** On a list that opens. */
  async select(option: string): Promise<void> {
    for (let tried = 0; tried < MOST_OPTIONS; tried += 1) {
      const shown = await this.visitor.page.evaluate(() => (document.activeElement as HTMLSelectElement).selectedOptions[0]?.text);
      if (shown === option) return;
      await this.press('ArrowDown');
    }
    throw new Error(`The list has no "${option}"`);
  }

  /** Where a page that was just opened begins for the keyboard. */
  async isWithinContent(): Promise<boolean> {
    return this.visitor.page.evaluate(() => document.activeElement!.closest('main') !== null);
  }

  private stop(): Promise<Stop> {
    return this.visitor.page.evaluate(() => {
      const active = document.activeElement as HTMLElement;
      const plain = (text: string | null | undefined): string => (text ?? '').replace(/（选填）|\(optional\)/g, '').replace(/\s+/g, ' ').trim();
      const labels = active instanceof HTMLInputElement || active instanceof HTMLSelectElement || active instanceof HTMLTextAreaElement ? active.labels : null;
      const type = active.getAttribute('type') ?? '';
      const kinds = { BODY: 'none', A: 'link', BUTTON: 'button', SUMMARY: 'summary', SELECT: 'select', TEXTAREA: 'text', INPUT: ['radio', 'checkbox'].includes(type) ? type : 'text' } as const;
      const outlined = [active, ...active.parentElement ? [active.parentElement] : []].some((element) => {
        const { outlineStyle, outlineWidth } = getComputedStyle(element);
        return outlineStyle !== 'none' && parseFloat(outlineWidth) >= 2;
      });
      const { top, bottom } = active.getBoundingClientRect();
      return {
        kind: (kinds as Record<string, string>)[active.tagName] ?? 'other',
        name: plain(active.getAttribute('aria-label') ?? labels?.[0]?.textContent ?? active.textContent),
        group: plain(active.closest('fieldset')?.querySelector('legend')?.textContent),
        isReadonly: active.hasAttribute('readonly'),
        isChecked: active instanceof HTMLInputElement && active.checked,
        isShown: outlined && bottom > 0 && top < innerHeight,
      } as Stop;
    });
  }
}
