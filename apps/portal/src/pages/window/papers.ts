/** Papers that a window accepts, of natural and of legal persons. */
export const PAPERS = {
  natural: ['residentIdCard', 'temporaryIdCard', 'residencePermit', 'foreignerPermit'],
  legal: ['businessLicence', 'legalPersonCertificate'],
} as const;
