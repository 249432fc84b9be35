/** What clients read of the API's answers in the acceptance runs. */
export interface Text {
  zh: string;
  en: string;
}

export interface Outcome {
  caseId: string;
  itemId: string | null;
  version: number;
  state: string;
  step: string | null;
}

export interface Problem {
  status: number;
  code: string;
  detail: string;
  errors?: { field: string; code: string; message: string }[];
  current?: { state: string; version: number };
}

export interface Saving {
  before: number;
  after: number;
  saved: number;
}

export interface Preview {
  items: { code: string; name: Text; dependsOn: string[] }[];
  form: { subject: string; fields: { element: string; askedBy: string[]; required: boolean }[] }[];
  materials: { material: string; name: Text; status: string; explanation: Text }[];
  savings: { materials: Saving; steps: Saving; visits: Saving; days: Saving };
}

export interface Item {
  id: string;
  item: string;
  name: Text;
  state: string;
  step: string | null;
  version: number;
  receiptNumber: string | null;
  caseNumber: string | null;
  clock: {
    receivedOn?: string; acceptBy?: string; correctBy?: string; acceptedOn?: string; dueOn?: string; stepDueOn?: string; forwardBy?: string; statutoryDueOn?: string; noticeClosableOn?: string;
    suspendedSince?: string; grantWithdrawnOn?: string; laterBy?: string; laterMaterials?: string[]; decidedOn?: string;
  };
  result: { licenceId: string; licenceType: string } | null;
}

export interface Case {
  id: string;
  number: string | null;
  state: string;
  stage: string;
  version: number;
  promisedOn: string | null;
  items: Item[];
}

export interface Licence {
  id: string;
  type: { code: string; name: Text };
  number: string;
  state: string;
  holder: { name: string };
}

export interface Figure {
  code: string;
  value: number | null;
  parts?: Record<string, number>;
}
