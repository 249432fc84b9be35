import type { Schema } from '../../api/client';
import type { FieldProblem } from '../../api/problem';
import type { FieldError } from '../../components/field-error';
import { fieldAt, messageOf } from '../../form/field-message';
import { controlId, type FormPage } from '../../form/merged-form';
import type { useTexts } from '../../texts/texts';

type Texts = ReturnType<typeof useTexts>;

/** What is wrong with papers, each with its card. */
export function paperErrors(problems: readonly FieldProblem[], papers: readonly Schema<'CaseMaterialDto'>[], texts: Texts): FieldError[] {
  return problems.flatMap(({ field, code }) => {
    const paper = papers.find(({ material }) => field === `materials.${material}`);
    return paper ? [{ id: `paper-${paper.material}`, text: messageOfPaper(code, texts.say(paper.name), texts) }] : [];
  });
}

/** Everything that keeps a draft from being submitted, each with the page where it is put right. */
export function submissionErrors(
  problems: readonly FieldProblem[], { caseId, pages, papers }: { caseId: string; pages: readonly FormPage[]; papers: readonly Schema<'CaseMaterialDto'>[] }, texts: Texts,
): FieldError[] {
  const ofForm = problems.flatMap((problem) => {
    const page = pages.find(({ fields }) => fieldAt(fields, problem.field));
    if (!page) return [];
    const id = controlId(problem.field);
    return [{ id, text: messageOf(problem, fieldAt(page.fields, problem.field)!, texts), to: { path: `/cases/${caseId}/apply/${page.key}`, query: { from: 'check' }, hash: `#${id}` } }];
  });
  const ofPapers = paperErrors(problems, papers, texts).map((error) => ({ ...error, to: { path: `/cases/${caseId}/papers`, hash: `#${error.id}` } }));
  return [...ofForm, ...ofPapers];
}

function messageOfPaper(code: string, name: string, { t, te }: Texts): string {
  const key = `application.paperProblem.${code}`;
  return te(key) ? t(key, { name }) : t('application.paperProblem.other', { name });
}
