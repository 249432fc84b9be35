import { addDays, citizenIdCheckDigit, startOfDay } from '@onething/kernel';
import { Dice, idNamed } from './dice';
import { LEVEL_WEIGHTS } from './region-size';

/** No division has this code: nobody real has such a number, though its check digit is right. */
const NOWHERE = '659099';
const FIRST_BIRTH = '1945-01-01';
const BIRTH_DAYS = 22_000;
const SURNAMES = [...'王李张刘陈杨赵黄周吴徐孙马胡朱'];
/** 样例: an example. */
const GIVEN = '样例';
/** Of the users, who registered before the year of the cases; these apply. */
const EARLIER_SHARE = 0.6;

export interface SyntheticUser {
  index: number;
  personId: string;
  accountId: string;
  name: string;
  number: string;
  level: number;
  /** Epoch ms. */
  registeredAt: number;
}

/** People who do not exist: each follows from the seed and an index, so none has to be remembered. */
export class SyntheticPeople {
  private readonly earlierFrom: number;
  private readonly yearFrom: number;
  private readonly yearTo: number;
  private readonly earlier: number;

  constructor(private readonly seed: string, year: number, readonly count: number) {
    this.earlierFrom = startOfDay(`${year - 3}-01-01`);
    this.yearFrom = startOfDay(`${year}-01-01`);
    this.yearTo = startOfDay(`${year + 1}-01-01`);
    this.earlier = Math.max(1, Math.floor(count * EARLIER_SHARE));
  }

  at(index: number): SyntheticUser {
    const dice = new Dice(`${this.seed} user ${index}`);
    const registeredAt = this.registeredAt(index);
    // Birthdays are 7919 days apart from one to the next; with the serial each number is given once.
    const birth = addDays(FIRST_BIRTH, (index * 7919) % BIRTH_DAYS).replaceAll('-', '');
    const body = `${NOWHERE}${birth}${String(Math.floor(index / BIRTH_DAYS) % 1000).padStart(3, '0')}`;
    return {
      index,
      personId: idNamed(`${this.seed} person ${index}`, registeredAt),
      accountId: idNamed(`${this.seed} account ${index}`, registeredAt),
      name: `${SURNAMES[dice.below(SURNAMES.length)]!}${GIVEN}`,
      number: body + citizenIdCheckDigit(body),
      level: 1 + dice.weighted(LEVEL_WEIGHTS),
      registeredAt,
    };
  }

  /** Somebody who may apply: registered before the year, and checked. */
  applicant(dice: Dice): SyntheticUser {
    const first = dice.below(this.earlier);
    for (let step = 0; ; step += 1) {
      const user = this.at((first + step) % this.earlier);
      if (user.level > 1 || step === this.earlier) return user;
    }
  }

  private registeredAt(index: number): number {
    const isEarlier = index < this.earlier;
    const [from, to] = isEarlier ? [this.earlierFrom, this.yearFrom] : [this.yearFrom, this.yearTo];
    const [place, places] = isEarlier ? [index, this.earlier] : [index - this.earlier, this.count - this.earlier];
    return Math.floor(from + ((to - from) * place) / Math.max(places, 1));
  }
}
