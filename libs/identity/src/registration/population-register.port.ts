/** Who somebody says to be, as the register is asked. */
export interface IdentityQuestion {
  kind: 'natural' | 'legal';
  name: string;
  /** Citizen's number, or USCC. */
  number: string;
  /** Confirmed by a code before: whoever can read messages to it. The representative's when a company is asked about. */
  mobile: string;
  /** Of a legal person: who acts for it. */
  representative?: { name: string; number: string };
}

/**
 * The register of the population and of legal persons (人口库、法人库), kept by other authorities. It answers whether all that is
 * said belongs together, and hands out nothing.
 */
export abstract class PopulationRegister {
  /** @throws DomainError `IDENTITY.REGISTER_UNAVAILABLE` when it does not answer, or none is set up */
  abstract matches(question: IdentityQuestion): Promise<boolean>;
}
