/** A text in Simplified Chinese and in English; both are always given. */
export class TextDto {
  zh!: string;
  en!: string;
}

/** Code and name of something that has a page of its own. */
export class NamedDto {
  code!: string;
  name!: TextDto;
}

export class ChoiceDto {
  value!: string;
  label!: TextDto;
}

/** `workingDays` leave out weekends and holidays, `days` are calendar days. */
export class LimitDto {
  value!: number;
  unit!: 'workingDays' | 'days';
}
