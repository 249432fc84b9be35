import { Injectable } from '@nestjs/common';
import type { CivilDate } from '@onething/kernel';
import type { Statement, Transaction } from '@onething/persistence';
import type { NumberRequest } from '../domain/command-context';
import { caseNumber, receiptNumber, takenSerial } from '../domain/official-number';

const TAKE: Statement = {
  name: 'cases.take-number',
  text: `WITH taken AS (
      INSERT INTO number_serial AS s (scope, day, last) VALUES ($1, $2, 1) ON CONFLICT (scope, day) DO UPDATE SET last = s.last + 1 RETURNING last
    ) SELECT with_check_character($3 || lpad(last::text, $4, '0')) AS number FROM taken`,
};

const KEEP: Statement = {
  name: 'cases.keep-number',
  text: `INSERT INTO number_serial AS s (scope, day, last) VALUES ($1, $2, $3) ON CONFLICT (scope, day) DO UPDATE SET last = greatest(s.last, excluded.last)`,
};

/** Official numbers for matters that another library keeps, out of the same serials as those of item cases. */
@Injectable()
export class OfficialNumbers {
  /** 收件编号. @param tx takes the serial: when it fails there is no gap */
  takeReceipt(tx: Transaction, office: { division: string; departmentSerial: string }, day: CivilDate): Promise<string> {
    return this.take(tx, receiptNumber(office, day));
  }

  /** 办件编号. @param implementingCode 实施编码, 31 characters */
  takeCase(tx: Transaction, implementingCode: string, day: CivilDate): Promise<string> {
    return this.take(tx, caseNumber(implementingCode, day));
  }

  /** A number that was taken before this database was restored from an older backup: its serial is not taken again. One of another form is left alone. */
  async keep(tx: Transaction, number: string): Promise<void> {
    const taken = takenSerial(number);
    if (taken) await tx.query(KEEP, [taken.scope, taken.day, taken.serial]);
  }

  private async take(tx: Transaction, { scope, day, prefix, digits }: NumberRequest): Promise<string> {
    return (await tx.query<{ number: string }>(TAKE, [scope, day, prefix, digits]))[0]!.number;
  }
}
