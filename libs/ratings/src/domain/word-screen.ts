import { maskCitizenId, maskEmail, maskMobile } from '@onething/kernel';

/** What was found in a rater's words, for who decides whether they are published. */
export type ScreenFinding = 'personNumber' | 'mobile' | 'email' | 'longNumber' | 'rudeOrGrave';

const FORMS: { finding: ScreenFinding; form: RegExp; mask: (found: string) => string }[] = [
  { finding: 'personNumber', form: /(?<![0-9A-Za-z])\d{17}[\dXx](?![0-9A-Za-z])/g, mask: (found) => maskCitizenId(found, 'public') },
  { finding: 'mobile', form: /(?<!\d)1[3-9]\d{9}(?!\d)/g, mask: maskMobile },
  { finding: 'email', form: /[\w.+-]+@[\w-]+(?:\.[\w-]+)+/g, mask: maskEmail },
  { finding: 'longNumber', form: /(?<![\d*])\d{6,}(?![\d*])/g, mask: (found) => '*'.repeat(found.length) },
];

/** @param rude words that a human should look at with care */
export function screen(words: string, rude: readonly string[]): ScreenFinding[] {
  const text = words.normalize('NFKC');
  const found: ScreenFinding[] = [];
  // What one form has found is not found again as a part of it by the next.
  FORMS.reduce((rest, { finding, form, mask }) => {
    const masked = rest.replace(form, mask);
    if (masked !== rest) found.push(finding);
    return masked;
  }, text);
  const isRude = rude.some((word) => text.toLowerCase().includes(word.toLowerCase()));
  return isRude ? [...found, 'rudeOrGrave'] : found;
}

/** As it may be published: numbers and addresses are masked, whoever has released it. */
export function maskWords(words: string): string {
  return FORMS.reduce((text, { form, mask }) => text.replace(form, mask), words.normalize('NFKC'));
}
