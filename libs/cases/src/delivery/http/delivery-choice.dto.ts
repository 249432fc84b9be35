import { Type } from 'class-transformer';
import { IsIn, IsInt, IsObject, IsOptional, IsString, Length, Matches, Min, ValidateNested } from 'class-validator';
import { CHOSEN_WAYS, type ChosenWay } from '../../domain/delivery-choice';

/** Where a parcel goes. */
export class PostalAddressDto {
  @IsString()
  @Length(1, 50)
  recipient!: string;

  /** 11 digits. */
  @Matches(/^1[3-9]\d{9}$/, { message: 'is a mobile number of the mainland: 11 digits' })
  mobile!: string;

  /** With province, city, street and number. */
  @IsString()
  @Length(5, 200)
  address!: string;
}

/** How the applicant wants the results. */
export class ChooseDeliveryDto {
  /** As it was seen; 0 for the first choice. */
  @IsInt()
  @Min(0)
  version!: number;

  @IsIn(CHOSEN_WAYS)
  way!: ChosenWay;

  /** With `posted` alone, and always. */
  @IsOptional()
  @IsObject()
  @ValidateNested()
  @Type(() => PostalAddressDto)
  address?: PostalAddressDto;
}

export class ChosenDeliveryDto {
  /** `electronic`, `collected`, `posted` or `terminal`. */
  way!: ChosenWay;
  address?: PostalAddressDto;
}

/** What was chosen, and what can be. */
export class DeliveryChoiceDto {
  /** 0: nothing was chosen yet. */
  version!: number;
  choice!: ChosenDeliveryDto | null;
  /** The ways that are open for this case. */
  ways!: ChosenWay[];
  /** By the asker, now. */
  changeable!: boolean;
}
