import { Injectable } from '@nestjs/common';
import { type Envelope, Keyring } from '@onething/crypto';
import type { Finding } from '../domain/finding';
import { actLeaf, type Leaf, type StoredAct } from '../domain/leaf';
import type { SignedTreeHead } from '../domain/tree-head';
import { digestedReason, reasonPlace } from '../persistence/act-reason';
import { ActRepository } from '../persistence/act.repository';

const BATCH = 1_000;
const MOST_ADDED = 1_000;

/** Compares the security acts with their leaves. */
@Injectable()
export class ActCheck {
  constructor(private readonly acts: ActRepository, private readonly keyring: Keyring) {}

  /** @returns what does not agree with the leaves that this head has signed; whatever is no act's leaf is left out */
  async check(head: SignedTreeHead, leaves: readonly Leaf[]): Promise<Finding[]> {
    const wanted = leaves.filter((leaf) => leaf.kind === 'act');
    const found: Finding[] = [];
    for (let at = 0; at < wanted.length; at += BATCH) {
      const batch = wanted.slice(at, at + BATCH);
      const stored = await this.acts.byIds(batch.map(({ actId }) => actId));
      for (const { actId, hash } of batch) found.push(...this.differences(head, actId, hash, stored.get(actId)));
    }
    return found;
  }

  /** Acts that stand where the log has been, without being in it. */
  async added(): Promise<Finding[]> {
    return (await this.acts.unlogged(MOST_ADDED)).map((actId) =>
      ({ kind: 'actAdded', actId, message: `security act ${actId} was slipped in: the log has passed its place without seeing it` }));
  }

  /** Whom an act concerned is found in a table of its own, which no leaf has: it is compared with what the acts say. */
  async concerned(): Promise<Finding[]> {
    return (await this.acts.concernedOtherwise(MOST_ADDED)).map(({ actId, lost, added }) => ({
      kind: 'concernedEdited', actId,
      message: `security act ${actId}: ${lost} persons whom it concerned do not find it any more, ${added} find it whom it does not name`,
    }));
  }

  private differences(head: SignedTreeHead, actId: string, hash: string, stored: { act: StoredAct; reason: Envelope | null } | undefined): Finding[] {
    const finding = (kind: Finding['kind'], what: string): Finding[] => [{ kind, actId, head: head.number, message: `security act ${actId} ${what}, tree head ${head.number} of ${head.time} has it` }];
    if (!stored) return finding('actRemoved', 'was removed');
    if (actLeaf(stored.act).hash !== hash) return finding('actEdited', `(${stored.act.act}) was edited`);
    const { reasonDigest } = stored.act;
    if (reasonDigest === null) return stored.reason ? finding('reasonEdited', 'was given a reason') : [];
    if (!stored.reason) return finding('reasonRemoved', 'has lost its reason');
    return this.isReason(actId, stored.reason, reasonDigest) ? [] : finding('reasonEdited', 'has another reason');
  }

  private isReason(actId: string, envelope: Envelope, digest: string): boolean {
    try {
      return this.keyring.matchesDigest(digestedReason(actId, this.keyring.decrypt(reasonPlace(actId), envelope)), digest);
    } catch {
      return false;
    }
  }
}
