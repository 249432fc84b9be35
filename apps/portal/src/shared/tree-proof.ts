/** How a proof leads to a signed root: the verifier's own code, with the hash of the browser. */
export { verifiesInclusion } from '../../../../libs/audit/src/domain/tree-proof';
