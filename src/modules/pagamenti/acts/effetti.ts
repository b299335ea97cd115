import type { DovutoId, EnteId, RicevutaId } from '#kernel/ids';
import { alPrezzoChiesto, decidiChiusura, eraScaduto, type Chiusura } from '#modules/posizioni';
import type { AttoDi } from '#modules/registro';
import { attoreTesto, type Attore } from '#platform/contesto';
import type { Chiamata, StazioneDiEnte } from '../core/chiamata.ts';
import {
  attribuisciQuote,
  decidiRicevuta,
  isDaRimborsare,
  type OrigineRicevuta,
  type RicevutaLetta,
} from '../core/ricevuta.ts';
import type { CodiceNodo } from '../core/rifiuti.ts';
import type { DaScrivere, DaSostituire, Preparata } from '../store/ricevute.ts';
import type { Destinatario } from './destinatario.ts';

/** What is to be done with a receipt, and answered. */
export type Decisa = {
  risposta: 'OK' | CodiceNodo;
  enteId: EnteId | null;
  messaggioId: string;
  scrivi: DaScrivere | null;
  /** What takes the place of the bytes of the receipt that is here already. */
  sostituisci: DaSostituire | null;
  /** The receipt that is here already, word for word. */
  gia: RicevutaId | null;
};

type Quando = { now: Date; attore: Attore };

/** Decides one receipt on what the database knows of it, locked. */
export function decidi(
  quando: Quando,
  m: { versione: 1 | 2; chiamata: Chiamata; canonico: Buffer; origine: OrigineRicevuta },
  { destinatario, preparata }: { destinatario: Destinatario; preparata: Preparata },
): Decisa {
  const { messaggioId, stessa, pagato } = preparata;
  if (!destinatario.ok) {
    const risposta = destinatario.refusal.codice;
    return { risposta, enteId: null, messaggioId, scrivi: null, sostituisci: null, gia: null };
  }
  const { ricevuta, stazione } = destinatario.value;
  const { enteId } = stazione;
  const copia = stazione.codiceFiscale !== ricevuta.titolare;
  const pagataIl = ricevuta.pagataIl ?? quando.now;
  const dovuti = alPrezzoChiesto(preparata.dovuti ?? [], ricevuta.importoCents, pagataIl);
  const sotto = dovuti.filter((d) => d.sottoIuv);
  const {
    scrivi: genere,
    chiude,
    sostituisce = false,
    risposta,
  } = decidiRicevuta(
    ricevuta,
    {
      ...{ copia, stessa, pagato, dovutiSottoIuv: sotto.length },
      giaPagati: sotto.length > 0 && sotto.every((d) => d.stato === 'pagato'),
    },
    m.origine,
  );
  if (genere === null) {
    const sostituisci =
      sostituisce && stessa !== null ? { ...m, id: stessa.id, enteId, messaggioId, ricevuta, era: stessa } : null;
    return { risposta, enteId, messaggioId, scrivi: null, sostituisci, gia: stessa?.id ?? null };
  }
  const chiusura = chiude ? decidiChiusura(dovuti, ricevuta.importoCents, scadutiFra(dovuti, pagataIl)) : null;
  const pagati = chiusura?.pagati.map((d) => d.id) ?? [];
  const quote =
    genere === 'difforme' || genere === 'negativa' ? [] : quotePagate(ricevuta, { stazione, copia, preparata, pagati });
  const { versione, canonico, chiamata, origine } = m;
  const scrivi: DaScrivere = {
    ...{ enteId, messaggioId, versione, stazione: chiamata.idStazione, copia, genere, ricevuta, canonico, quote },
    origine,
    esito: risposta,
    daRimborsare: isDaRimborsare(genere, chiusura?.pagati ?? []),
    iuvId: copia ? null : preparata.iuvId,
    pagataIl,
    chiusura: chiusura === null ? null : { ...chiusura, attore: attoreTesto(quando.attore) },
  };
  return { risposta, enteId, messaggioId, scrivi, sostituisci: null, gia: null };
}

/** What the registro says of it: the receipt, and each dovuto that it paid or closed. */
export function attiDi(
  { enteId, risposta, messaggioId, scrivi, sostituisci }: Decisa,
  ricevutaId: RicevutaId | null,
): AttoDi[] {
  if (sostituisci !== null) {
    const { id, origine, era } = sostituisci;
    const dettaglio = { origine, era: era.origine };
    return [{ enteId, azione: 'ricevuta.sostituita', oggetto: 'ricevuta', oggettoId: id, dettaglio }];
  }
  if (scrivi === null || ricevutaId === null) {
    return risposta === 'OK'
      ? []
      : [
          {
            enteId,
            azione: 'ricevuta.respinta',
            oggetto: 'messaggio',
            oggettoId: messaggioId,
            dettaglio: { codice: risposta },
          },
        ];
  }
  const { genere, versione, origine, chiusura } = scrivi;
  const dovuto =
    (azione: string) =>
    (d: { id: DovutoId }): AttoDi => ({ enteId, azione, oggetto: 'dovuto', oggettoId: d.id });
  return [
    {
      enteId,
      azione: `ricevuta.${genere}`,
      oggetto: 'ricevuta',
      oggettoId: ricevutaId,
      dettaglio: { versione, origine },
    },
    ...dovutiDi(chiusura, 'pagati').map(dovuto('dovuto.pagato')),
    ...dovutiDi(chiusura, 'estinti').map(dovuto('dovuto.estinto')),
  ];
}

function dovutiDi(chiusura: Chiusura | null, quali: 'pagati' | 'estinti'): readonly { id: DovutoId }[] {
  return chiusura?.[quali] ?? [];
}

type DovutoPreparato = NonNullable<Preparata['dovuti']>[number];

/** By when it was paid: a receipt may come days later. */
function scadutiFra(dovuti: readonly DovutoPreparato[], pagataIl: Date): Set<DovutoId> {
  return new Set(dovuti.filter((d) => eraScaduto(d, pagataIl)).map((d) => d.id));
}

type Quote = { stazione: StazioneDiEnte; copia: boolean; preparata: Preparata; pagati: readonly DovutoId[] };

/** What our enti got: all of them from the owner's receipt, only itself from a beneficiary's copy. */
function quotePagate(
  ricevuta: RicevutaLetta,
  { stazione, copia, preparata, pagati }: Quote,
): { enteId: EnteId; dovutoId: DovutoId | null; idTrasferimento: number }[] {
  const dovute = (preparata.dovuti ?? [])
    .filter((d) => pagati.includes(d.id))
    .flatMap((d) => d.quote.map((q) => ({ dovutoId: d.id, beneficiario: q.cf })));
  const attribuite = attribuisciQuote(ricevuta.quote, dovute);
  return ricevuta.quote.flatMap(({ beneficiario, idTrasferimento }, n) => {
    const enteId = preparata.enti?.[beneficiario];
    if (enteId === undefined || (copia && enteId !== stazione.enteId)) return [];
    // A dovuto belongs to the ente that asked: the share of another ente of ours names none.
    return [{ enteId, dovutoId: enteId === stazione.enteId ? (attribuite[n] ?? null) : null, idTrasferimento }];
  });
}
