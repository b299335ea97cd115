import { Type } from 'typebox';
import { ok, type Esito } from '#kernel/esito';
import { LIMITI } from '#kernel/limiti';
import { annullaPosizione, leggiPosizioni, scriviPosizioni, type DaScrivere, type Scritta } from '#modules/posizioni';
import type { Applicazione } from '#modules/utenti';
import type { Mondo } from '#platform/contesto';
import { raccolta } from '#platform/raccolta';
import { ctxDi } from '../ingresso.ts';
import { conEtag, leggiPosizione } from '../posizione.ts';
import { problemaDi, rifiutoApi, type RifiutoApi } from '../problema.ts';
import { rotta, type Rotta } from '../rotta.ts';
import { CARICO, POSIZIONE, POSIZIONE_NUOVA } from '../schemi-posizione.ts';
import { oggetto, PROBLEMA, scelta, testo } from '../schemi.ts';

type EsitoScritta = Esito<Scritta, RifiutoApi>;
type Scrittore = (chiesta: DaScrivere) => Promise<EsitoScritta>;

/** The name of the file that no file was (model 12). */
const provenienza = ({ codIpa }: Applicazione) => ({ iuf: `_${codIpa}_IMPORT-DOVUTO`, tipiConsentiti: null });

/** Applications whose requests are being gathered: more than call in a minute. */
const SCRITTORI_MAX = 1000;
const INSIEME_MAX = 200;
const IN_VOLO_MAX = 2;

/** Posizioni: written by their code, many at once, read, annulled. */
export function rottePosizioni(mondo: Mondo): Rotta[] {
  const scrittore = creaScrittori(mondo);
  return [scrivi(scrittore), leggi, annulla, carica(mondo)];
}

/**
 * What one application asks for at the same moment is written together, in one transaction: each of its posizioni has its own outcome all
 * the same.
 */
function creaScrittori(mondo: Mondo): (applicazione: Applicazione) => Scrittore {
  const scrittori = new Map<string, Scrittore>();
  return (applicazione) => {
    const noto = scrittori.get(applicazione.chiaveId);
    if (noto !== undefined) return noto;
    if (scrittori.size >= SCRITTORI_MAX) scrittori.clear();
    const nuovo = raccolta<DaScrivere, EsitoScritta>({
      inVoloMax: IN_VOLO_MAX,
      insiemeMax: INSIEME_MAX,
      esegui: (chieste) => scriviInsieme(mondo, applicazione, chieste),
    });
    scrittori.set(applicazione.chiaveId, nuovo);
    return nuovo;
  };
}

/** The same code twice at once: the second is written after the first, as if it had come later. */
async function scriviInsieme(
  mondo: Mondo,
  applicazione: Applicazione,
  chieste: readonly DaScrivere[],
): Promise<EsitoScritta[]> {
  const esiti: EsitoScritta[] = [];
  let restano = chieste.map((chiesta, n) => ({ chiesta, n }));
  while (restano.length > 0) {
    const prime = new Map<string, (typeof restano)[number]>();
    for (const una of restano) if (!prime.has(una.chiesta.posizione.iupd)) prime.set(una.chiesta.posizione.iupd, una);
    const ora = [...prime.values()];
    const ctx = ctxDi(mondo, applicazione);
    const fatte = await scriviPosizioni(
      ctx,
      ora.map(({ chiesta }) => chiesta),
      provenienza(applicazione),
    );
    for (const [i, { n }] of ora.entries()) esiti[n] = fatte[i] ?? rifiutoApi('GUASTO', 500);
    restano = restano.filter((una) => !ora.includes(una));
  }
  return esiti;
}

const scrivi = (scrittore: (applicazione: Applicazione) => Scrittore): Rotta =>
  rotta({
    metodo: 'PUT',
    percorso: '/posizioni/:iupd',
    nome: 'scriviPosizione',
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
      const esito = await scrittore(applicazione)({ posizione: letta.value, vista });
      if (!esito.ok) return esito;
      return ok({ stato: esito.value.esito === 'creata' ? 201 : 200, ...conEtag(esito.value.posizione) });
    },
  });

const leggi = rotta({
  metodo: 'GET',
  percorso: '/posizioni/:iupd',
  nome: 'leggiPosizione',
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
      const buone = lette.flatMap(({ esito }) => (esito.ok ? [{ posizione: esito.value, vista: null }] : []));
      const scritte = await scriviPosizioni(ctx, buone, provenienza(applicazione));
      let prossima = 0;
      const esiti = lette.map(({ iupd, esito }) => {
        const fatta = esito.ok ? (scritte[prossima++] ?? rifiutoApi('GUASTO', 500)) : esito;
        if (fatta.ok) return { iupd, esito: fatta.value.esito, dovuti: dovutiDi(fatta.value) };
        return { iupd, esito: 'rifiutata', problema: problemaDi({ ...fatta.refusal }, mondo.config.urlPubblico) };
      });
      const rifiutate = esiti.filter(({ esito }) => esito === 'rifiutata').length;
      return ok({ stato: 200, corpo: { accettate: esiti.length - rifiutate, rifiutate, esiti } });
    },
  });

function dovutiDi({ posizione }: Scritta): { iud: string; iuv: string | null; numeroAvviso: string | null }[] {
  return posizione.opzioni.flatMap((o) => o.dovuti.map(({ iud, iuv, numeroAvviso }) => ({ iud, iuv, numeroAvviso })));
}
