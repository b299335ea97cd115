import { sql } from 'kysely';
import type { Giorno } from '#kernel/giorno';
import type { DovutoId, OpzioneId, TipoDovutoId } from '#kernel/ids';
import type { Cents } from '#kernel/importo';
import type { Ctx } from '#platform/contesto';
import { quantoCosta, type Termini } from '../core/quanto.ts';
import { statoMostrato, type Stato, type StatoMostrato } from '../core/stati.ts';

/** One way to pay, with its instalments. */
export type OpzioneMostrata = {
  id: OpzioneId;
  ordine: number;
  forma: 'unica' | 'piano';
  maggiorazioneCents: Cents;
  dovuti: {
    id: DovutoId;
    ordine: number;
    stato: StatoMostrato;
    importoCents: Cents;
    dataScadenza: Giorno | null;
    numeroAvviso: string | null;
    sostituito: boolean;
    /** Of a kind that whoever looks may open. */
    apribile: boolean;
  }[];
};

/** What a dovuto has around it: the ways to pay the same, who owes it too, what the ente wrote of it. */
export type PosizioneMostrata = {
  iupd: string;
  notaPagatore: string | null;
  opzioni: OpzioneMostrata[];
  debitori: { ruolo: 'coobbligato' | 'tutore'; codice: string; anagrafica: string }[];
  metadati: { chiave: string; valore: string; perPagopa: boolean }[];
};

type Riga = Omit<PosizioneMostrata, 'opzioni'> & {
  opzioni: (Omit<OpzioneMostrata, 'dovuti'> & {
    dovuti: (Omit<OpzioneMostrata['dovuti'][number], 'stato' | 'apribile'> & {
      stato: Stato;
      pagaDopoScadenza: boolean;
      /** Without steps, which move no term. */
      termini: Termini;
      tipoDovutoId: TipoDovutoId;
    })[];
  })[];
};

/** The posizione of a dovuto, around it. To be called after `leggiDovuto`, which says whether it may be seen. */
export async function leggiPosizione(
  t: Ctx,
  { dovutoId, tipiConsentiti }: { dovutoId: DovutoId; tipiConsentiti: readonly TipoDovutoId[] | null },
): Promise<PosizioneMostrata> {
  const { rows } = await sql<Riga>`
    select p.iupd, p.nota_pagatore as "notaPagatore",
           (select jsonb_agg(jsonb_build_object('id', o.id, 'ordine', o.ordine, 'forma', o.forma,
                     'maggiorazioneCents', o.maggiorazione_cents,
                     'dovuti', (select jsonb_agg(jsonb_build_object('id', d.id, 'ordine', d.ordine, 'stato', d.stato,
                                         'importoCents', d.importo_cents, 'dataScadenza', d.data_scadenza,
                                         'numeroAvviso', i.numero_avviso, 'sostituito', d.sostituito_il is not null,
                                         'termini', jsonb_build_object('notificataIl', p.notificata_il, 'validaDal', o.valida_dal,
                                           'validaAl', o.valida_al, 'giorniDallaNotifica', o.giorni_dalla_notifica,
                                           'gradini', '[]'::jsonb),
                                         'pagaDopoScadenza', k.paga_dopo_scadenza, 'tipoDovutoId', k.id) order by d.ordine, d.id)
                                  from posizioni.dovuto as d
                                  join enti.v_tipo_dovuto as k on k.ente_id = d.ente_id and k.id = d.tipo_dovuto_id
                                  left join posizioni.iuv as i on i.ente_id = d.ente_id and i.id = d.iuv_id
                                 where d.ente_id = p.ente_id and d.posizione_id = p.id and d.opzione_id = o.id)) order by o.ordine)
              from posizioni.opzione as o where o.ente_id = p.ente_id and o.posizione_id = p.id) as opzioni,
           coalesce((select jsonb_agg(jsonb_build_object('ruolo', b.ruolo, 'codice', b.codice, 'anagrafica', b.anagrafica)
                               order by b.ordine)
              from posizioni.debitore as b where b.ente_id = p.ente_id and b.posizione_id = p.id), '[]') as debitori,
           coalesce((select jsonb_agg(jsonb_build_object('chiave', m.chiave, 'valore', m.valore, 'perPagopa', m.per_pagopa)
                               order by m.chiave)
              from posizioni.metadato as m where m.ente_id = p.ente_id and m.posizione_id = p.id), '[]') as metadati
      from posizioni.posizione as p
     where p.ente_id = ${t.enteId}
       and p.id = (select d.posizione_id from posizioni.dovuto as d where d.ente_id = ${t.enteId} and d.id = ${dovutoId})`.execute(
    t.db,
  );
  const [posizione] = rows;
  if (posizione === undefined) throw new Error('leggiPosizione: not of this ente');
  const opzioni = posizione.opzioni.map((o) => ({
    ...o,
    dovuti: (o.dovuti ?? []).map(({ pagaDopoScadenza, termini, tipoDovutoId, ...d }) => {
      const { scadenza, perche } = quantoCosta({ ...d, pagaDopoScadenza, termini, quotazioni: null }, [], t);
      const visto = { ...d, dataScadenza: scadenza, pagaDopoScadenza: perche !== 'scaduto' };
      return {
        ...d,
        dataScadenza: scadenza,
        stato: statoMostrato(visto, { attivatoIl: null, attesaDal: null }, t),
        apribile: tipiConsentiti === null || tipiConsentiti.includes(tipoDovutoId),
      };
    }),
  }));
  return { ...posizione, opzioni };
}
