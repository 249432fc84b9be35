import { Body, Controller, Get, Header, Param, ParseUUIDPipe, Put } from '@nestjs/common';
import { ApiBearerAuth, ApiTags } from '@nestjs/swagger';
import { CurrentActor, Requires } from '@onething/identity';
import type { Actor } from '@onething/kernel';
import { DeliveryChoices } from '../delivery-choices';
import { ChooseDeliveryDto, DeliveryChoiceDto } from './delivery-choice.dto';

/** How applicants want their results (送达方式). */
@ApiTags('cases')
@ApiBearerAuth()
@Controller('cases/:caseId/delivery-choice')
export class DeliveryChoiceController {
  constructor(private readonly choices: DeliveryChoices) {}

  /** For the applicant and agents; for the window that hands the results over, while it has to, and then recorded. */
  @Get()
  @Header('Cache-Control', 'no-store')
  @Requires('case.read')
  get(@CurrentActor() actor: Actor, @Param('caseId', ParseUUIDPipe) caseId: string): Promise<DeliveryChoiceDto> {
    return this.choices.get(actor, caseId);
  }

  /** Any time before the results are handed over. The same choice once more changes nothing. */
  @Put()
  @Requires('case.chooseDelivery')
  choose(@CurrentActor() actor: Actor, @Param('caseId', ParseUUIDPipe) caseId: string, @Body() { version, ...choice }: ChooseDeliveryDto): Promise<DeliveryChoiceDto> {
    return this.choices.choose(actor, caseId, version, choice);
  }
}
