import { Type } from 'typebox';
import { ok, type Esito } from '#kernel/esito';
import { LIMITI } from '#kernel/limiti';
import {
  annullaPosizione,
  caricaPosizioni,
  leggiPosizioni,
  scriviPosizioni,
  type DaScrivere,
  type Scritta,
} from '#modules/posizioni';
import type { Applicazione } from '#modules/utenti';
import type { Mondo } from '#platform/contesto';
import { raccolte } from '#platform/raccolta';
import { ctxDi } from '../ingresso.ts';
import { conEtag, leggiPosizione } from '../posizione.ts';
import { problemaDi, rifiutoApi, type RifiutoApi } from '../problema.ts';
import { rotta, type Rotta } from '../rotta.ts';
import { CARICO, POSIZIONE, POSIZIONE_NUOVA } from '../schemi-posizione.ts';
import { oggetto, PROBLEMA, scelta, testo } from '../schemi.ts';

type EsitoScritta = Esito<Scritta, RifiutoApi>;
/** A posizione that an application asks for. */
type Chiamata = DaScrivere & { applicazione: Applicazione };
type Scrittore = (chiamata: Chiamata) => Promise<EsitoScritta>;

/** The name of the file that no file was (model 12). */
const provenienza = ({ codIpa }: Applicazione) => ({ iuf: `_${codIpa}_IMPORT-DOVUTO`, tipiConsentiti: null });

/** Two sets: while the database writes one, this process reads the requests of the other. */
const INSIEME = { inVoloMax: 2, insiemeMax: 8 };

/** Posizioni: written by their code, many at once, read, annulled. */
export function rottePosizioni(mondo: Mondo): Rotta[] {
  return [scrivi(creaScrittore(mondo)), leggi, annulla, carica(mondo)];
}

/**
 * What one application asks for at the same moment is written together, in one transaction: each of its posizioni has its own outcome all
 * the same. Two that have to do with one another go one after the other.
 */
function creaScrittore(mondo: Mondo): Scrittore {
  return raccolte({
    ...INSIEME,
    gruppo: ({ applicazione }) => applicazione.chiaveId,
    cose: ({ posizione: { iupd, opzioni } }) => [
      `p ${iupd}`,
      ...opzioni.flatMap((o) => o.dovuti.flatMap(({ iud }) => (iud === undefined ? [] : `d ${iud}`))),
    ],
    esegui: async (chiamate: readonly Chiamata[]) => {
      const ultima = chiamate.at(-1);
      return ultima === undefined
        ? []
        : scriviPosizioni(ctxDi(mondo, ultima.applicazione), chiamate, provenienza(ultima.applicazione));
    },
  });
}

const scrivi = (scrittore: Scrittore): Rotta =>
  rotta({
    metodo: 'PUT',
    percorso: '/posizioni/:iupd',
    nome: 'scriviPosizione',
    conEtag: true,
    ambito: 'dovuti',
    gruppo: 'Posizioni',
    titolo: 'Scrive una posizione',
    descrizione:
      'Se il codice è nuovo la posizione nasce (201). Se c’è già ed è uguale non cambia nulla (200). Se c’è già ed è diversa si ' +
      'riscrivono importi, scadenze, causali e debitore, e ci vuole If-Match con l’ETag di quando l’hai letta. Annullata, torna in ' +
      'riscossione. Mandata due volte, anche nello stesso istante, è una sola.',
    corpo: POSIZIONE_NUOVA,
    risposte: {
      200: { descrizione: 'C’era già: uguale, o riscritta.', schema: POSIZIONE },
      201: { descrizione: 'È nata.', schema: POSIZIONE },
    },
    rifiuta: [409, 412, 428],
    conVersione: true,
    esegui: async ({ applicazione, parametri, corpo, vista }) => {
      const letta = leggiPosizione(parametri['iupd'] ?? '', corpo);
      if (!letta.ok) return letta;
      const esito = await scrittore({ applicazione, posizione: letta.value, vista });
      if (!esito.ok) return esito;
      return ok({ stato: esito.value.esito === 'creata' ? 201 : 200, ...conEtag(esito.value.posizione) });
    },
  });

const leggi = rotta({
  metodo: 'GET',
  percorso: '/posizioni/:iupd',
  nome: 'leggiPosizione',
  conEtag: true,
  ambito: 'dovuti',
  gruppo: 'Posizioni',
  titolo: 'Legge una posizione',
  descrizione: 'Con l’ETag da mandare in If-Match per cambiarla.',
  risposte: { 200: { descrizione: 'Com’è adesso.', schema: POSIZIONE } },
  esegui: async ({ ctx, parametri }) => {
    const [posizione] = await leggiPosizioni(ctx, [parametri['iupd'] ?? '']);
    if (posizione === undefined) return SCONOSCIUTA;
    return ok({ stato: 200, ...conEtag(posizione) });
  },
});

