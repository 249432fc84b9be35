import { Injectable, type OnModuleInit, UnsupportedMediaTypeException } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import type { FastifyInstance } from 'fastify';
import { FILE_KINDS } from './file-kind';

/** Media types of uploads. What a file really is is told by its content alone. */
export const UPLOAD_TYPES = ['application/octet-stream', ...FILE_KINDS.map((kind) => kind.contentType)];

/** Hands bodies on as streams, unread, to routes with `@RouteConfig({ streamsBody: true })`; everywhere else a file is no body. */
@Injectable()
export class FileBodies implements OnModuleInit {
  constructor(private readonly host: HttpAdapterHost) {}

  onModuleInit(): void {
    // A worker or a command has no HTTP in front of it, whatever the declared type says.
    const { httpAdapter } = this.host as Partial<HttpAdapterHost>;
    httpAdapter?.getInstance<FastifyInstance>().addContentTypeParser(UPLOAD_TYPES, (request, payload, done) => {
      if ((request.routeOptions.config as { streamsBody?: boolean }).streamsBody === true) done(null, payload);
      else done(new UnsupportedMediaTypeException());
    });
  }
}
