import { IsIn, IsOptional, IsString, IsUUID, MaxLength } from 'class-validator';
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

/** A decision that is being written. */
export class DecisionDraftDto {
  @IsUUID()
  itemId!: string;

  @IsIn(['grant', 'refuse'])
  decision!: 'grant' | 'refuse';

  /** As it is typed so far. */
  @IsOptional()
  @IsString()
  @MaxLength(2000)
  reasons?: string;
}

class DocumentFactDto {
  label!: DocumentTextDto;
  value!: DocumentTextDto;
}

class DocumentAuthorityDto {
  name!: DocumentTextDto;
  uscc!: string;
}

class DocumentReasonDto {
  label!: DocumentTextDto;
  text!: string;
}

/** What a document will say. */
export class DocumentPreviewDto {
  title!: DocumentTextDto;
  /** 文号, without its serial. */
  number!: string;
  issuedOn!: string;
  authority!: DocumentAuthorityDto;
  facts!: DocumentFactDto[];
  paragraphs!: DocumentTextDto[];
  reason?: DocumentReasonDto;
  /** How it can be challenged, and until when. */
  remedies!: DocumentTextDto[];
}
