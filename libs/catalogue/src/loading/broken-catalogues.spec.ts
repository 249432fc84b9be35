import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { formatProblem } from './catalogue-problem';
import { loadCatalogue } from './load-catalogue';

const FIXTURES = join(__dirname, '../../../../test/fixtures');
const VALID = join(FIXTURES, 'catalogue-valid');
const BROKEN = join(FIXTURES, 'catalogue-broken');

/** Each broken file (or folder), laid beside the valid catalogue, has exactly this one problem: file, line, column, field, message — advice. */
const EXPECTED = [
  "authority-check-character.yaml:3:11 authorities[11650100MBX7B004XA].uscc: '11650100MBX7B004XA' is no unified social credit code — the last character does not fit the others: one of them is wrong",
  'base-code-taken.yaml:5:15 serviceItems[birth-copy].baseCode: the base code 000723001000 already belongs to `birth-certificate-issue` — count the main item or the sub-item (the last digits) on',
  'child-not-sensitive.yaml:6:18 dataElements[child.nickname].sensitivity: data of children under 14 are sensitive (个人信息保护法第二十八条), not personal — write sensitivity: sensitive and sensitiveKind: minor',
  'choice-without-choices.yaml:3:5 dataElements[child.bloodType]: a field of type choice has no choices — add `choices`: [{ value, label }]',
  'clock-suspended-by-decision.yaml:71:26 serviceItems[birth-copy].process.steps[2].suspendsClock: a step of kind decision cannot suspend the clock — only siteInspection, publicNotice, expertReview, hearing may; remove it',
  'condition-impossible-value.yaml:22:47 oneThings[newborn-abroad].items[1].when: `q.place` is never "town" — write one of "city", "county"',
  'condition-syntax.yaml:59:85 serviceItems[birth-copy].process.steps[0].outcomes[1].when: the condition `form.child.weight <` cannot be read: unexpected token: EOF at character 20 — write for example q.married == true && form.child.birthDate >= "2026-01-01"',
  'condition-unknown-question.yaml:45:87 serviceItems[birth-copy].materials[2].when: the condition asks for `q.married`, but there is no such question here — add the question, or remove the condition',
  'condition-wrong-type.yaml:59:85 serviceItems[birth-copy].process.steps[0].outcomes[1].when: the condition compares different things at `form.child.weight == "light"`: decimal number == text — compare a text with a text in quotes, a yes-or-no answer with true or false, a number with a number',
  'costs-more-together/one-things.yaml:17:9 oneThings[birth-papers].situations[0]: in situation `usual` materials grow from 0 to 1 — change the items or their replacements: a one-thing must never cost more than its items',
  'critical-path-too-long.yaml:18:9 oneThings[newborn-abroad].situations[0]: in situation `usual` the longest way (birth-certificate-issue → household-registration) takes 5 working days, but 4 are promised — promise 5 working days or more, or shorten an item on that path',
  'decision-decides-nothing.yaml:74:15 serviceItems[birth-copy].process.steps[2].outcomes[0]: outcome `grant` of a step of kind decision does not say what it decides — add decides: grant or decides: refuse',
  'department-in-base-code.yaml:5:15 serviceItems[birth-copy].baseCode: digits 5 and 6 of the base code are 09, but department `health` has 23 — write 000723001001',
  'dependency-cycle.yaml:14:5 oneThings[newborn-abroad].items: these items wait for each other: birth-certificate-issue → household-registration → birth-certificate-issue — remove one of the dependencies, or the replacement of a material by a licence that makes one',
  'depth-four-with-visit.yaml:19:18 serviceItems[birth-copy].onlineDepth: depth 4 (全程网办) costs no visit, but online handling costs 1 visit: Expert review — write depth 3, or spare the visit',
  "digits-without-quotes.yaml:5:13 departments[finance].digits: `digits` must be a text, not a number — put it in quotes: '13'",
  "division-of-another-province.yaml:4:65 divisions[410100].parent: `410100` cannot belong to `650000` — write a division whose code begins with 41, for example '410000'",
  'duplicate-code.yaml:3:13 departments[health].code: `health` is used twice; first in catalogue-valid/departments.yaml:3 — remove one of the two entries, or give this one a code of its own',
  "element-of-no-subject.yaml:3:11 dataElements[father.name].code: `code`: 'father.name' is not a data element code — write subject.camelCase, the subject one of applicant, agent, otherParent, child, spouse, legalRepresentative, case: child.birthDate",
  'element-without-class.yaml:3:5 dataElements[applicant.height].sensitivity: `sensitivity` is missing — add `sensitivity`: how well the value has to be protected',
  'element-without-mask.yaml:3:5 dataElements[applicant.height]: it is not said how this personal value is masked — add `mask`: one of none, name, citizenId, mobile, address, bankCard, email, full',
  'fee-without-basis.yaml:21:5 serviceItems[birth-copy].fee: a fee is charged without a basis — add `basis`: the document that allows it (收费依据)',
  'form-conflict/one-things.yaml:17:9 oneThings[birth-papers].situations[0]: in situation `usual` no value of "child.weight" satisfies all of birth-copy, birth-extract: its value is at least 4 for one and at most 2 for another — loosen one of the items',
  'granted-without-result.yaml:75:79 serviceItems[birth-copy].process.steps[2].outcomes[1].to: a way ends at @granted before the result is made — let it pass a step of kind resultMaking, or remove `result`',
  'item-type-in-base-code.yaml:5:15 serviceItems[birth-copy].baseCode: digits 3 and 4 of the base code are 01, but `itemType` is 07 — make them the same',
  'licence-end-no-date.yaml:9:19 licenceTypes[vaccination-card].validToField: there is no face field `validUntil` of type date — write the code of a face field of type date',
  'licence-end-said-twice.yaml:10:19 licenceTypes[vaccination-card].validToField: the end of its validity is said twice: by `validYears` and by `validToField` — remove one of the two',
  "licence-template-unknown.yaml:8:15 licenceTypes[vaccination-card].template: `template` cannot be 'certficate' — did you mean certificate? Write one of certificate, permit, booklet, personal, card, statement",
  "licence-type-code.yaml:5:15 licenceTypes[vaccination-card].typeCode: the first 18 characters of '11650100MBX7B0171T001' are no unified social credit code — compare them with the code of the defining authority; with these 17 characters the 18th would be X",
  'licence-without-question.yaml:36:5 serviceItems[birth-copy].faq: a licence (行政许可) has no frequent question — add at least one: { question, answer }',
  'looser-than-element.yaml:40:77 serviceItems[birth-copy].form[2].validation.earliest: `earliest` 1990-01-01 is looser than 2000-01-01 of the data element — write 2000-01-01 or later, or remove it',
  'mask-shows-number.yaml:7:11 dataElements[agent.secondMobile].mask: a value of type mobile is not hidden by the mask none — write mobile or full',
  'misspelt-element.yaml:41:20 serviceItems[birth-copy].form[3].element: there is no data element `child.wieght` — did you mean `child.weight`? Otherwise add it to a file of kind dataElements',
  'misspelt-licence-type.yaml:11:22 materials[passport-copy].replacedBy[0].licenceType: there is no licence type `houshold-page` — did you mean `household-page`? Otherwise add it to a file of kind licenceTypes',
  "no-such-day.yaml:6:29 dataElements[child.vaccinatedOn].validation.earliest: there is no day '2026-02-30' — write an existing day as 'YYYY-MM-DD', or today",
  "no-way-to-an-end.yaml:60:17 serviceItems[birth-copy].process.steps[1].code: from step `experts` no end can be reached — let one of its ways lead to '@granted' or '@refused'",
  'on-the-spot-but-deferred.yaml:14:17 serviceItems[birth-copy].reviewType: an item that is promised on the spot is reviewed at once (即审即办) — write reviewType: instant, or change the promise',
  'open-without-situations.yaml:3:5 oneThings[newborn-abroad]: an open one-thing needs `situations` — add it, or write status: outline',
  'outcome-to-unknown-step.yaml:58:61 serviceItems[birth-copy].process.steps[0].outcomes[0].to: outcome `pass` leads to `decid`, which is no step — did you mean `decide`?',
  'outline-with-items.yaml:12:5 oneThings[school].items: an outline cannot have `items` — remove it, or write status: open',
  'pattern-without-hint.yaml:6:5 dataElements[child.ward].validation: nobody is told what the pattern means — add `patternHint`: { zh: …, en: … }',
  "phone-without-area-code.yaml:33:19 serviceItems[birth-copy].enquiryPhone: '1234567-8' is no telephone number with area code — write area code, hyphen and number: '0991-1234567'",
  'prefill-unknown-face.yaml:9:51 dataElements[child.household].prefill.face: licence type `household-page` has no face field `householdNumber` — write one of `citizenNumber`, `childName`, `relation`',
  'promised-above-statutory.yaml:16:29 serviceItems[birth-copy].promisedLimit.value: promised 30 workingDays are more than the statutory 10 — write 10 or less',
  'question-decides-nothing.yaml:14:17 oneThings[newborn-abroad].questions[1].code: question `twins` decides nothing — use q.twins in a condition, or remove the question',
  'result-before-decision.yaml:76:11 serviceItems[birth-copy].process.steps[3]: step `make` makes the result before anything was granted — let only an outcome with decides: grant lead to it',
  'result-kind.yaml:25:13 serviceItems[birth-copy].result.kind: a result named 「出生医学证明补发批复」 cannot be of kind 出证办结 — write kind: 审批办结',
  'review-by-one.yaml:60:11 serviceItems[birth-copy].process.steps[1]: review step `experts` does not say how many people must agree — add reviewers: 2 or more',
  'same-phone.yaml:34:23 serviceItems[birth-copy].supervisionPhone: complaints go to the same number as enquiries — write a number of its own for complaints',
  "situation-invalid-answer.yaml:18:75 oneThings[newborn-abroad].situations[0].answers.married: 'yes' is no answer to question `married` — answer with true or false",
  'situation-unknown-question.yaml:18:89 oneThings[newborn-abroad].situations[0].answers.maried: there is no question `maried` — did you mean `married`? Otherwise add it to `questions`',
  'standard-situation-missing.yaml:19:24 oneThings[newborn-abroad].standardSituation: there is no situation `usuall` — did you mean `usual`? Otherwise add it to `situations`',
  'taiwan-vocabulary.yaml:4:17 departments[data].name.zh: this is not the Simplified Chinese of the mainland: 程式 — write 程式 as 程序',
  'text-without-english.yaml:4:5 departments[finance].name.en: `en` is missing — add `en`: English',
  "topic-of-legal-persons.yaml:35:32 serviceItems[birth-copy].topics.legal: the item has topics for legal persons, but does not serve them — write [], or add '2' to '6' to `serviceObjects`",
  'traditional-chinese.yaml:4:17 departments[archives].name.zh: this is not the Simplified Chinese of the mainland: 檔、網 — write 檔 as 档, 網 as 网',
  'unknown-field.yaml:3:22 departments[finance].nmae: there is no field `nmae` here — did you mean `name`? Otherwise remove it',
  "unknown-kind.yaml:1:7 kind: there is no kind 'serviceItem' of catalogue file — did you mean serviceItems?",
  "unknown-replacement.yaml:10:15 materials[photo].replacedBy[0].by: `replacedBy[0].by` cannot be 'license' — did you mean licence? Write one of mergedForm, licence, sharedDatum, promise, onlineAuthorisation",
  "unknown-value.yaml:5:11 materials[photo].kind: `kind` cannot be '4' — write one of '1', '2', '3'",
  'unreachable-step.yaml:60:17 serviceItems[birth-copy].process.steps[1].code: no way leads to step `experts` — let an outcome lead to it, or remove it',
  'visit-to-unknown-step.yaml:48:111 serviceItems[birth-copy].visits[1].because.step: the process has no step `decision` — write one of `examine`, `experts`, `decide`, `make`',
  'visit-without-reason.yaml:20:24 serviceItems[birth-copy].visitReason.zh: online handling still costs 1 visit, but the reason is 无 — write why: 领取证明',
  'yaml-duplicate-key.yaml:6:5 entries[0].digits: `digits` is written twice in the same entry — keep one of the two lines',
  'yaml-tab.yaml:4:1: a tab is used to indent — indent with two spaces',
];

async function problemsOf(paths: string[]): Promise<string[]> {
  const { problems } = await loadCatalogue(paths);
  return problems.map((problem) =>
    formatProblem(problem).replaceAll(`${BROKEN}/`, '').replaceAll(`${VALID}/`, 'catalogue-valid/'),
  );
}

test('the valid catalogue has no problem', async () => {
  expect(await problemsOf([VALID])).toEqual([]);
});

test.each(EXPECTED.map((line) => [/^[^:/]+/.exec(line)![0], line]))('%s is reported precisely', async (name, line) => {
  expect(await problemsOf([VALID, join(BROKEN, name)])).toEqual([line]);
});

test('every broken file is expected to be broken in its own way', () => {
  expect(EXPECTED.map((line) => /^[^:/]+/.exec(line)![0]).sort()).toEqual(readdirSync(BROKEN).sort());
});
