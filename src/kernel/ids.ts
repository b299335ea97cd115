/** Identifiers of our rows: uuid (v7, given by the database) as PostgreSQL writes them. A type each, so that none stands for another. */
type Uuid<Tipo extends string> = string & { readonly __tipo: Tipo };

export type EnteId = Uuid<'EnteId'>;
export type StazioneId = Uuid<'StazioneId'>;
export type ContoId = Uuid<'ContoId'>;
export type TipoDovutoId = Uuid<'TipoDovutoId'>;
export type OperatoreId = Uuid<'OperatoreId'>;
export type PosizioneId = Uuid<'PosizioneId'>;
export type OpzioneId = Uuid<'OpzioneId'>;
export type DovutoId = Uuid<'DovutoId'>;
export type IuvId = Uuid<'IuvId'>;
export type RicevutaId = Uuid<'RicevutaId'>;
export type FlussoId = Uuid<'FlussoId'>;
export type AnnulloId = Uuid<'AnnulloId'>;
export type InvioId = Uuid<'InvioId'>;
export type CarrelloId = Uuid<'CarrelloId'>;
export type ArrivoId = Uuid<'ArrivoId'>;
export type LinkId = Uuid<'LinkId'>;
export type FoglioLinkId = Uuid<'FoglioLinkId'>;
export type CittadinoId = Uuid<'CittadinoId'>;
export type DelegaId = Uuid<'DelegaId'>;
export type RendicontazioneId = Uuid<'RendicontazioneId'>;
export type QuadraturaId = Uuid<'QuadraturaId'>;
export type MancanteId = Uuid<'MancanteId'>;
export type RicercaId = Uuid<'RicercaId'>;

/**
 * Is it a uuid in the form the database gives (small letters, hyphens)? To be asked of what arrives in a URL before it meets SQL,
 * saying of which thing it should be the identifier: `isUuid<FlussoId>(testo)`.
 */
export function isUuid<Id extends string = string>(testo: string): testo is Id {
  return /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(testo);
}
