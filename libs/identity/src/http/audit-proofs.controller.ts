import { type InclusionProof, TreeHeads, TreeProofs } from '@onething/audit';
import { Controller, Get, Param, Query } from '@nestjs/common';
import { ApiBearerAuth, ApiTags } from '@nestjs/swagger';
import { SigningKeys } from '@onething/crypto';
import {
  ActProofQueryDto, ConsistencyProofDto, ConsistencyQueryDto, EventProofQueryDto, InclusionProofDto, PublicKeyListDto, TreeHeadPageDto, TreeHeadQueryDto,
} from './audit-proofs.dto';
import { Requires } from './requires.decorator';

/** Tree heads and proofs of the transparency log, as in RFC 9162 with SM3. */
@ApiTags('audit')
@ApiBearerAuth()
@Controller('audit')
export class AuditProofsController {
  constructor(private readonly heads: TreeHeads, private readonly proofs: TreeProofs, private readonly keys: SigningKeys) {}

  /** With what signatures of tree heads are checked. Get them once from somebody whom you trust, and compare. */
  @Get('keys')
  @Requires('audit.readKeys')
  publicKeys(): PublicKeyListDto {
    return { entries: this.keys.publicKeys().map(({ id, pem }) => ({ key: id, publicKey: pem })) };
  }

  /** Newest first. */
  @Get('heads')
  @Requires('audit.read')
  async list(@Query() { after, limit = 20 }: TreeHeadQueryDto): Promise<TreeHeadPageDto> {
    const found = await this.heads.newestFirst(after, limit + 1);
    const entries = found.slice(0, limit);
    return { entries, next: found.length > limit ? entries.at(-1)!.number : undefined };
  }

  /** That a security act is in the log. */
  @Get('acts/:actId/proof')
  @Requires('audit.read')
  async ofAct(@Param('actId') actId: string, @Query() { size }: ActProofQueryDto): Promise<InclusionProofDto> {
    return viewOf(await this.proofs.ofAct(actId, size));
  }

  /** That an end of an event chain, at this event or behind it, is in the log. */
  @Get('cases/:caseId/proof')
  @Requires('audit.read')
  async ofEvent(@Param('caseId') caseId: string, @Query() { itemId, seq, size }: EventProofQueryDto): Promise<InclusionProofDto> {
    return viewOf(await this.proofs.ofEvent({ caseId, itemId, seq }, size));
  }

  /** That the tree of one size begins the tree of another. */
  @Get('consistency')
  @Requires('audit.read')
  consistency(@Query() { first, second }: ConsistencyQueryDto): Promise<ConsistencyProofDto> {
    return this.proofs.consistency(first, second);
  }
}

const viewOf = ({ leaf, ...proof }: InclusionProof): InclusionProofDto => ({ ...proof, leaf: { ...leaf } });
