import { Injectable } from '@nestjs/common';
import type { BundlePlan } from '@onething/catalogue';
import { AccountRegister, PersonDirectory } from '@onething/identity';
import { type FormValues, prefilledValues } from '../domain/form-values';
import { DraftMaterials } from '../materials/draft-materials';

/** What is known already and need not be typed: from the applicant's account and from the licences in the draft. */
@Injectable()
export class Prefilling {
  constructor(
    private readonly persons: PersonDirectory,
    private readonly accounts: AccountRegister,
    private readonly materials: DraftMaterials,
  ) {}

  /** @param licences whether to tell what stands on licences, too */
  async of(
    draft: { state: { caseId: string }; applicantPersonId: string; applicantAccountId: string | null }, plan: BundlePlan, licences = true,
  ): Promise<FormValues> {
    const [{ name, number }, account, faces] = await Promise.all([
      this.persons.getPerson(draft.applicantPersonId),
      draft.applicantAccountId === null ? undefined : this.accounts.findAccount(draft.applicantAccountId),
      licences ? this.materials.attachedFaces(draft.state.caseId, plan) : [],
    ]);
    return prefilledValues(plan, { account: { name, ...(number ? { number } : {}), ...(account?.mobile ? { mobile: account.mobile } : {}) }, licences: faces });
  }
}
