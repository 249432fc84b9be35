import { NestFactory } from '@nestjs/core';
import { loadSettings, SettingError } from '@onething/config';
import { SystemClock } from '@onething/kernel';
import { ApiModule } from '../../api/src/api.module';
import { Metrics } from '../../api/src/metrics/metrics';
import { serveMetrics } from '../../api/src/metrics/metrics-server';
import { prepareDatabase } from '../../api/src/start/database';
import { runToSignal } from '../../api/src/start/run-to-signal';

/** The worker as a process of its own, beside any number of API processes. */
void runToSignal(async () => {
  const settings = loadSettings(process.env);
  if (settings.mode === 'embedded') throw new SettingError('DATABASE_URL', 'is missing: in embedded mode the worker runs inside the API process');
  const clock = new SystemClock();
  await prepareDatabase(settings.database, clock.now());
  const app = await NestFactory.createApplicationContext(
    ApiModule.register({ settings, clock, databaseUrl: settings.database.appUrl, worker: 'running' }),
    { logger: ['error', 'warn'], abortOnError: false },
  );
  const { metrics } = settings.edges;
  const server = metrics && await serveMetrics(new Metrics(app), metrics);
  console.log('The worker runs');
  return {
    async stop() {
      await server?.stop();
      await app.close();
    },
  };
});
