import { sql } from 'kysely';
import { open, rename } from 'node:fs/promises';
import { join } from 'node:path';
import type { Giorno } from '#kernel/giorno';
import type { DovutoId, EnteId, IuvId, OpzioneId, PosizioneId } from '#kernel/ids';
import type { Cents } from '#kernel/importo';
import { quantoCosta, statoMostrato, type Stato, type StatoMostrato, type Termini } from '#modules/posizioni';
import type { Ctx } from '#platform/contesto';
import type { ArrivoDemo, LinkDemo } from './arrivi.ts';
import type { AccessiDemo } from './fornitore.ts';
import type { IdentitaDemo } from './persone.ts';
import type { SoloEnteDemo } from './presso-ente.ts';

/** A dovuto of the demo with its notice, as `var/demo.json` tells it. */
export type AvvisoDemo = {
  numeroAvviso: string;
  iuv: string;
  iud: string;
  codiceFiscaleDebitore: string;
  importoCents: Cents;
  tipoDovuto: string;
  stato: StatoMostrato;
};

/** How somebody of the demo enters the ufficio. */
export type CredenzialiDemo = { utente: string; password: string; ruolo: string; totpSecret?: string };

/** The facts of the demo, for scripts. URLs are whole. */
export type FattiDemo = {
  portale: string;
  ufficio: string;
  simulatore: string;
  nodo: string;
  intermediario: { codiceFiscale: string; operatori: CredenzialiDemo[] };
  /** Who may sign in with SPID or CIE: to the portale, and the last one to the ufficio too. */
  identita: IdentitaDemo[];
  /** Who may sign in at the provider of the ente that has one, and how MyPay is called there. */
  accessi: AccessiDemo[];
  /** Payments that the first ente has prepared, for an hour from the start; and its payment links. */
  arrivi: ArrivoDemo[];
  link: LinkDemo[];
  /** Notices that only the first ente's software knows. */
  soloEnte: SoloEnteDemo[];
  /** With what the events that the first ente's software gets are signed. */
  eventi: { segreto: string };
  enti: {
    codIpa: string;
    codiceFiscale: string;
    denominazione: string;
    stazione: string;
    passwordSil: string;
    operatori: CredenzialiDemo[];
    avvisi: AvvisoDemo[];
  }[];
};

/** A dovuto of the demo as it stands. */
export type DovutoLetto = Omit<AvvisoDemo, 'stato' | 'numeroAvviso' | 'iuv'> & {
  dovutoId: DovutoId;
  opzioneId: OpzioneId;
  posizioneId: PosizioneId;
  iuvId: IuvId | null;
  numeroAvviso: string | null;
  iuv: string | null;
  stato: Stato;
  dataScadenza: Giorno | null;
  pagaDopoScadenza: boolean;
  attivatoIl: Date | null;
  attesaDal: Date | null;
  notificataIl: Giorno | null;
  giorniDallaNotifica: number | null;
};

/** The dovuti of the demo as they stand now, by IUD: those that are there, of those asked for; the ordinary ones first. */
export async function leggiDovutiDemo(
  ctx: Ctx,
  enteId: EnteId,
  iud: readonly string[],
): Promise<Map<string, DovutoLetto>> {
  const { rows } = await ctx.tx((t) =>
    sql<DovutoLetto>`
      select d.id as "dovutoId", d.opzione_id as "opzioneId", d.posizione_id as "posizioneId",
             d.iud, i.id as "iuvId", i.iuv, i.numero_avviso as "numeroAvviso", p.debitore_codice as "codiceFiscaleDebitore",
             d.importo_cents as "importoCents",
             t.codice as "tipoDovuto", d.stato, d.data_scadenza as "dataScadenza", t.paga_dopo_scadenza as "pagaDopoScadenza",
             p.notificata_il as "notificataIl", o.giorni_dalla_notifica as "giorniDallaNotifica",
             a.istante as "attivatoIl", a.attesa_dal as "attesaDal"
        from posizioni.dovuto as d
        join posizioni.posizione as p on p.ente_id = d.ente_id and p.id = d.posizione_id
        join posizioni.opzione as o on o.ente_id = d.ente_id and o.id = d.opzione_id
        join enti.v_tipo_dovuto as t on t.ente_id = d.ente_id and t.id = d.tipo_dovuto_id
        join enti.v_ente as e on e.id = d.ente_id
        left join posizioni.iuv as i on i.ente_id = d.ente_id and i.id = d.iuv_id
        left join registro.v_attivazione as a on a.numero_avviso = i.numero_avviso and a.dominio = e.codice_fiscale
       where d.ente_id = ${enteId} and d.iud = any(${iud}::text[])
       order by starts_with(d.iud, 'DEMO-'), d.iud`.execute(t.db),
  );
  return new Map(rows.map((riga) => [riga.iud, riga]));
}

/** What can be paid comes first: a script takes the first that it needs. */
const ORDINE: readonly StatoMostrato[] = [
  'da_pagare',
  'in_pagamento',
  'in_attesa_di_ricevuta',
  'pagato',
  'scaduto',
  'annullato',
  'estinto',
  'bozza',
];

/** Those with a notice, in the words of the state table. */
export function avvisiDi(ctx: Ctx, dovuti: Iterable<DovutoLetto>): AvvisoDemo[] {
  const avvisi = [...dovuti].flatMap((dovuto) => {
    const { numeroAvviso, iuv, iud, codiceFiscaleDebitore, importoCents, tipoDovuto } = dovuto;
    if (numeroAvviso === null || iuv === null) return [];
    const stato = statoDi(ctx, dovuto);
    return [{ numeroAvviso, iuv, iud, codiceFiscaleDebitore, importoCents, tipoDovuto, stato }];
  });
  return avvisi.toSorted((a, b) => ORDINE.indexOf(a.stato) - ORDINE.indexOf(b.stato));
}

/** Past its date or its term is what the cost says, as for whoever pays. */
function statoDi(
  ctx: Ctx,
  { stato, attivatoIl, attesaDal, notificataIl, giorniDallaNotifica, ...dovuto }: DovutoLetto,
): StatoMostrato {
  const termini: Termini = { notificataIl, giorniDallaNotifica, validaDal: null, validaAl: null, gradini: [] };
  const { scadenza, perche } = quantoCosta({ ...dovuto, termini, quotazioni: null }, [], ctx);
  const visto = { stato, dataScadenza: scadenza, pagaDopoScadenza: perche !== 'scaduto' };
  return statoMostrato(visto, { attivatoIl, attesaDal }, ctx);
}

/** Writes `demo.json`, readable by its owner alone; whoever reads it finds the old one or the new one, never half. */
export async function scriviFatti(varDir: string, fatti: FattiDemo): Promise<string> {
  const percorso = join(varDir, 'demo.json');
  const nuovo = `${percorso}.${process.pid}`;
  const file = await open(nuovo, 'w', 0o600);
  try {
    await file.chmod(0o600);
    await file.writeFile(`${JSON.stringify(fatti, null, 2)}\n`);
  } finally {
    await file.close();
  }
  await rename(nuovo, percorso);
  return percorso;
}
