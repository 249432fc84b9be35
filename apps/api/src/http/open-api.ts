import { Injectable } from '@nestjs/common';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { DocumentBuilder, type OpenAPIObject, SwaggerModule } from '@nestjs/swagger';
import { DeclaredInputs } from './declared-input';
import { invalidInput } from './problem-details';

/** The description of the API; it exists once all routes do. */
@Injectable()
export class OpenApiDocument {
  document: OpenAPIObject = { openapi: '3.0.0', info: { title: 'OneThing', version: '0' }, paths: {} };
}

const DOCS_PATH = '/api/docs';
/** Swagger UI brings a style element in its page; nothing else of the platform may. */
const DOCS_POLICY = 'default-src \'none\'; script-src \'self\'; style-src \'self\' \'unsafe-inline\'; img-src \'self\' data:; '
  + 'connect-src \'self\'; base-uri \'none\'; form-action \'none\'; frame-ancestors \'none\'';

/**
 * Describes all routes, for programs at /api/openapi.json and for people at /api/docs.
 * @returns what they take
 */
export function describeApi(app: NestFastifyApplication): DeclaredInputs {
  const config = new DocumentBuilder()
    .setTitle('OneThing 一件事')
    .setDescription('Errors are application/problem+json (RFC 9457) with a stable `code` and, for wrong input, `errors` by field.')
    .setVersion('0.1')
    .addBearerAuth()
    .build();
  const document = SwaggerModule.createDocument(app, config);
  app.get(OpenApiDocument).document = document;
  const fastify = app.getHttpAdapter().getInstance();
  fastify.addHook('onRequest', async (request, reply) => {
    if (request.url.startsWith(DOCS_PATH)) reply.header('content-security-policy', DOCS_POLICY);
  });
  const declared = new DeclaredInputs(document);
  fastify.addHook('preValidation', async ({ method, routeOptions, query, body }) => {
    const problems = declared.problemsOf({ method, route: routeOptions.url ?? '', query, body });
    if (problems.length > 0) throw invalidInput(problems);
  });
  SwaggerModule.setup(DOCS_PATH.slice(1), app, document, { raw: false, customSiteTitle: 'OneThing API' });
  return declared;
}
