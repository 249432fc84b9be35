export { openActs, SEAL_PURPOSES, SEAL_STATES, type SealAct } from '../../../../libs/seals/src/domain/seal-version.machine';
