import { buffer } from 'node:stream/consumers';
import { rifiuto, type Esito } from '#kernel/esito';
import { isUuid, type EnteId, type TipoDovutoId } from '#kernel/ids';
import { chiedeFile, type CampoCompilato, type Modulo } from '#modules/enti';
import {
  allegatiDellaVisita,
  moduloAMano,
  RIFIUTI_ALLEGATO,
  tieniAllegato,
  togliAllegato,
  type FormaInCorso,
} from '#modules/posizioni';
import type { Ctx } from '#platform/contesto';
import { impronta } from '#platform/crypto';
import type { FileInArrivo } from '#platform/http/pagina';
import { allegati } from '#testi/it/allegati';
import { conArrivati, fraseAllegato, giudicaAllegati, NESSUN_ALLEGATO, type Allegati } from '#ui/allegati-modulo';
import { segueTipo } from '../fogli-link.ts';
import type { RichiestaUfficio, Ufficio } from '../lavoro.ts';
import { PREFISSO, type Digitato, type Scheda } from './scheda.ts';

/** What a clerk reads of a file that is not taken. */
export const FRASE_ALLEGATO = fraseAllegato(allegati.rifiuti, 'it');

/** Whose the files of a sheet are: of who fills it in, and of no other sheet of theirs. */
export function visitaDi(ctx: Ctx, { operatoreId, chiave }: { operatoreId: string; chiave: string }): Buffer {
  return impronta(ctx.config.pepe, 'ufficio:visita', `${operatoreId} ${chiave}`);
}

function formaDi({ l, tipo: { tipoDovutoId } }: Scheda, chiave = ''): FormaInCorso {
  const visita = visitaDi(l.ctx, { operatoreId: l.operatoreId, chiave });
  return { enteId: l.ente.enteId, tipoDovutoId, visita };
}

/** Keeps a file that arrives with the sheet, whose key comes before it; what its answer is. */
export async function ricevi({ ctx }: Ufficio, r: RichiestaUfficio, file: FileInArrivo): Promise<Esito<string>> {
  const { tipo = '' } = r.parametri;
  if (!isUuid<TipoDovutoId>(tipo) || !(await segueTipo(ctx, r.sessione, tipo))) return nonChiesto();
  const inVigore = await moduloAMano(ctx, tipo);
  if (inVigore === null || !file.campo.startsWith(PREFISSO)) return nonChiesto();
  const risposta = file.campo.slice(PREFISSO.length);
  return tieni(ctx, r, { ...file, tipoDovutoId: tipo, modulo: inVigore.modulo, risposta });
}

type DaTenere = FileInArrivo & { tipoDovutoId: TipoDovutoId; modulo: Modulo; risposta: string };

/** Keeps a file under a question of a form. The page stops the stream at its bound: what is kept in memory is no more than that. */
export async function tieni(
  ctx: Ctx,
  { sessione, modulo: inviato }: RichiestaUfficio,
  { tipoDovutoId, modulo, risposta, nome, flusso }: DaTenere,
): Promise<Esito<string>> {
  if (sessione === null) return nonChiesto();
  const visita = visitaDi(ctx, { operatoreId: sessione.operatoreId, chiave: inviato['chiave'] ?? '' });
  const forma = { enteId: ctx.enteId as EnteId, tipoDovutoId, visita, modulo };
  return tieniAllegato(ctx, forma, { risposta, nome, byte: await buffer(flusso) });
}

export function nonChiesto(): Esito<string> {
  return rifiuto('ALLEGATO_NON_CHIESTO', RIFIUTI_ALLEGATO.ALLEGATO_NON_CHIESTO);
}

/** What was typed, with the files that have just arrived; one that is taken away is thrown away. */
export async function conFile(s: Scheda, r: RichiestaUfficio, digitato: Digitato): Promise<Digitato> {
  if (s.modulo === null || !chiedeFile(s.modulo.modulo)) return digitato;
  const { risposte, butta } = conArrivati(digitato.risposte, r, PREFISSO);
  const forma = formaDi(s, digitato.campi['chiave']);
  if (butta.size > 0)
    for (const { id } of await allegatiDellaVisita(s.l.ctx, forma))
      if (butta.has(id)) await togliAllegato(s.l.ctx, forma, id);
  return { ...digitato, risposte };
}

/** What files the sheet has, and what is wrong with them. */
export async function leggiAllegati(
  s: Scheda,
  r: RichiestaUfficio,
  { campi, digitato }: { campi: readonly CampoCompilato[]; digitato: Digitato },
): Promise<Allegati> {
  if (s.modulo === null || !chiedeFile(s.modulo.modulo)) return NESSUN_ALLEGATO;
  const tenuti = await allegatiDellaVisita(s.l.ctx, formaDi(s, digitato.campi['chiave']));
  const { file, modulo } = r;
  return giudicaAllegati(campi, tenuti, { file, modulo, prefisso: PREFISSO, frase: FRASE_ALLEGATO });
}
