/** What an open data file looks like (JSON Schema 2020-12), for those who read it with programs. */
export const OPEN_DATA_SCHEMA = {
  $schema: 'https://json-schema.org/draft/2020-12/schema',
  title: 'A month of open figures',
  type: 'object',
  required: ['$schema', 'dataset', 'month', 'asOf', 'definition', 'cells'],
  properties: {
    $schema: { type: 'string' },
    dataset: { type: 'string' },
    month: { type: 'string', pattern: '^\\d{4}-\\d{2}$' },
    asOf: { type: 'string', description: 'ISO 8601' },
    definition: { type: 'object', required: ['name', 'formula', 'source'] },
    cells: {
      type: 'array',
      items: {
        type: 'object',
        required: ['division', 'department', 'detail', 'count'],
        additionalProperties: false,
        properties: {
          division: { type: ['string', 'null'], description: 'GB/T 2260; null for all' },
          department: { type: ['string', 'null'], description: 'code of /api/departments; null for all' },
          detail: { type: ['string', 'null'], description: 'how it ended, or the grade, or excluded; null for all' },
          count: { type: ['integer', 'null'], minimum: 5, description: 'null where it is withheld' },
        },
      },
    },
  },
  additionalProperties: false,
} as const;
