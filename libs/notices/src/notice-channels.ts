import { Injectable } from '@nestjs/common';
import { type Account, AccountRegister } from '@onething/identity';
import { DomainError } from '@onething/kernel';
import { MailSender, SmsGateway } from './delivering/outlets';
import { type Channel, CHANNELS } from './domain/notice';
import { defaultPreferences, type NoticePreferences, type Obstacle, obstacleOf } from './domain/preferences';
import { PreferenceRepository } from './persistence/preference.repository';

/** How an account can be told now. */
export interface Reachability {
  account: Account;
  preferences: NoticePreferences;
  addresses: Record<Channel, string | null>;
  /** Why a channel carries nothing to the account; absent when it does. */
  obstacles: Partial<Record<Channel, Obstacle>>;
}

/** Which ways lead to an account: what the platform has, what the account has given, what it wants. */
@Injectable()
export class NoticeChannels {
  readonly outlets: { email: MailSender; sms: SmsGateway };

  constructor(
    private readonly accounts: AccountRegister, private readonly stored: PreferenceRepository, email: MailSender, sms: SmsGateway,
  ) {
    this.outlets = { email, sms };
  }

  /** @returns undefined when the account is closed */
  async find(accountId: string): Promise<Reachability | undefined> {
    const account = await this.accounts.findAccount(accountId);
    if (!account) return undefined;
    const { preferences: said, emailAddress } = await this.stored.find(accountId);
    const preferences = said ?? defaultPreferences(account.kind);
    const addresses = { email: emailAddress, sms: account.mobile };
    const obstacles = Object.fromEntries(CHANNELS.flatMap((channel) => {
      const works = this.outlets[channel].off === undefined;
      const obstacle = obstacleOf(works, addresses[channel] !== null, preferences.channels[channel]);
      return obstacle ? [[channel, obstacle]] : [];
    }));
    return { account, preferences, addresses, obstacles };
  }

  /** @throws DomainError `NOTICES.ACCOUNT_CLOSED` */
  async get(accountId: string): Promise<Reachability> {
    const found = await this.find(accountId);
    if (!found) throw new DomainError('notFound', 'NOTICES.ACCOUNT_CLOSED', 'This account was closed. Open a new one.');
    return found;
  }
}
