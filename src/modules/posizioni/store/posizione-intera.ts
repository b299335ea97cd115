import { sql } from 'kysely';
import type { Giorno } from '#kernel/giorno';
import { cents } from '#kernel/importo';
import type { EnteIncassante } from '#modules/enti';
import type { Ctx } from '#platform/contesto';
import { sha256 } from '#platform/crypto';
import type { DovutoIntera, PosizioneIntera } from '../core/intera.ts';
import { quantoCosta, type Termini } from '../core/quanto.ts';
import { statoMostrato } from '../core/stati.ts';
import type { DebitorePosizione } from '../core/nuova.ts';
import type { PosizioneRichiesta } from '../core/richiesta.ts';
import type { RigaDiNuova } from './carico-posizioni.ts';
import type { RichiestaCarico } from './carico-tabella.ts';
import { DEBITORE } from './posizione-aperta.ts';

type RigaDovuto = Omit<DovutoIntera, 'stato' | 'pagatoIl'> & {
  pagatoIl: string | null;
  pagaDopoScadenza: boolean;
  attivatoIl: string | null;
  attesaDal: string | null;
};
type Riga = Omit<PosizioneIntera, 'opzioni' | 'versione'> & {
  notificataIl: Giorno | null;
  opzioni: (Omit<PosizioneIntera['opzioni'][number], 'dovuti'> & {
    giorniDallaNotifica: number | null;
    dovuti: RigaDovuto[] | null;
  })[];
};

const QUOTE = sql`
  (select jsonb_agg(jsonb_build_object('importoCents', q.importo_cents, 'codiceFiscale', q.beneficiario_cf,
            'denominazione', q.beneficiario_denominazione, 'iban', coalesce(q.iban, v.iban), 'contoId', q.conto_id, 'bollo', q.bollo,
            'bilancio', q.bilancio, 'tassonomia', q.tassonomia, 'causale', q.causale) order by q.indice)
     from posizioni.quota as q
     left join enti.v_iban_vigente as v on v.ente_id = q.ente_id and v.conto_id = q.conto_id
    where q.ente_id = d.ente_id and q.dovuto_id = d.id)`;

const DOVUTI = sql`
  (select jsonb_agg(jsonb_build_object('id', d.id, 'iud', d.iud, 'iuv', i.iuv, 'numeroAvviso', i.numero_avviso, 'tipoDovuto', k.codice,
            'scritto', d.stato, 'versione', d.versione, 'importoCents', d.importo_cents, 'causale', d.causale,
            'causalePubblica', d.causale_pubblica, 'dataScadenza', d.data_scadenza, 'datiRiscossione', d.dati_riscossione,
            'pagatoIl', d.pagato_il, 'pagatoCents', d.pagato_cents, 'pagaDopoScadenza', k.paga_dopo_scadenza,
            'attivatoIl', a.istante, 'attesaDal', a.attesa_dal, 'quote', ${QUOTE}) order by d.ordine, d.id)
     from posizioni.dovuto as d
     join enti.v_tipo_dovuto as k on k.ente_id = d.ente_id and k.id = d.tipo_dovuto_id
     left join posizioni.iuv as i on i.ente_id = d.ente_id and i.id = d.iuv_id
     left join lateral (
       select v.istante, v.attesa_dal from registro.v_attivazione as v
        where v.numero_avviso = i.numero_avviso
          and v.dominio = (select e.codice_fiscale from enti.v_ente as e where e.id = d.ente_id)
       offset 0) as a on d.stato = 'da_pagare'
    where d.ente_id = p.ente_id and d.posizione_id = p.id and d.opzione_id = o.id)`;

/** The posizioni of the context's ente that bear these codes. */
export async function selectIntere(t: Ctx, iupd: readonly string[]): Promise<PosizioneIntera[]> {
  const { rows } = await sql<Riga>`
    select p.iupd, p.nota_pagatore as "notaPagatore", p.notificata_il as "notificataIl", ${DEBITORE} as debitore,
           (select jsonb_agg(jsonb_build_object('ordine', o.ordine, 'forma', o.forma, 'validaDal', o.valida_dal, 'validaAl', o.valida_al,
                     'maggiorazioneCents', o.maggiorazione_cents, 'giorniDallaNotifica', o.giorni_dalla_notifica, 'dovuti', ${DOVUTI})
                     order by o.ordine)
              from posizioni.opzione as o where o.ente_id = p.ente_id and o.posizione_id = p.id) as opzioni,
           coalesce((select jsonb_agg(jsonb_build_object('ruolo', b.ruolo, 'tipo', b.tipo, 'codice', b.codice, 'anagrafica', b.anagrafica)
                               order by b.ordine)
              from posizioni.debitore as b where b.ente_id = p.ente_id and b.posizione_id = p.id), '[]') as debitori,
           coalesce((select jsonb_agg(jsonb_build_object('chiave', m.chiave, 'valore', m.valore, 'perPagopa', m.per_pagopa)
                               order by m.chiave)
              from posizioni.metadato as m where m.ente_id = p.ente_id and m.posizione_id = p.id), '[]') as metadati
      from posizioni.posizione as p
     where p.ente_id = ${t.enteId} and p.iupd = any(${iupd}::text[])`.execute(t.db);
  return rows.map((riga) => intera(t, riga));
}

