import { Type } from 'class-transformer';
import { IsInt, IsOptional, IsUUID, Max, Min } from 'class-validator';

/** Which page of the inbox. */
export class InboxPageQueryDto {
  /** `next` of the page before. */
  @IsOptional()
  @IsUUID()
  after?: string;

  /** Entries of a page, 1 to 100. */
  @IsOptional()
  @Type(() => Number)
  @IsInt()
  @Min(1)
  @Max(100)
  limit?: number = 20;
}

/** A text in Simplified Chinese and English. */
export class NoticeTextDto {
  zh!: string;
  en!: string;
}

export class NoticeDto {
  id!: string;
  /** What happened, as a code. */
  kind!: string;
  /** Null when it is about a mandate, or about somebody else's case: whose licence is asked for sees the request, not the case. */
  caseId!: string | null;
  mandateId!: string | null;
  /** The item case that it is about; null when it is about the whole. */
  itemId!: string | null;
  title!: NoticeTextDto;
  body!: NoticeTextDto;
  /** ISO 8601 instant of what it tells. */
  createdAt!: string;
  /** Null while unread. */
  readAt!: string | null;
}

export class InboxPageDto {
  /** In the whole inbox, not on this page. */
  unread!: number;
  /** Newest first. */
  entries!: NoticeDto[];
  /** Give it as `after` for the next page; absent on the last one. */
  next?: string;
}

/** What is read from now on. */
export class ReadInboxDto {
  /** Id of the newest notice that was seen: it and all older ones are read. One that has come meanwhile stays unread. */
  @IsUUID()
  upTo!: string;
}

export class InboxStateDto {
  unread!: number;
}
