/** The catalogue's pure types, for the code that the portal shares with the server. */
export type * from '../../../../libs/catalogue/src/domain/model';
export type * from '../../../../libs/catalogue/src/domain/plan';
