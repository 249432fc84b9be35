import { Controller, Get, Header, Inject, Param, StreamableFile } from '@nestjs/common';
import { ApiOkResponse, ApiProduces, ApiTags } from '@nestjs/swagger';
import { CatalogueService } from '@onething/catalogue';
import { Requires } from '@onething/identity';
import { CLOCK, type Clock } from '@onething/kernel';
import { COUNTED_FIGURES } from '../domain/figure';
import { csvOf, type Tabular, xlsxOf } from '../export/tabular';
import { FIGURE_DEFINITIONS } from '../figure-definitions';
import { DATASET_CODES, DATASETS, type PublicMonth, PublicFigures } from '../public-figures';
import { CountedFigureDto, OpenDataListDto, OpenDataMonthDto } from './open-data.dto';
import { OPEN_DATA_SCHEMA } from './open-data.schema';

const SCHEMA = '/api/statistics/open-data/schema';

/** Figures to take away: definitions, and months that are over, in which small counts are withheld. */
@ApiTags('statistics')
@Controller('statistics')
export class OpenDataController {
  constructor(private readonly figures: PublicFigures, private readonly catalogue: CatalogueService, @Inject(CLOCK) private readonly clock: Clock) {}

  /** What each counted figure means. */
  @Get('definitions')
  @Requires('statistics.read')
  listDefinitions(): CountedFigureDto[] {
    return COUNTED_FIGURES.map((code) => ({ code, definition: FIGURE_DEFINITIONS[code] }));
  }

  @Get('open-data')
  @Requires('statistics.read')
  async list(): Promise<OpenDataListDto> {
    const datasets = await Promise.all(DATASET_CODES.map(async (code) => {
      const { name, definition } = DATASETS[code];
      return { code, name, definition, months: await this.figures.months(code) };
    }));
    return { schema: SCHEMA, datasets };
  }

  /** JSON Schema of the data. */
  @Get('open-data/schema')
  @ApiOkResponse({ schema: { type: 'object', additionalProperties: true } })
  @Requires('statistics.read')
  getSchema(): object {
    return OPEN_DATA_SCHEMA;
  }

  @Get('open-data/:dataset/:month')
  @Requires('statistics.read')
  async getMonth(@Param('dataset') dataset: string, @Param('month') month: string): Promise<OpenDataMonthDto> {
    const found = await this.figures.read(dataset, month);
    return { $schema: SCHEMA, ...found, asOf: new Date(this.clock.now()).toISOString(), definition: DATASETS[found.dataset].definition };
  }

  @Get('open-data/:dataset/:month/csv')
  @Header('Content-Type', 'text/csv; charset=utf-8')
  @ApiProduces('text/csv')
  @ApiOkResponse({ schema: { type: 'string' } })
  @Requires('statistics.read')
  async getCsv(@Param('dataset') dataset: string, @Param('month') month: string): Promise<string> {
    return csvOf(await this.tableOf(await this.figures.read(dataset, month)));
  }

  @Get('open-data/:dataset/:month/xlsx')
  @ApiProduces('application/vnd.openxmlformats-officedocument.spreadsheetml.sheet')
  @ApiOkResponse({ schema: { type: 'string', format: 'binary' } })
  @Requires('statistics.read')
  async getXlsx(@Param('dataset') dataset: string, @Param('month') month: string): Promise<StreamableFile> {
    const table = await this.tableOf(await this.figures.read(dataset, month));
    return workbook(table, `${dataset}-${month}`);
  }

  private async tableOf({ dataset, month, cells }: PublicMonth): Promise<Tabular> {
    const { catalogue: { divisions, departments } } = await this.catalogue.getEdition();
    return {
      title: `${DATASETS[dataset].name.zh} ${month}`, head: ['division', 'divisionName', 'department', 'departmentName', 'detail', 'count', 'withheld'],
      rows: cells.map(({ division, department, detail, count }) => [
        division, division && divisions.get(division)?.name.zh || null, department, department && departments.get(department)?.name.zh || null, detail, count,
        count === null ? 'yes' : 'no',
      ]),
    };
  }
}

export function workbook(table: Tabular, name: string): StreamableFile {
  return new StreamableFile(xlsxOf(table), {
    type: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet', disposition: `attachment; filename="${name}.xlsx"`,
  });
}
