import { buffer } from 'node:stream/consumers';
import { chiedeFile, type CampoCompilato } from '#modules/enti';
import type { Esito } from '#kernel/esito';
import {
  allegatiDellaVisita,
  RIFIUTI_ALLEGATO,
  tieniAllegato,
  togliAllegato,
  type FormaInCorso,
} from '#modules/posizioni';
import { consumaAllegato } from '#modules/utenti';
import { impronta } from '#platform/crypto';
import type { FileInArrivo } from '#platform/http/pagina';
import { conArrivati, fraseAllegato, giudicaAllegati, NESSUN_ALLEGATO, type Allegati } from '#ui/allegati-modulo';
import { leggiScheda, PREFISSO, type Digitato, type Scheda } from './scheda.ts';
import type { Portale, RichiestaPortale } from './visita.ts';

/**
 * Whose form it is: the token that its page carries, which comes from the session or from the anonymous cookie. Nothing else tells a
 * citizen from another here.
 */
export function formaDi({ u, ente, tipo }: Scheda, r: RichiestaPortale): FormaInCorso {
  const visita = impronta(u.ctx.config.pepe, 'portale:visita', r.csrf());
  return { enteId: ente.enteId, tipoDovutoId: tipo.tipoDovutoId, visita };
}

/** Keeps a file that arrives with the form; what its answer is. */
export async function ricevi(
  u: Portale,
  r: RichiestaPortale,
  { campo, nome, flusso }: FileInArrivo,
): Promise<Esito<string>> {
  const scheda = await leggiScheda(u, r);
  if (scheda === null || !campo.startsWith(PREFISSO)) return nonChiesto();
  const { modulo } = scheda.pubblico;
  const ammesso = await consumaAllegato(u.ctx, r.indirizzo);
  if (!ammesso.ok) return ammesso;
  // The page stops the stream at its bound: what is kept in memory is no more than that.
  const byte = await buffer(flusso);
  const forma = { ...formaDi(scheda, r), modulo };
  return tieniAllegato(u.per(scheda.ente.enteId), forma, { risposta: campo.slice(PREFISSO.length), nome, byte });
}

function nonChiesto(): Esito<string> {
  const codice = 'ALLEGATO_NON_CHIESTO';
  return { ok: false, refusal: { codice, genere: RIFIUTI_ALLEGATO[codice] } };
}

/** What was typed, with the files that have just arrived; one that is taken away is thrown away. */
export async function conFile(scheda: Scheda, r: RichiestaPortale, digitato: Digitato): Promise<Digitato> {
  const { risposte, butta: via } = conArrivati(digitato.risposte, r, PREFISSO);
  await butta(scheda, r, via);
  return { ...digitato, risposte };
}

async function butta(scheda: Scheda, r: RichiestaPortale, quali: ReadonlySet<string>): Promise<void> {
  if (quali.size === 0 || !chiedeFile(scheda.pubblico.modulo)) return;
  const { ctx } = scheda.u;
  const forma = formaDi(scheda, r);
  for (const { id } of await allegatiDellaVisita(ctx, forma)) if (quali.has(id)) await togliAllegato(ctx, forma, id);
}

/** What files the form has, and what is wrong with them. */
export async function leggiAllegati(
  scheda: Scheda,
  r: RichiestaPortale,
  campi: readonly CampoCompilato[],
): Promise<Allegati> {
  if (!chiedeFile(scheda.pubblico.modulo)) return NESSUN_ALLEGATO;
  const { t, lingua, ctx } = scheda.u;
  const frasi = { ...t.allegati.rifiuti, TROPPI_TENTATIVI: t.utenti.rifiuti.TROPPI_TENTATIVI };
  const tenuti = await allegatiDellaVisita(ctx, formaDi(scheda, r));
  const { file, modulo: inviato } = r;
  return giudicaAllegati(campi, tenuti, {
    ...{ file, modulo: inviato, prefisso: PREFISSO },
    frase: fraseAllegato(frasi, lingua),
  });
}
