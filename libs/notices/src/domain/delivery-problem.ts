/** A message did not go out. `reason` is shown to administrators and stands in logs: a code of ours, without personal data. */
export class DeliveryProblem extends Error {
  /** @param lasting true when trying again would not help */
  constructor(readonly reason: string, readonly lasting: boolean) {
    super(reason);
    this.name = 'DeliveryProblem';
  }
}
