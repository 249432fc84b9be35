/** The server's own pure rules, run in the browser too: what is asked, and what a value must look like. */
export { civilDate } from '@onething/kernel';
export { type BundlePlan, evaluateCondition, type FormSection, type ListMember, type MergedField } from './catalogue';
export { checkForm } from '../../../../libs/cases/src/domain/form-check';
export { askedFields, type FormValues, isGiven } from '../../../../libs/cases/src/domain/form-values';
export { askedMaterials, checkSubmission, type MaterialState } from '../../../../libs/cases/src/domain/submission-check';
