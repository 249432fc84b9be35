import { IsIn, IsOptional } from 'class-validator';
import { LANGUAGES, type Language } from '../content/render-document';

export class DocumentTextDto {
  zh!: string;
  en!: string;
}

/** How the sealed file of a document stands. */
export class DocumentFileDto {
  /** `making` (制作中), `made`, or `none`: erased, or issued before there were files. */
  state!: 'making' | 'made' | 'none';
  /** While it is being made: code of what was in the way of the last attempt. It is tried again. */
  failure?: string;
  /** Bytes. */
  size?: number;
  /** Digests of the whole file, lower-case hexadecimal. */
  sha256?: string;
  sm3?: string;
}

/** A document (文书) of a case. */
export class DocumentDto {
  id!: string;
  /** Absent for a document of the whole. */
  itemId!: string | null;
  item!: string | null;
  kind!: string;
  title!: DocumentTextDto;
  /** 文号 */
  number!: string;
  issuedOn!: string;
  file!: DocumentFileDto;
}

export class DocumentQueryDto {
  /** Chinese unless said otherwise; the Chinese text prevails. */
  @IsOptional()
  @IsIn(LANGUAGES)
  lang?: Language;
}
