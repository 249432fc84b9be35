import { IsIn, IsOptional } from 'class-validator';
import { LANGUAGES, type Language } from '../content/render-document';

export class DocumentTextDto {
  zh!: string;
  en!: string;
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
}

export class DocumentQueryDto {
  /** Chinese unless said otherwise; the Chinese text prevails. */
  @IsOptional()
  @IsIn(LANGUAGES)
  lang?: Language;
}
