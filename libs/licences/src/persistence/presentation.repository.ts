import { Injectable } from '@nestjs/common';
import type { Statement, Transaction } from '@onething/persistence';

const FORGET: Statement = { name: 'licences.forget-presentations', text: 'DELETE FROM onething.licence_presentation_use WHERE expires_at < $1' };
const USE: Statement = {
  name: 'licences.use-presentation',
  text: 'INSERT INTO onething.licence_presentation_use (id, expires_at) VALUES ($1, $2) ON CONFLICT DO NOTHING RETURNING id',
};

@Injectable()
export class PresentationRepository {
  /** @returns false when it was read before. @param now epoch ms; what ended before needs no row, for its end alone refuses it */
  async use(tx: Transaction, { id, expiresAt }: { id: string; expiresAt: number }, now: number): Promise<boolean> {
    await tx.query(FORGET, [new Date(now)]);
    return (await tx.query(USE, [id, new Date(expiresAt)])).length > 0;
  }
}
