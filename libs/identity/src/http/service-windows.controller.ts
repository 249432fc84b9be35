import { Body, Controller, Get, HttpCode, Param, ParseUUIDPipe, Post, Put, Query } from '@nestjs/common';
import { ApiBearerAuth, ApiTags } from '@nestjs/swagger';
import type { Actor } from '@onething/kernel';
import { ServiceWindows } from '../windows/service-windows';
import { CurrentActor } from './current-actor.decorator';
import { Requires } from './requires.decorator';
import { ChangeWindowDto, CloseWindowDto, OpenWindowDto, WindowDto, WindowPageDto, WindowPageQueryDto } from './service-window.dto';

/** Windows that serve several departments. */
@ApiTags('windows')
@Controller('windows')
export class ServiceWindowsController {
  constructor(private readonly windows: ServiceWindows) {}

  /** Open windows: where people can go. */
  @Get()
  @Requires('window.read')
  async list(@Query() { limit = 20, ...page }: WindowPageQueryDto): Promise<WindowPageDto> {
    const found = await this.windows.list({ ...page, limit: limit + 1 });
    const entries = found.slice(0, limit);
    return { entries, next: found.length > limit ? entries.at(-1)?.id : undefined };
  }

  @Get(':id')
  @Requires('window.read')
  get(@Param('id', ParseUUIDPipe) id: string): Promise<WindowDto> {
    return this.windows.get(id);
  }

  /** Opens a window. The same code in the same division opens none twice. */
  @Post()
  @ApiBearerAuth()
  @Requires('window.manage')
  open(@CurrentActor() actor: Actor, @Body() window: OpenWindowDto): Promise<WindowDto> {
    return this.windows.open(actor, window);
  }

  /** Its clerks act for the departments that are given here from their next request on. */
  @Put(':id')
  @ApiBearerAuth()
  @Requires('window.manage')
  change(@CurrentActor() actor: Actor, @Param('id', ParseUUIDPipe) id: string, @Body() change: ChangeWindowDto): Promise<WindowDto> {
    return this.windows.change(actor, id, change);
  }

  /** Closes a window for good; its clerks may do nothing there any more. */
  @Post(':id/close')
  @HttpCode(204)
  @ApiBearerAuth()
  @Requires('window.manage')
  close(@CurrentActor() actor: Actor, @Param('id', ParseUUIDPipe) id: string, @Body() { version }: CloseWindowDto): Promise<void> {
    return this.windows.close(actor, id, version);
  }
}
