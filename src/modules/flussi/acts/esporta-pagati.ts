import { isoRoma } from '#kernel/giorno';
import type { FlussoId } from '#kernel/ids';
import { leggiEnte } from '#modules/enti';
import { contaPagati, scorriPagati, scorriQuoteAltrui, type FiltroPagati } from '#modules/pagamenti';
import type { Ctx } from '#platform/contesto';
import {
  colonnePagati,
  recordPagati,
  scrittorePagati,
  type Beneficiario,
  type VersionePagati,
} from '../core/pagati/colonne.ts';
import { VERSIONE_2_0 } from '../core/pagati/due-zero.ts';
import { colonneSecondario, ENTE_SECONDARIO } from '../core/pagati/secondario.ts';
import { preparaDueZero } from '../esportazioni/due-zero.ts';
import { eseguiEsportazione, type Conta, type FileDaFare } from '../esportazioni/esegui.ts';
import { filtroDi } from '../esportazioni/richiesta.ts';
import type { Flusso } from '../store.ts';

export const LAVORO_PAGATI = 'flussi.esporta_pagati';

/** Writes a booked file of paid dovuti. */
export function esportaPagati(ctx: Ctx, flussoId: FlussoId): Promise<void> {
  return eseguiEsportazione(ctx, flussoId, preparaPagati);
}

async function preparaPagati(t: Ctx, flusso: Flusso): Promise<FileDaFare> {
  if (t.enteId === null) throw new Error('esportaPagati: an ente is needed');
  const ente = await leggiEnte(t, t.enteId);
  if (ente === null) throw new Error('esportaPagati: no such ente');
  const filtro = await filtroDi(t, flusso);
  if (flusso.versione === VERSIONE_2_0) return preparaDueZero(t, { flusso, filtro, codIpa: ente.codIpa });
  const base = nomeFilePagati(ente.codIpa, flusso);
  const secondario = filtro.tipoDovuto === ENTE_SECONDARIO && flusso.versione === '1.3';
  return {
    nome: `${base}.zip`,
    tipoContenuto: 'application/zip',
    totale: secondario ? null : await contaPagati(t, filtro),
    voci: (conta) => [
      {
        nome: `${base}.csv`,
        testo: () =>
          secondario ? testoSecondario(t, { filtro, ente, conta }) : testo(t, { flusso, filtro, ente, conta }),
      },
    ],
  };
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

type Testo = { filtro: FiltroPagati; ente: Beneficiario; conta: Conta };

async function* testo(t: Ctx, { flusso, filtro, ente, conta }: Testo & { flusso: Flusso }): AsyncGenerator<string> {
  const colonne = colonnePagati(flusso.versione as VersionePagati, filtro.conRicevuta);
  const scrivi = scrittorePagati(colonne, ente);
  yield recordPagati(colonne.map((colonna) => colonna.nome));
  for await (const pagina of scorriPagati(t, filtro)) {
    yield pagina.map(scrivi).join('');
    await conta(pagina.length);
  }
}

async function* testoSecondario(t: Ctx, { filtro, ente, conta }: Testo): AsyncGenerator<string> {
  const colonne = colonneSecondario('1.3', filtro.conRicevuta);
  const scrivi = scrittorePagati(colonne, ente);
  yield recordPagati(colonne.map((colonna) => colonna.nome));
  for await (const pagina of scorriQuoteAltrui(t, filtro.quando)) {
    yield pagina.map(scrivi).join('');
    await conta(pagina.length);
  }
}
