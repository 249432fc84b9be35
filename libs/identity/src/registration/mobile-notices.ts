import { Inject, Injectable } from '@nestjs/common';
import { CLOCK, type Clock, maskMobile, newId } from '@onething/kernel';
import { CodeSender } from './code-sender.port';

/** Tells a mobile what happens to its account. */
@Injectable()
export class MobileNotices {
  constructor(private readonly sender: CodeSender, @Inject(CLOCK) private readonly clock: Clock) {}

  /** After the change: a message that cannot be sent does not undo it. */
  async tellOldMobile(old: string | null, mobile: string): Promise<void> {
    if (old === null || old === mobile) return;
    await this.sender.send(newId(this.clock.now()), old, changedText(mobile)).catch(() => undefined);
  }

  /** Before the change, while there is time to object. */
  async tellOfRecovery(old: string | null, mobile: string): Promise<void> {
    if (old === null || old === mobile) return;
    await this.sender.send(newId(this.clock.now()), old, recoveryText(mobile)).catch(() => undefined);
  }
}

const recoveryText = (mobile: string): string =>
  `【一件事】有人在窗口申请找回您的账户，并改用手机号 ${maskMobile(mobile)}。如非本人操作，请立即到窗口说明。/ At a window somebody asks to recover your account with the mobile ${maskMobile(mobile)}. If this was not you, tell a window at once.`;
const changedText = (mobile: string): string =>
  `【一件事】您账户的手机号已改为 ${maskMobile(mobile)}。如非本人操作，请立即找回密码或到窗口办理。/ The mobile of your account is now ${maskMobile(mobile)}. If this was not you, go to a window at once.`;
