/** Carries one-time codes to a mobile (短信验证码). Answered where the application is put together. */
export abstract class CodeSender {
  /** Whether the platform can send any at all. */
  abstract readonly works: boolean;

  /** @param id the same for the same message @param mobile 11 digits @throws Error when it cannot be sent now */
  abstract send(id: string, mobile: string, text: string): Promise<void>;
}
