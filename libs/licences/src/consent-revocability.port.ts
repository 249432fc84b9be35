/** Whether a granted consent may still be revoked. Bound to the cases where the application is put together. */
export abstract class ConsentRevocability {
  /** False once the decision of that case which rests on the licence was made. */
  abstract isRevocable(caseId: string): Promise<boolean>;
}
