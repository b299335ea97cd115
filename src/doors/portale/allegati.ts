import { buffer } from 'node:stream/consumers';
import { chiedeFile, type CampoCompilato, type Compilazione } from '#modules/enti';
import type { Esito, Rifiuto } from '#kernel/esito';
import { LIMITI } from '#kernel/limiti';
import type { Lingua } from '#kernel/lingua';
import {
  allegatiDellaVisita,
  allegatiRisposti,
  postiPerFile,
  RIFIUTI_ALLEGATO,
  tieniAllegato,
  togliAllegato,
  type AllegatoRisposto,
  type AllegatoTenuto,
  type FormaInCorso,
} from '#modules/posizioni';
import { consumaAllegato } from '#modules/utenti';
import { impronta } from '#platform/crypto';
import type { FileInArrivo } from '#platform/http/pagina';
import { formatDimensione, tipiFile } from '#ui/allegato';
import { leggiScheda, PREFISSO, type Digitato, type Scheda } from './scheda.ts';
import type { Portale, RichiestaPortale } from './visita.ts';

/** Name of the button that takes a file away; its value is the name of the field. */
export const TOGLI = 'togliFile';

/** The files of a form that is being filled in. */
export type Allegati = {
  tenuti: ReadonlyMap<string, AllegatoTenuto>;
  /** Those that answer a question. */
  risposti: readonly AllegatoRisposto[];
  /** What is wrong, in words, by name of the answer. */
  difetti: ReadonlyMap<string, string>;
};

export const NESSUN_ALLEGATO: Allegati = { tenuti: new Map(), risposti: [], difetti: new Map() };

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

/**
 * What was typed, with the files that have just arrived. One that is taken away, by itself or with its row, is thrown away, unless
 * another answer names it too.
 */
export async function conFile(scheda: Scheda, r: RichiestaPortale, digitato: Digitato): Promise<Digitato> {
  const risposte = { ...digitato.risposte };
  for (const [campo, esito] of Object.entries(r.file))
    if (esito.ok && campo.startsWith(PREFISSO)) risposte[campo.slice(PREFISSO.length)] = esito.value.riferimento;
  const tolto = (r.modulo[TOGLI] ?? '').slice(PREFISSO.length);
  const righe = Object.entries(risposte).flatMap(([nome, riga]) =>
    nome.endsWith('.togli') ? [`${nome.slice(0, -'togli'.length)}${String(riga)}.`] : [],
  );
  const valoriDi = (via: boolean): string[] =>
    Object.entries(risposte).flatMap(([nome, valore]) =>
      (nome === tolto || righe.some((riga) => nome.startsWith(riga))) === via ? [valore].flat() : [],
    );
  const restano = new Set(valoriDi(false));
  await butta(scheda, r, new Set(valoriDi(true).filter((id) => !restano.has(id))));
  return { ...digitato, risposte: tolto === '' ? risposte : { ...risposte, [tolto]: '' } };
}

async function butta(scheda: Scheda, r: RichiestaPortale, quali: ReadonlySet<string>): Promise<void> {
  if (quali.size === 0 || !chiedeFile(scheda.pubblico.modulo)) return;
  const { ctx } = scheda.u;
  const forma = formaDi(scheda, r);
  for (const { id } of await allegatiDellaVisita(ctx, forma)) if (quali.has(id)) await togliAllegato(ctx, forma, id);
}

/** What files the form has, and what is wrong with them: with those that its answers name, and with those that have just come. */
export async function leggiAllegati(
  scheda: Scheda,
  r: RichiestaPortale,
  campi: readonly CampoCompilato[],
): Promise<Allegati> {
  if (!chiedeFile(scheda.pubblico.modulo)) return NESSUN_ALLEGATO;
  const tenuti = await allegatiDellaVisita(scheda.u.ctx, formaDi(scheda, r));
  const { allegati, difetti: codici } = allegatiRisposti(campi, tenuti);
  const difetti = new Map<string, string>();
  // With a row that is taken away those below it change their name: what was refused then is asked again.
  const spostati = Object.keys(r.modulo).some((nome) => nome.endsWith('.togli'));
  for (const posto of postiPerFile(campi)) {
    const { nome } = posto;
    const arrivato = r.file[PREFISSO + nome];
    const codice = codici.get(nome);
    if (arrivato?.ok === false && !spostati) difetti.set(nome, frase(scheda.u, arrivato.refusal, posto));
    else if (codice !== undefined)
      difetti.set(nome, frase(scheda.u, { codice, genere: RIFIUTI_ALLEGATO[codice] }, posto));
  }
  return { tenuti: new Map(tenuti.map((uno) => [uno.id, uno])), risposti: allegati, difetti };
}

type Frasi = Readonly<Record<string, string | ((p: Readonly<Record<string, string | number>>) => string)>>;

/** What a person reads of a file that is not taken; the page itself stops the largest, with a code of its own. */
function frase(
  { t, lingua }: Portale,
  { codice, parametri = {} }: Rifiuto,
  { bytesMax, accetta }: Pick<CampoCompilato, 'bytesMax' | 'accetta'>,
): string {
  const suo = codice === 'file_troppo_grande' ? 'ALLEGATO_TROPPO_GRANDE' : codice;
  const frasi: Frasi = { ...t.allegati.rifiuti, TROPPI_TENTATIVI: t.utenti.rifiuti.TROPPI_TENTATIVI };
  const una = frasi[suo];
  if (una === undefined) throw new Error(`no sentence for the refusal ${suo}`);
  const quanto = formatDimensione(Math.min(bytesMax ?? LIMITI.allegatoBytesMax, LIMITI.allegatoBytesMax), lingua);
  return typeof una === 'string' ? una : una({ ...parametri, quanto, tipi: tipiFile(accetta) });
}

/** The compiled form, judged with its files. */
export function conAllegati(compilazione: Compilazione, { difetti }: Allegati): Compilazione {
  if (difetti.size === 0) return compilazione;
  return { ...compilazione, campi: segna(compilazione.campi, difetti), valido: false };
}

/** Writes what is wrong with a file where the form says what is wrong with an answer. */
export function segna(campi: readonly CampoCompilato[], difetti: Allegati['difetti']): CampoCompilato[] {
  return campi.map((campo) => {
    const messaggio = campo.genere === 'file' ? difetti.get(campo.nome) : undefined;
    return {
      ...campo,
      ...(messaggio !== undefined && { errore: { codice: 'REGOLA', parametri: {}, messaggio } as const }),
      campi: segna(campo.campi, difetti),
      righe: campo.righe.map((riga) => segna(riga, difetti)),
    };
  });
}

/** The answers as people read them: of a file its name and how large it is, and not what it is kept by. */
export function nominati(
  campi: readonly CampoCompilato[],
  tenuti: Allegati['tenuti'],
  lingua: Lingua,
): CampoCompilato[] {
  return campi.map((campo) => {
    const tenuto = campo.genere === 'file' ? tenuti.get(campo.valore) : undefined;
    return {
      ...campo,
      ...(tenuto !== undefined && { valore: `${tenuto.nome} (${formatDimensione(tenuto.bytes, lingua)})` }),
      campi: nominati(campo.campi, tenuti, lingua),
      righe: campo.righe.map((riga) => nominati(riga, tenuti, lingua)),
    };
  });
}