/**
 * The same of a posizione that has just been made of one request, told from that and from what was written of it: reading it would cost as
 * much as writing it. Null: there is more to it than is told so, and it has to be read.
 */
export function componiNuova(
  t: Ctx,
  { ente, richiesta: r, riga }: { ente: EnteIncassante; richiesta: RichiestaCarico; riga: RigaDiNuova },
): PosizioneIntera | null {
  const { posizione: p, debitore, dataScadenza, importoCents, causale, causalePubblica, tipoDovuto } = r;
  if (p === undefined || !isSemplice(r, p)) return null;
  const { dovutoId: id, iud, iuv, numeroAvviso, contoId, iban, pagaDopoScadenza } = riga;
  const { ordine, forma, validaDal, validaAl, maggiorazioneCents } = p.opzione;
  // As it is written: what is not said is that of the kind of due.
  const datiRiscossione = r.datiRiscossione === '' ? riga.tassonomia : r.datiRiscossione;
  const tassonomia = datiRiscossione.startsWith('9/') ? datiRiscossione : riga.tassonomia;
  const { codiceFiscale, denominazione } = ente;
  const quota = {
    ...{ importoCents, codiceFiscale, denominazione, iban, contoId, bollo: null, bilancio: null },
    ...{ tassonomia, causale: causalePubblica },
  };
  const dovuto = {
    ...{ id, iud, iuv, numeroAvviso, tipoDovuto, scritto: 'da_pagare' as const, versione: 1, importoCents, causale },
    ...{ causalePubblica, dataScadenza, datiRiscossione, pagatoIl: null, pagatoCents: null, pagaDopoScadenza },
    ...{ attivatoIl: null, attesaDal: null, quote: [quota] },
  };
  const opzione = { ordine, forma, validaDal, validaAl, maggiorazioneCents, giorniDallaNotifica: null };
  return intera(t, {
    ...{
      iupd: p.iupd,
      notaPagatore: p.notaPagatore ?? null,
      notificataIl: null,
      debitore: comeLetto(debitore),
      debitori: [],
      metadati: [],
    },
    opzioni: [{ ...opzione, dovuti: [dovuto] }],
  });
}

/** In the order in which the database gives them: of these words the version is made. */
function comeLetto(d: DebitorePosizione): DebitorePosizione {
  return {
    ...{ cap: d.cap, tipo: d.tipo, email: d.email, civico: d.civico, codice: d.codice, nazione: d.nazione },
    ...{ localita: d.localita, indirizzo: d.indirizzo, provincia: d.provincia, anagrafica: d.anagrafica },
  };
}

function isSemplice({ altreQuote }: RichiestaCarico, p: PosizioneRichiesta): boolean {
  const { debitori = [], metadati = [], bozza = false, notificataIl = null, quota = {}, opzione } = p;
  const { contoId, bilancio, bollo } = quota;
  return (
    altreQuote.length + debitori.length + metadati.length === 0 &&
    !bozza &&
    notificataIl === null &&
    (opzione.giorniDallaNotifica ?? null) === null &&
    contoId === undefined &&
    bilancio === undefined &&
    bollo === undefined
  );
}

function intera(t: Ctx, { notificataIl, opzioni, ...riga }: Riga): PosizioneIntera {
  const mostrate = opzioni.map(({ giorniDallaNotifica, dovuti, ...o }) => {
    const { validaDal, validaAl } = o;
    const termini = { notificataIl, validaDal, validaAl, giorniDallaNotifica, gradini: [] };
    return { ...o, dovuti: (dovuti ?? []).map((d) => mostra(t, d, termini)) };
  });
  const stati = mostrate.flatMap((o) => o.dovuti.map((d) => [d.id, d.versione, d.scritto]));
  const versione = sha256(JSON.stringify([riga.debitore, stati]))
    .toString('base64url')
    .slice(0, 16);
  return { ...riga, opzioni: mostrate, versione };
}

function mostra(t: Ctx, riga: RigaDovuto, termini: Termini): DovutoIntera {
  const { pagaDopoScadenza, attivatoIl, attesaDal, pagatoIl, ...d } = riga;
  const costo = { importoCents: cents(d.importoCents), dataScadenza: d.dataScadenza, pagaDopoScadenza };
  const { scadenza, perche } = quantoCosta({ ...costo, termini, quotazioni: null }, [], t);
  const stato = statoMostrato(
    { stato: d.scritto, dataScadenza: scadenza, pagaDopoScadenza: perche !== 'scaduto' },
    { attivatoIl: istante(attivatoIl), attesaDal: istante(attesaDal) },
    t,
  );
  return { ...d, stato, pagatoIl: istante(pagatoIl) };
}

/** As JSON has it. */
function istante(testo: string | null): Date | null {
  return testo === null ? null : new Date(testo);
}

/** The posizione of a dovuto of the ente; null: there is no such dovuto. */
export async function selectIupdDi(t: Ctx, iud: string): Promise<string | null> {
  const { rows } = await sql<{ iupd: string }>`
    select p.iupd from posizioni.dovuto as d join posizioni.posizione as p on p.ente_id = d.ente_id and p.id = d.posizione_id
     where d.ente_id = ${t.enteId} and d.iud = ${iud}`.execute(t.db);
  return rows[0]?.iupd ?? null;
}
