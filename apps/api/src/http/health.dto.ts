export class HealthDto {
  status!: 'ok';
}

export class ReadinessDto {
  status!: 'ready';

  /** What was asked, and did answer. */
  checks!: string[];
}
