import { reactive } from 'vue';
import type { Schema } from '../../api/client';
import type { NamedIdentity } from '../../form/identity-rules';
import type { PersonKind } from '../../shared/identity';

/** One topic a page, in this order; `done` follows. */
export const REGISTRATION_STEPS = ['kind', 'person', 'login', 'mobile', 'code'] as const;
export type RegistrationStep = (typeof REGISTRATION_STEPS)[number];

export interface RegistrationAnswers {
  kind: PersonKind | '';
  person: NamedIdentity;
  role: 'legalRepresentative' | 'agent';
  representative: NamedIdentity;
  login: string;
  password: string;
  mobile: string;
  code: string;
}

export const noAnswers = (): RegistrationAnswers => reactive({
  kind: '', person: { name: '', number: '' }, role: 'legalRepresentative', representative: { name: '', number: '' }, login: '', password: '', mobile: '', code: '',
});

/** The form of a login, as the server wants it: it begins with a letter, so that it is nobody's number. */
export const isLogin = (login: string): boolean => /^[A-Za-z][A-Za-z0-9._-]{3,39}$/.test(login);

export function registrationOf(answers: RegistrationAnswers, trim: (one: NamedIdentity) => NamedIdentity): Schema<'RegistrationDto'> {
  const { kind, person, role, representative, login, password, mobile, code } = answers;
  return {
    kind: kind || 'natural', ...trim(person), ...(kind === 'legal' && { representative: { role, ...trim(representative) } }),
    login: login.trim(), password, mobile: mobile.trim(), code: code.replace(/\s/g, ''),
  };
}
