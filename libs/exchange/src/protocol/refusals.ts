import { DomainError } from '@onething/kernel';

/** Why a message, a receipt or a directory is not believed. Stable; a signed refusal carries the code to the other side. */
export const REFUSALS = {
  TOO_LARGE: 'It is larger than a message may be. Send files by their digest, not inside the message.',
  TOO_DEEP: 'It is nested more deeply than any message is.',
  COMPRESSED: 'It is compressed. Send plain JSON without a content encoding.',
  NOT_JSON: 'It is no JSON in UTF-8.',
  NOT_CANONICAL: 'It is not in the canonical form (RFC 8785): sort the members, leave out white space, write no member twice.',
  MALFORMED: 'It lacks a member, has one too many, or one of another form than the protocol says.',
  VERSION_UNKNOWN: 'It is of a version of the protocol or of the message that is not spoken here. Send one that the directory names.',
  CERTIFICATE_UNTRUSTED: 'Its certificate was not issued by the national root.',
  CERTIFICATE_ROLE: 'Its certificate is of another kind than this needs.',
  CERTIFICATE_EXPIRED: 'Its certificate was not valid when the hub received it.',
  CERTIFICATE_REVOKED: 'Its certificate had been revoked when the hub received it.',
  SENDER_FORGED: 'Its certificate belongs to another region than the one it says it comes from.',
  SIGNATURE_WRONG: 'Its signature does not fit its content.',
  RECIPIENT_WRONG: 'It is addressed to another region.',
  SEAL_WRONG: 'It cannot be opened with a key of this region, or is not what was sealed.',
  PAYLOAD_ALTERED: 'Its content has another digest than its sender signed.',
  FROM_THE_FUTURE: 'It says it was sent more than 15 minutes from now. Set the clock of the sender.',
  REPLAYED: 'It was received before; it is not applied a second time.',
  ID_REUSED: 'Its id was used for another message before.',
  CONVERSATION_FOREIGN: 'Its conversation belongs to two other regions.',
  CHAIN_ALTERED: 'It does not follow the message before it in its conversation.',
  CONVERSATION_FORKED: 'Another message has its place in the conversation already.',
  NOT_ROUTED_HERE: 'Its item is not decided in this region.',
  RECEIPT_WRONG: 'The receipt of the hub belongs to another message.',
  RECEIPT_BACKDATED: 'The receipt of the hub is older than one that came before it, or younger than the present.',
  RECEIPT_CHAIN_BROKEN: 'The receipt of the hub does not follow the one before it: messages are missing, or were put into another order.',
  STATEMENT_WRONG: 'The hub says something else now than it has signed before.',
  DIRECTORY_UNTRUSTED: 'The directory was not signed by the national root.',
  DIRECTORY_BACKWARDS: 'The directory is older than the one that is in use.',
  DIRECTORY_FORKED: 'There are two directories of this number.',
  DIRECTORY_STALE: 'The directory is past its date: a newer one is withheld, or was not made. Nothing is accepted until it is there.',
  NO_SUCH_PLACE: 'There is no region of this code in the directory.',
  UNABLE: 'It cannot be carried out here.',
} as const;
export type RefusalName = keyof typeof REFUSALS;

/** @returns `EXCHANGE.<name>`, with what is wrong and how to mend it */
export function refusal(name: RefusalName, more = ''): DomainError {
  return new DomainError(name === 'DIRECTORY_STALE' ? 'unavailable' : 'refused', `EXCHANGE.${name}`, more === '' ? REFUSALS[name] : `${REFUSALS[name]} ${more}`);
}
