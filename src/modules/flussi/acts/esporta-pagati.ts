import { isoRoma, parseGiorno, type Giorno } from '#kernel/giorno';
import type { FlussoId, OperatoreId } from '#kernel/ids';
import { leggiEnteIncassante } from '#modules/enti';
import { leggiPagati } from '#modules/pagamenti';
import { annota } from '#modules/registro';
import { tipiConsentiti } from '#modules/utenti';
import type { Ctx } from '#platform/contesto';
import { scriviZip } from '#platform/zip';
import { colonnePagati, recordPagati, type VersionePagati } from '../core/pagati/colonne.ts';
import { finisci, iniziaFlusso, insertAllegato, insertFile, type Flusso } from '../store.ts';

export const LAVORO_PAGATI = 'flussi.esporta_pagati';
const PAGINA_RIGHE = 1000;

/** Writes a booked export of paid dovuti. Run again after a kill, it writes it again from the start: nothing is shown before the end. */
export async function esportaPagati(ctx: Ctx, flussoId: FlussoId): Promise<void> {
  const flusso = await ctx.tx((t) => iniziaFlusso(t, flussoId));
  if (flusso === null) return;
  const enteId = ctx.enteId;
  if (enteId === null) throw new Error('esportaPagati: an ente is needed');
  const ente = await ctx.tx((t) => leggiEnteIncassante(t, enteId));
  const nome = nomeFilePagati(ente.codIpa, flusso);
  const file = await ctx.files.provvisorio();
  const conta = { righe: 0 };
  try {
    await scriviZip(file, `${nome}.csv`, testo(ctx, flusso, ente, conta), flusso.richiestoIl);
    const arrivo = await ctx.files.misura(file);
    await ctx.tx(async (t) => {
      if (!(await finisci(t, flussoId, { stato: 'eseguito', righe: conta.righe }))) return;
      const fileId = await insertFile(t, { nome: `${nome}.zip`, tipoContenuto: 'application/zip', arrivo });
      await insertAllegato(t, flussoId, 'esito', fileId);
      await annota(t, {
        azione: 'flusso.eseguito',
        oggetto: 'flusso',
        oggettoId: flussoId,
        dettaglio: { righe: conta.righe },
      });
      await t.files.tieni(file, fileId);
    });
  } finally {
    await ctx.files.scarta(file);
  }
}

/**
 * 1.0: `<id>_ESTRAZIONE_DOVUTI_<yyyy-MM-dd_HH_mm_ss>`; from 1.1 `<ipa>-<id>_ESTRAZIONE_DOVUTI_<yyyyMMddHHmmss>-1_X`, whose third part
 * between hyphens tells MyPivot the version (mypay-file-formats.md 4.4): so the id is written without its own.
 */
function nomeFilePagati(codIpa: string, flusso: Flusso): string {
  const id = flusso.id.replaceAll('-', '');
  const istante = isoRoma(flusso.richiestoIl);
  if (flusso.versione === '1.0') return `${id}_ESTRAZIONE_DOVUTI_${istante.replace('T', '_').replaceAll(':', '_')}`;
  return `${codIpa}-${id}_ESTRAZIONE_DOVUTI_${istante.replace(/\D/g, '')}-${(flusso.versione ?? '').replace('.', '_')}`;
}

async function* testo(
  ctx: Ctx,
  flusso: Flusso,
  ente: { codiceFiscale: string; denominazione: string },
  conta: { righe: number },
): AsyncGenerator<string> {
  const richiesta = flusso.richiesta ?? {};
  const colonne = colonnePagati(flusso.versione as VersionePagati, richiesta['ricevuta'] === 'si');
  yield recordPagati(colonne.map((colonna) => colonna.nome));
  const filtro = {
    dal: giorno(richiesta['dal']),
    al: giorno(richiesta['al']),
    tipoDovuto: richiesta['tipoDovuto'] ?? '',
    tipiConsentiti: await tipiDi(ctx, flusso),
    conRicevuta: richiesta['ricevuta'] === 'si',
  };
  for (let dopo: string | null = null; ;) {
    const pagina = await ctx.tx((t) => leggiPagati(t, { ...filtro, dopo, quanti: PAGINA_RIGHE }));
    conta.righe += pagina.length;
    yield pagina.map((pagato) => recordPagati(colonne.map((colonna) => colonna.valore(pagato, ente)))).join('');
    const ultimo = pagina.at(-1);
    if (ultimo === undefined || pagina.length < PAGINA_RIGHE) return;
    dopo = ultimo.chiave;
  }
}

async function tipiDi(ctx: Ctx, flusso: Flusso): Promise<Awaited<ReturnType<typeof tipiConsentiti>>> {
  const operatore = /^operatore:(.+)$/.exec(flusso.richiestoDa)?.[1];
  const enteId = ctx.enteId;
  if (operatore === undefined || enteId === null) return null;
  return ctx.tx((t) => tipiConsentiti(t, { operatoreId: operatore as OperatoreId, enteId }));
}

function giorno(testo: string | undefined): Giorno {
  const letto = parseGiorno(testo ?? '');
  if (letto === null) throw new Error('export: the request was stored without its days');
  return letto;
}
