import type { VNode } from 'preact';
import { giornoA } from '#kernel/giorno';
import { isUuid, type LinkId, type TipoDovutoId } from '#kernel/ids';
import { leggiModulo, type ModuloPubblico, type TipoDovuto } from '#modules/enti';
import { giudicaLink, leggiLink, opacoDi, QUALI_LINK, type LinkDellEnte, type QualiLink } from '#modules/pagamenti';
import type { Ctx } from '#platform/contesto';
import { ufficioLink as testi } from '#testi/it/ufficio-link';
import { Dati } from '#ui/dati';
import { Stato, type Tono } from '#ui/stato';
import { DataGiorno, Istante } from '#ui/valori';
import { leggiCercato, type Cercato } from './filtri.ts';
import { intero } from './frase.ts';
import { con, VAI } from './indirizzi.ts';
import { tipiVisibili, type Lavoro, type RichiestaUfficio } from './lavoro.ts';

/** Where the pages of one link hang from. */
export const SOPRA_LINK = [{ testo: testi.titolo, a: VAI.link }];

/** Which of them an address asks for; at first, those that lead somewhere. */
export function qualiLinkDi(campi: RichiestaUfficio['query']): QualiLink {
  return QUALI_LINK.find((quali) => quali === campi['quali']) ?? 'attivi';
}

/** Which of them, and what is looked for among them. */
export type FiltriLink = Cercato & { quali: QualiLink };

export async function leggiFiltriLink(t: Ctx, l: Lavoro, r: RichiestaUfficio): Promise<FiltriLink> {
  return { quali: qualiLinkDi(r.query), ...(await leggiCercato(t, l, r)) };
}

/** The list of those, from a row on; `base`: as a file. */
export function indirizzoLink(
  { quali, r = null }: { quali: QualiLink; r?: string | null },
  { base = VAI.link, ...da }: Readonly<Record<string, string>> & { base?: string } = {},
): string {
  return con(base, { quali: quali === 'attivi' ? '' : quali, r: r ?? '', ...da });
}

/** The link that an address names; null: there is none of this ente, or it is not of their kinds of due. */
export async function trovaLink(
  t: Ctx,
  l: Lavoro,
  { id = '' }: Readonly<Record<string, string>>,
): Promise<LinkDellEnte | null> {
  if (!isUuid<LinkId>(id)) return null;
  const { ids } = await tipiVisibili(t, l);
  return leggiLink(t, { linkId: id, tipiConsentiti: ids });
}

/** What a citizen opens. */
export function indirizzoPubblico(ctx: Ctx, id: LinkId): string {
  return `${ctx.config.urlPubblico}/link/${opacoDi(ctx, id)}`;
}

const STATI = { LINK_REVOCATO: 'ritirati', LINK_SCADUTO: 'scaduti', LINK_ESAURITO: 'esauriti' } as const;
type StatoLink = keyof typeof testi.stati;
const TONI: Record<StatoLink, Tono> = { attivi: 'bene', scaduti: 'neutro', esauriti: 'neutro', ritirati: 'neutro' };

export function statoLink(link: LinkDellEnte, { now }: Ctx): StatoLink {
  const giudizio = giudicaLink(link, now);
  return giudizio.ok ? 'attivi' : (STATI[giudizio.refusal.codice as keyof typeof STATI] ?? 'ritirati');
}

export function StatoLinkMostrato({ link, ctx }: { link: LinkDellEnte; ctx: Ctx }): VNode {
  const stato = statoLink(link, ctx);
  return <Stato tono={TONI[stato]}>{testi.stati[stato]}</Stato>;
}

/** Where it leads, in words. */
export function portaA({ avviso, tipo }: LinkDellEnte): string {
  return avviso === null ? testi.modulo(tipo ?? '') : testi.avviso(avviso.numeroAvviso);
}

/** What a page calls it. */
export function titoloDi(link: LinkDellEnte): string {
  return link.titolo ?? link.avviso?.causale ?? link.tipo ?? testi.uno.titolo;
}

export function usiDetti({ usi, usiMax }: LinkDellEnte): string {
  return testi.usiDi(intero(usi), usiMax === null ? null : intero(usiMax));
}

/** What is known of a link: the same above each of the acts on it. */
export function DatiLink({ link, ctx }: { link: LinkDellEnte; ctx: Ctx }): VNode {
  const { colonne, uno } = testi;
  return (
    <Dati
      dati={[
        { nome: colonne.stato, valore: <StatoLinkMostrato link={link} ctx={ctx} /> },
        { nome: colonne.titolo, valore: titoloDi(link) },
        { nome: colonne.porta, valore: portaA(link) },
        { nome: colonne.usi, valore: usiDetti(link) },
        link.scadeIl && { nome: colonne.scade, valore: <DataGiorno giorno={giornoA(link.scadeIl)} /> },
        { nome: colonne.creato, valore: <Istante istante={link.creatoIl} /> },
        link.revocatoIl && { nome: uno.ritirato, valore: <Istante istante={link.revocatoIl} /> },
        link.motivoRevoca === null ? null : { nome: uno.motivo, valore: link.motivoRevoca },
      ]}
    />
  );
}

/** The kinds of due of this person that citizens may pay without a notice. */
export async function tipiConModulo(l: Lavoro): Promise<TipoDovuto[]> {
  return l.ctx.tx(async (t) => (await tipiVisibili(t, l)).tipi.filter(({ attivo, spontaneo }) => attivo && spontaneo));
}

/** One of those, with its form in force; null: there is none. */
export async function trovaModulo(l: Lavoro, id: string): Promise<(ModuloPubblico & { tipo: TipoDovuto }) | null> {
  if (!isUuid<TipoDovutoId>(id)) return null;
  const tipo = (await tipiConModulo(l)).find(({ tipoDovutoId }) => tipoDovutoId === id);
  const pubblico = tipo && (await leggiModulo(l.ctx, { enteId: l.ente.enteId, tipoDovutoId: id }));
  return pubblico ? { ...pubblico, tipo } : null;
}
