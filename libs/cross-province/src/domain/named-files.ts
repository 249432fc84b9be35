import type { Side } from './standing';

/** A file as messages name it. */
export interface NamedFile {
  /** SHA-256 of the content. */
  sha256: string;
  /** Bytes. */
  size: number;
  contentType: string;
  name: string;
}

/** Scans of one paper that was handed in. */
export interface ScannedMaterial {
  /** Of the material. */
  code: string;
  files: NamedFile[];
}

/** A file of a case: which place handed it in, with which step, and for which paper. */
export interface CaseFile extends NamedFile {
  by: Side;
  step: string;
  /** Absent of results. */
  material?: string;
}

/** What is kept of a case, as far as files are named in it. */
export interface NamingCase {
  materials?: readonly ScannedMaterial[];
  acts: readonly { type: string; detail?: Readonly<Record<string, unknown>> }[];
}

/** Scans came with the application or a correction, results with a decision or its delivery. In the order in which they were named, each digest once. */
export function filesOfCase({ materials = [], acts }: NamingCase): CaseFile[] {
  const found = [
    ...scans(materials, 'caseForwarded'),
    ...acts.flatMap(({ type, detail }) => [
      ...(type === 'corrected' ? scans(detail?.['materials'] as ScannedMaterial[] | undefined, type) : []),
      ...(type === 'decided' || type === 'resultDelivered' ? results(detail?.['files'] as NamedFile[] | undefined, type) : []),
    ]),
  ];
  return found.filter(({ sha256 }, index) => found.findIndex((one) => one.sha256 === sha256) === index);
}

function scans(materials: readonly ScannedMaterial[] | undefined, step: string): CaseFile[] {
  return (materials ?? []).flatMap(({ code, files }) => files.map((file): CaseFile => ({ ...file, by: 'intake', step, material: code })));
}

function results(files: readonly NamedFile[] | undefined, step: string): CaseFile[] {
  return (files ?? []).map((file): CaseFile => ({ ...file, by: 'deciding', step }));
}
