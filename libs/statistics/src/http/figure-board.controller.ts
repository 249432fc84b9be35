import { Controller, Get, Header, Inject, Query, StreamableFile } from '@nestjs/common';
import { ApiBearerAuth, ApiOkResponse, ApiProduces, ApiTags } from '@nestjs/swagger';
import { CurrentActor, Requires } from '@onething/identity';
import { type Actor, CLOCK, type Clock } from '@onething/kernel';
import { daysOf } from '../domain/month';
import { csvOf, type Tabular } from '../export/tabular';
import { type BoardRow, FigureBoard } from '../figure-board';
import { FigureExplanation } from '../figure-explanation';
import { FigureRepository } from '../persistence/figure.repository';
import { FigureBoardDto, FigureExplanationDto } from './figure-board.dto';
import { FigureBoardQueryDto, FigureExplanationQueryDto } from './figure-query.dto';
import { workbook } from './open-data.controller';

const MOST_EXPLAINED = 500;

/** Figures of the divisions that somebody supervises, down to the cases behind them. */
@ApiTags('statistics')
@ApiBearerAuth()
@Controller('statistics')
export class FigureBoardController {
  constructor(
    private readonly board: FigureBoard,
    private readonly explanation: FigureExplanation,
    private readonly repository: FigureRepository,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  @Get('board')
  @Header('Cache-Control', 'no-store')
  @Requires('statistics.readInternal')
  async getBoard(@CurrentActor() actor: Actor, @Query() query: FigureBoardQueryDto): Promise<FigureBoardDto> {
    const asOf = this.clock.now();
    const [countedUpTo, found] = await Promise.all([this.repository.findCountedUpTo(), this.read(actor, query)]);
    return { asOf: new Date(asOf).toISOString(), countedUpTo: countedUpTo === undefined ? null : new Date(countedUpTo).toISOString(), ...found };
  }

  @Get('board/csv')
  @Header('Cache-Control', 'no-store')
  @Header('Content-Type', 'text/csv; charset=utf-8')
  @ApiProduces('text/csv')
  @ApiOkResponse({ schema: { type: 'string' } })
  @Requires('statistics.readInternal')
  async getCsv(@CurrentActor() actor: Actor, @Query() query: FigureBoardQueryDto): Promise<string> {
    return csvOf(tableOf(await this.read(actor, query), query));
  }

  @Get('board/xlsx')
  @Header('Cache-Control', 'no-store')
  @ApiProduces('application/vnd.openxmlformats-officedocument.spreadsheetml.sheet')
  @ApiOkResponse({ schema: { type: 'string', format: 'binary' } })
  @Requires('statistics.readInternal')
  async getXlsx(@CurrentActor() actor: Actor, @Query() query: FigureBoardQueryDto): Promise<StreamableFile> {
    return workbook(tableOf(await this.read(actor, query), query), `board-${query.by}`);
  }

  /** What a figure means, and the cases behind it. */
  @Get('explanations')
  @Header('Cache-Control', 'no-store')
  @Requires('statistics.readInternal')
  async explain(@CurrentActor() actor: Actor, @Query() { figure, month, division, ...place }: FigureExplanationQueryDto): Promise<FigureExplanationDto> {
    const divisions = await this.board.divisionsOf(actor, division);
    const { counts, ...found } = await this.explanation.explain(figure, { ...daysOf(month), ...place, divisions }, MOST_EXPLAINED);
    return { ...found, counts: counts.map(({ caseId: _, ...count }) => count) };
  }

  private read(actor: Actor, { by, from, to, ...place }: FigureBoardQueryDto): Promise<{ total: BoardRow; rows: BoardRow[] }> {
    return this.board.read(actor, by, { ...place, from: daysOf(from).from, to: daysOf(to).to });
  }
}

function tableOf({ total, rows }: { total: BoardRow; rows: BoardRow[] }, { by, from, to }: FigureBoardQueryDto): Tabular {
  const { key: _, name: __, ...measures } = total;
  const names = Object.keys(measures) as (keyof typeof measures)[];
  return {
    title: `${by} ${from} ${to}`, head: [by, 'name', ...names],
    rows: [...rows, total].map((row) => [row.key, row.name.zh, ...names.map((measure) => row[measure])]),
  };
}
