import type { Static } from 'typebox';
import { causalePubblica } from '#kernel/causale';
import { parseCodiceFiscale } from '#kernel/codice-fiscale';
import { ok, type Esito } from '#kernel/esito';
import { parseGiorno, type Giorno } from '#kernel/giorno';
import { cents } from '#kernel/importo';
import type { DaScrivere, PosizioneIntera } from '#modules/posizioni';
import { api } from '#testi/it/api';
import { rifiutoApi, type CampoErrato, type RifiutoApi } from './problema.ts';
import type { POSIZIONE, POSIZIONE_NUOVA } from './schemi-posizione.ts';

/** What can be written in an address, and be read by whoever has to spell it. */
const IUPD = /^[!-~]{1,50}$/;

type Scritta = Static<typeof POSIZIONE_NUOVA>;
type Mostrata = Static<typeof POSIZIONE>;
type Nuova = DaScrivere['posizione'];
type DovutoScritto = Scritta['opzioni'][number]['dovuti'][number];

/**
 * What JSON says of a posizione (without a code where whoever writes it gives none), as the module takes it; or the fields that its schema
 * lets through, and are nothing.
 */
export function leggiPosizione(iupd: string | null, s: Scritta, inizio = '#'): Esito<Nuova, RifiutoApi> {
  const errori = [...(iupd === null ? [] : codiceErrato(iupd, inizio)), ...campiErrati(s, inizio)];
  if (errori.length > 0) return rifiutoApi('RICHIESTA_NON_VALIDA', 422, { errori });
  const { codiceFiscale, ...d } = s.debitore;
  const nulla = {
    indirizzo: null,
    civico: null,
    cap: null,
    localita: null,
    provincia: null,
    nazione: null,
    email: null,
  };
  return ok({
    iupd: iupd ?? '',
    debitore: { ...nulla, ...d, codice: codice(codiceFiscale) },
    debitori: (s.altriDebitori ?? []).map(({ ruolo, tipo, anagrafica, codiceFiscale: suo }) => ({
      ...{ ruolo, tipo, codice: codice(suo), anagrafica },
    })),
    metadati: (s.metadati ?? []).map(({ chiave, valore, perPagopa = false }) => ({ chiave, valore, perPagopa })),
    opzioni: s.opzioni.map(({ forma, validaDal, validaAl, maggiorazioneCents = 0, dovuti }) => ({
      ...{
        forma,
        validaDal: giorno(validaDal),
        validaAl: giorno(validaAl),
        maggiorazioneCents: cents(maggiorazioneCents),
      },
      dovuti: dovuti.map(leggiDovuto),
    })),
  });
}

/** One of its dovuti, as the module takes it. */
function leggiDovuto(d: DovutoScritto): Nuova['opzioni'][number]['dovuti'][number] {
  return {
    ...(d.iud !== undefined && { iud: d.iud }),
    ...{ tipoDovuto: d.tipoDovuto, importoCents: cents(d.importoCents), causale: d.causale },
    causalePubblica: d.causalePubblica ?? causalePubblica(d.causale) ?? '-',
    dataScadenza: giorno(d.dataScadenza),
    ...(d.tassonomia !== undefined && { tassonomia: d.tassonomia }),
    ...(d.conAvviso !== undefined && { conAvviso: d.conAvviso }),
    altreQuote: (d.altreQuote ?? []).map(({ iban = null, bollo, importoCents, ...q }) => ({
      ...{ ...q, importoCents: cents(importoCents), iban },
      ...(bollo !== undefined && { bollo }),
    })),
    ...(d.bilancio !== undefined && {
      bilancio: d.bilancio.map(({ capitolo, ufficio = null, accertamento = null, importoCents }) => ({
        ...{ capitolo, ufficio, accertamento, importoCents: cents(importoCents) },
      })),
    }),
  };
}

/** Its own code stands in the address of one, and beside it where there are many. */
function codiceErrato(iupd: string, inizio: string): CampoErrato[] {
  if (IUPD.test(iupd)) return [];
  return [{ puntatore: inizio === '#' ? 'params/iupd' : `${inizio}/iupd`, messaggio: api.campi.iupd }];
}

/** Days that are in no calendar, and tax codes of nobody: what no schema says, told by its place. */
function campiErrati(s: Scritta, inizio: string): CampoErrato[] {
  const codici: [string, string][] = [
    ...(s.debitore.codiceFiscale === 'ANONIMO'
      ? []
      : [pari(`${inizio}/debitore/codiceFiscale`, s.debitore.codiceFiscale)]),
    ...(s.altriDebitori ?? []).map((a, n) => pari(`${inizio}/altriDebitori/${n}/codiceFiscale`, a.codiceFiscale)),
  ];
  const giorni = s.opzioni.flatMap((o, n) => {
    const qui = `${inizio}/opzioni/${n}`;
    return [
      pari(`${qui}/validaDal`, o.validaDal),
      pari(`${qui}/validaAl`, o.validaAl),
      ...o.dovuti.map((d, i) => pari(`${qui}/dovuti/${i}/dataScadenza`, d.dataScadenza)),
    ];
  });
  return [
    ...codici
      .filter(([, valore]) => parseCodiceFiscale(codice(valore)) === null)
      .map(([puntatore]) => ({ puntatore, messaggio: api.campi.codiceFiscale })),
    ...giorni
      .filter(([, valore]) => valore !== '' && parseGiorno(valore) === null)
      .map(([puntatore]) => ({ puntatore, messaggio: api.campi.giorno })),
  ];
}

function pari(puntatore: string, valore = ''): [string, string] {
  return [puntatore, valore];
}

function codice(scritto: string): string {
  return scritto.trim().toUpperCase();
}

function giorno(scritto: string | undefined): Giorno | null {
  return scritto === undefined ? null : parseGiorno(scritto);
}

/** A posizione as JSON says it. */
export function mostraPosizione(p: PosizioneIntera): Mostrata {
  const { codice: codiceFiscale, tipo, anagrafica, ...resto } = p.debitore;
  return {
    iupd: p.iupd,
    debitore: {
      tipo,
      codiceFiscale,
      anagrafica,
      ...Object.fromEntries(Object.entries(resto).filter(([, v]) => v !== null)),
    },
    altriDebitori: p.debitori.map(({ codice: suo, ...d }) => ({ ...d, codiceFiscale: suo })),
    metadati: p.metadati,
    opzioni: p.opzioni.map(({ forma, validaDal, validaAl, maggiorazioneCents, dovuti }) => ({
      ...{ forma, validaDal, validaAl, maggiorazioneCents },
      dovuti: dovuti.map((d) => ({
        ...{ iud: d.iud, stato: d.stato, iuv: d.iuv, numeroAvviso: d.numeroAvviso, tipoDovuto: d.tipoDovuto },
        ...{ importoCents: d.importoCents, causale: d.causale, causalePubblica: d.causalePubblica },
        ...{ dataScadenza: d.dataScadenza, pagatoIl: d.pagatoIl?.toISOString() ?? null, pagatoCents: d.pagatoCents },
        quote: d.quote.map(({ importoCents, codiceFiscale: cf, denominazione, iban, bollo, tassonomia, causale }) => ({
          ...{ importoCents, codiceFiscale: cf, denominazione, iban, bollo, tassonomia, causale },
        })),
      })),
    })),
    versione: p.versione,
  };
}

/** With its ETag. */
export function conEtag(p: PosizioneIntera): { corpo: Mostrata; intestazioni: Record<string, string> } {
  return { corpo: mostraPosizione(p), intestazioni: { etag: `"${p.versione}"` } };
}
