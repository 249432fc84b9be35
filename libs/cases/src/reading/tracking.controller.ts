import { Body, Controller, Header, HttpCode, Ip, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Requires } from '@onething/identity';
import { ProgressDto } from './progress.dto';
import { TrackDto } from './tracking.dto';
import { Tracking } from './tracking';

/** Look-up without an account. */
@ApiTags('tracking')
@Controller('track')
export class TrackingController {
  constructor(private readonly tracking: Tracking) {}

  /** How a case stands, by its number and query code: without names and free texts. By an item's number that item alone. */
  @Post()
  @HttpCode(200)
  @Header('Cache-Control', 'no-store')
  @Requires('case.track')
  track(@Ip() address: string, @Body() body: TrackDto): Promise<ProgressDto> {
    return this.tracking.lookUp(address, body);
  }
}
