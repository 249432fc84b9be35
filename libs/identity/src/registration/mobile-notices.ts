import { Inject, Injectable } from '@nestjs/common';
import { CLOCK, type Clock, maskMobile, newId } from '@onething/kernel';
import { CodeSender } from './code-sender.port';

/** Tells a mobile that it is no longer the account's. */
@Injectable()
export class MobileNotices {
  constructor(private readonly sender: CodeSender, @Inject(CLOCK) private readonly clock: Clock) {}

  /** After the change: a message that cannot be sent does not undo it. */
  async tellOldMobile(old: string | null, mobile: string): Promise<void> {
    if (old === null || old === mobile) return;
    await this.sender.send(newId(this.clock.now()), old, changedText(mobile)).catch(() => undefined);
  }
}

const changedText = (mobile: string): string =>
  `【一件事】您账户的手机号已改为 ${maskMobile(mobile)}。如非本人操作，请立即找回密码或到窗口办理。/ The mobile of your account is now ${maskMobile(mobile)}. If this was not you, go to a window at once.`;
