import type { VNode } from 'preact';
import { isUuid, type RendicontazioneId } from '#kernel/ids';
import { formatGiornoLungo, giornoA, parseGiorno, type Giorno } from '#kernel/giorno';
import {
  leggiRendicontazione,
  type leggiRitardo,
  STATI,
  type Difetto,
  type FiltroRendicontazioni,
  type Rendicontazione,
} from '#modules/rendicontazione';
import { puo } from '#modules/utenti';
import type { Ctx } from '#platform/contesto';
import { ufficioRendicontazione as testi } from '#testi/it/ufficio-rendicontazione';
import { Messaggio } from '#ui/messaggio';
import type { Cercato } from './filtri.ts';
import { con, VAI } from './indirizzi.ts';
import type { RichiestaUfficio, SessioneUfficio } from './lavoro.ts';
import { giornoIso } from './prenota.tsx';

/** Where the pages of one statement hang from. */
export const SOPRA_RENDICONTAZIONE = [{ testo: testi.titolo, a: VAI.rendicontazioni }];

/** May this person load a statement? To be asked before its first byte is kept. */
export function puoCaricare(sessione: SessioneUfficio | null): boolean {
  return sessione !== null && sessione.ente !== null && sessione.ruolo !== null && puo(sessione.ruolo, 'rendiconta');
}

const GIORNI = ['prodottaDa', 'prodottaA', 'disponibileDa', 'disponibileA'] as const;
export type CampoGiorno = (typeof GIORNI)[number];

/** The filters as somebody wrote them, with what is wrong with each. */
export type FiltriScritti = {
  stato: FiltroRendicontazioni['stato'];
  psp: string;
  giorni: Record<CampoGiorno, string>;
  errori: Partial<Record<CampoGiorno, string>>;
  filtro: FiltroRendicontazioni;
};

/** Reads the filters of an address or of a form. A day that is none filters nothing, and is said. */
export function leggiFiltriRendicontazioni(campi: RichiestaUfficio['query']): FiltriScritti {
  const scritto = (nome: string): string => (campi[nome] ?? '').trim().slice(0, 40);
  const giorni = Object.fromEntries(GIORNI.map((nome) => [nome, scritto(nome)])) as Record<CampoGiorno, string>;
  const letti = Object.fromEntries(GIORNI.map((nome) => [nome, parseGiorno(giornoIso(giorni[nome]))])) as Record<
    CampoGiorno,
    Giorno | null
  >;
  const errori: FiltriScritti['errori'] = {};
  for (const nome of GIORNI) if (giorni[nome] !== '' && letti[nome] === null) errori[nome] = testi.filtri.giorno;
  for (const [da, a] of [
    ['prodottaDa', 'prodottaA'],
    ['disponibileDa', 'disponibileA'],
  ] as const) {
    const [primo, secondo] = [letti[da], letti[a]];
    if (primo !== null && secondo !== null && secondo < primo) errori[a] = testi.filtri.ordine;
  }
  const stato = STATI.find((uno) => uno === campi['stato']) ?? 'correnti';
  const psp = scritto('psp');
  return {
    ...{ stato, psp, giorni, errori },
    filtro: {
      ...{ stato, psp: psp === '' ? null : psp },
      prodotta: { da: letti.prodottaDa, a: letti.prodottaA },
      disponibile: { da: letti.disponibileDa, a: letti.disponibileA },
    },
  };
}

/** Is anything left out of the list? */
export function filtrato({ psp, giorni, testo }: FiltriScritti & Cercato): boolean {
  return psp !== '' || testo !== '' || Object.values(giorni).some((giorno) => giorno !== '');
}

/** The list with these filters, from a row on; `base`: as a file. */
export function indirizzoRendicontazioni(
  { stato, psp, giorni, r = null }: Pick<FiltriScritti, 'stato' | 'psp' | 'giorni'> & { r?: string | null },
  { base = VAI.rendicontazioni, ...da }: Readonly<Record<string, string>> & { base?: string } = {},
): string {
  return con(base, { stato: stato === 'correnti' ? '' : stato, psp, ...giorni, r: r ?? '', ...da });
}

/** The statement that an address names; null: not there. */
export async function trovaRendicontazione(
  t: Ctx,
  { id = '' }: Readonly<Record<string, string>>,
): Promise<Rendicontazione | null> {
  return isUuid<RendicontazioneId>(id) ? leggiRendicontazione(t, id) : null;
}

/** What does not add up, in words. */
export function difettiDetti(difetti: readonly Difetto[]): string {
  return difetti.map((difetto) => testi.difetti[difetto]).join('; ');
}

/** The PSP by name, where it is known; its code always. */
export function NomePsp({
  psp,
  mittenteDenominazione: nome,
}: Pick<Rendicontazione, 'psp' | 'mittenteDenominazione'>): VNode {
  return (
    <>
      {nome ?? psp}
      {nome !== null && (
        <>
          <br />
          <span class="nota">{psp}</span>
        </>
      )}
    </>
  );
}

/** Shown here and on the first page: whoever reconciles must know that something is missing. */
export function Ritardo({ ritardo }: { ritardo: Awaited<ReturnType<typeof leggiRitardo>> }): VNode | null {
  if (ritardo === null) return null;
  const dal = ritardo.dal === null ? null : `il ${formatGiornoLungo(giornoA(ritardo.dal))}`;
  return (
    <Messaggio tipo="attenzione" titolo={testi.ritardo}>
      <p>{testi.ritardoTesto(dal)}</p>
      {ritardo.perche !== null && <p>{testi.perche(ritardo.perche)}</p>}
    </Messaggio>
  );
}