const SCONOSCIUTA: { ok: false; refusal: RifiutoApi } = {
  ok: false,
  refusal: { codice: 'POSIZIONE_SCONOSCIUTA', genere: 'non_trovato' },
};

const annulla = rotta({
  metodo: 'POST',
  percorso: '/posizioni/:iupd/annullo',
  nome: 'annullaPosizione',
  conEtag: true,
  ambito: 'dovuti',
  gruppo: 'Posizioni',
  titolo: 'Annulla una posizione',
  descrizione:
    'Annulla ciò che se ne può ancora pagare: nessuno la trova più. Ci vuole If-Match. Già annullata, resta com’è.',
  corpo: oggetto({ motivo: testo(LIMITI.motivoCaratteriMax, 'Perché: resta nella storia.') }, { title: 'Annullo' }),
  risposte: { 200: { descrizione: 'Com’è adesso.', schema: POSIZIONE } },
  rifiuta: [409, 412, 428],
  conVersione: true,
  unaVolta: true,
  esegui: async ({ ctx, applicazione, parametri, corpo, vista }) => {
    if (vista === null) return rifiutoApi('IF_MATCH_MANCANTE', 428);
    const chi = { iupd: parametri['iupd'] ?? '', vista, motivo: corpo.motivo };
    const esito = await annullaPosizione(ctx, chi, provenienza(applicazione));
    return esito.ok ? ok({ stato: 200, ...conEtag(esito.value) }) : esito;
  },
});

const carica = (mondo: Mondo): Rotta =>
  rotta({
    metodo: 'POST',
    percorso: '/carichi',
    nome: 'caricaPosizioni',
    ambito: 'dovuti',
    gruppo: 'Posizioni',
    titolo: 'Scrive molte posizioni insieme',
    descrizione:
      `Fino a ${LIMITI.apiPosizioniMax} in una chiamata, ciascuna con il suo esito: le buone si scrivono, le altre no. Quelle che ci ` +
      'sono già e sono uguali restano come sono; quelle diverse si cambiano una alla volta, con PUT.',
    corpo: CARICO,
    risposte: {
      200: {
        descrizione: 'L’esito di ciascuna, nell’ordine in cui è stata mandata.',
        schema: oggetto(
          {
            accettate: Type.Integer(),
            rifiutate: Type.Integer(),
            esiti: Type.Array(
              oggetto(
                {
                  iupd: Type.String(),
                  esito: scelta(['creata', 'invariata', 'rifiutata'], 'Che cosa ne è stato.'),
                  dovuti: Type.Optional(
                    Type.Array(
                      oggetto(
                        {
                          iud: Type.String(),
                          iuv: Type.Union([Type.String(), Type.Null()]),
                          numeroAvviso: Type.Union([Type.String(), Type.Null()]),
                        },
                        { title: 'DovutoCaricato' },
                      ),
                    ),
                  ),
                  problema: Type.Optional(PROBLEMA),
                },
                { title: 'EsitoPosizione' },
              ),
            ),
          },
          { title: 'EsitoCarico' },
        ),
      },
    },
    unaVolta: true,
    esegui: async ({ ctx, applicazione, corpo: { posizioni } }) => {
      const lette = posizioni.map(({ iupd, ...una }, n) => ({
        iupd,
        esito: leggiPosizione(iupd, una, `#/posizioni/${n}`),
      }));
      const buone = lette.flatMap(({ esito }) => (esito.ok ? [esito.value] : []));
      const scritte = await caricaPosizioni(ctx, buone, provenienza(applicazione));
      let prossima = 0;
      const esiti = lette.map(({ iupd, esito }) => {
        const fatta = esito.ok ? (scritte[prossima++] ?? rifiutoApi('GUASTO', 500)) : esito;
        if (fatta.ok) return { iupd, esito: fatta.value.esito, dovuti: fatta.value.dovuti };
        return { iupd, esito: 'rifiutata', problema: problemaDi({ ...fatta.refusal }, mondo.config.urlPubblico) };
      });
      const rifiutate = esiti.filter(({ esito }) => esito === 'rifiutata').length;
      return ok({ stato: 200, corpo: { accettate: esiti.length - rifiutate, rifiutate, esiti } });
    },
  });
