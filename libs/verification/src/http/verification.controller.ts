import { Readable } from 'node:stream';
import { Body, Controller, Get, Header, HttpCode, Inject, Post, Req } from '@nestjs/common';
import { RouteConfig } from '@nestjs/platform-fastify';
import { ApiBody, ApiConsumes, ApiTags } from '@nestjs/swagger';
import { Requires } from '@onething/identity';
import { CLOCK, type Clock } from '@onething/kernel';
import { TrustLists } from '../trust-lists';
import { type Asker, Verification } from '../verification';
import { problem, receiveFile } from './received-file';
import { reportView } from './report-view';
import { FileReportDto, LicenceAnswerDto, LicenceQueryDto, TrustListDto } from './verification.dto';

interface AskingRequest {
  id?: unknown;
  ip?: string;
}

const askerOf = ({ id, ip }: AskingRequest): Asker => ({ ...(ip !== undefined && { address: ip }), ...(typeof id === 'string' && { requestId: id }) });

/** Verification of licences by anybody (证照核验), without an account. */
@ApiTags('verification')
@Controller('verification')
export class VerificationController {
  constructor(
    private readonly verification: Verification,
    private readonly trust: TrustLists,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** Is this file genuine, and does the licence stand? The bytes are the body; nothing of them is kept. At most 8 MiB. */
  @Post('files')
  @HttpCode(200)
  @Header('Cache-Control', 'no-store')
  @RouteConfig({ streamsBody: true })
  @ApiConsumes('application/pdf', 'application/octet-stream')
  @ApiBody({ schema: { type: 'string', format: 'binary' } })
  @Requires('verification.verifyFile')
  async verifyFile(@Req() request: AskingRequest & { body: unknown }): Promise<FileReportDto> {
    const { body } = request;
    if (!(body instanceof Readable)) throw problem('FILE_EMPTY', 'Send the bytes of the file as the body, as application/pdf.');
    return reportView(await this.verification.verify(await receiveFile(body), askerOf(request)), this.clock.now());
  }

  /** The state of the licence with this identifier and this holder. Whether it is the identifier or the name that is wrong is not told. */
  @Post('queries')
  @HttpCode(200)
  @Header('Cache-Control', 'no-store')
  @Requires('verification.query')
  async query(@Body() { identifier, name }: LicenceQueryDto, @Req() request: AskingRequest): Promise<LicenceAnswerDto> {
    const state = await this.verification.query(identifier, name, askerOf(request));
    return { matches: state !== undefined, ...(state === undefined ? {} : { state }), checkedAt: new Date(this.clock.now()).toISOString() };
  }

  /** Roots, revocations and suspensions of today, signed: with it a file is verified without us (`onething licence verify`). */
  @Get('trust')
  @Header('Cache-Control', 'no-store')
  @Requires('verification.readTrust')
  trustList(): Promise<TrustListDto> {
    return this.trust.issue();
  }
}
