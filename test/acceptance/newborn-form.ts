import { DEMO_RESIDENTS } from '@onething/identity';
import { citizenIdCheckDigit } from '@onething/kernel';

const father = DEMO_RESIDENTS.find((resident) => resident.login === 'father')!;

const BODY = '65010220260228001';
/** The number that household registration gives the child; made up, with a valid check digit. */
export const NEWBORN_NUMBER = BODY + citizenIdCheckDigit(BODY);

export const NEWBORN_ANSWERS = { otherParentKnown: true, married: true, householdFollows: 'applicant', reimbursement: false, guidance: false };

const HOME = '新疆乌鲁木齐市天山区解放北路18号2单元301室';

/** What the mother fills in; her name, number, mobile and what her ID card says are known already. */
export const NEWBORN_FORM: Record<string, unknown> = {
  'applicant.relationToChild': 'mother',
  'applicant.maritalStatus': 'married',
  'applicant.householdDivision': '650102',
  'applicant.householdAddress': HOME,
  'applicant.householderName': father.name,
  'applicant.relationToHouseholder': 'spouse',
  'applicant.marriageCertificateNumber': 'J650102-2020-000520',
  'applicant.marriageDate': '2020-05-20',
  'applicant.residenceAddress': HOME,
  'applicant.residenceDivision': '650102',
  'otherParent.name': father.name,
  'otherParent.citizenId': father.number,
  'otherParent.mobile': '13899990002',
  'otherParent.ethnicity': '汉族',
  'otherParent.birthDate': '1992-08-20',
  'otherParent.householdDivision': '650102',
  'otherParent.householdAddress': HOME,
  'child.name': '李小满',
  'child.sex': 'female',
  'child.birthDate': '2026-02-28',
  'child.birthTime': '08:35',
  'child.birthDivision': '650102',
  'child.birthHospital': '乌鲁木齐市妇幼保健院',
  'child.gestationWeeks': 39,
  'child.birthWeight': 3520,
  'child.birthLength': 50,
  'child.health': 'good',
  'child.plurality': 'single',
  'child.birthOrder': 1,
  'child.ethnicity': '汉族',
  'child.ethnicityFollows': 'mother',
  'child.nativePlace': '新疆乌鲁木齐',
  'child.firstVaccines': ['hepatitisB', 'bcg'],
  'child.vaccinationClinic': '天山区新华南路社区卫生服务中心',
  'case.surnameFollows': 'father',
  'case.registerRelation': 'child',
  'case.insuranceDivision': '650102',
  'case.enrolmentYear': 2026,
  'case.firstPaymentBy': 'applicant',
  'case.cardBank': 'icbc',
  'case.cardGuardianConsent': true,
};

/** The smallest PDF with one empty page. */
export function onePagePdf(): Uint8Array<ArrayBuffer> {
  return pdfOf(['<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] >>']);
}

/** One page with that in large Chinese letters, in a font that the file names and does not bring, as office programs write it. */
export function chinesePdf(text: string): Uint8Array<ArrayBuffer> {
  const codes = [...text].map((letter) => letter.codePointAt(0)!.toString(16).padStart(4, '0')).join('');
  const content = `BT /F1 96 Tf 60 600 Td <${codes}> Tj ET`;
  return pdfOf([
    '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>',
    `<< /Length ${content.length} >>\nstream\n${content}\nendstream`,
    '<< /Type /Font /Subtype /Type0 /BaseFont /STSong-Light /Encoding /UniGB-UCS2-H /DescendantFonts [6 0 R] >>',
    '<< /Type /Font /Subtype /CIDFontType0 /BaseFont /STSong-Light /CIDSystemInfo << /Registry (Adobe) /Ordering (GB1) /Supplement 2 >> /FontDescriptor 7 0 R /DW 1000 >>',
    '<< /Type /FontDescriptor /FontName /STSong-Light /Flags 6 /FontBBox [-25 -254 1000 880] /ItalicAngle 0 /Ascent 880 /Descent -120 /CapHeight 880 /StemV 93 >>',
  ]);
}

/** @param page the page, which is object 3, and what it needs */
function pdfOf(page: string[]): Uint8Array<ArrayBuffer> {
  const objects = ['<< /Type /Catalog /Pages 2 0 R >>', '<< /Type /Pages /Kids [3 0 R] /Count 1 >>', ...page];
  const count = objects.length + 1;
  let text = '%PDF-1.4\n';
  const offsets = objects.map((object, index) => {
    const offset = text.length;
    text += `${index + 1} 0 obj\n${object}\nendobj\n`;
    return offset;
  });
  const xref = text.length;
  text += `xref\n0 ${count}\n0000000000 65535 f \n${offsets.map((offset) => `${String(offset).padStart(10, '0')} 00000 n \n`).join('')}`;
  text += `trailer\n<< /Size ${count} /Root 1 0 R >>\nstartxref\n${xref}\n%%EOF\n`;
  return new Uint8Array(Buffer.from(text, 'latin1'));
}
