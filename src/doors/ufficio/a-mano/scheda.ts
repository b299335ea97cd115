import { isUuid, type TipoDovutoId } from '#kernel/ids';
import type { Compilazione, Inviati, TipoDovuto } from '#modules/enti';
import { compilaAMano, moduloAMano, type ModuloAMano } from '#modules/posizioni';
import { segretoCasuale } from '#platform/crypto';
import type { Allegati } from '#ui/allegati-modulo';
import { inviatiDi } from '#ui/modulo-compilato';
import type { Errori } from '#ui/riepilogo-errori';
import type { Campi } from '../atto-posizione.tsx';
import { con, VAI } from '../indirizzi.ts';
import { tipiVisibili, type Lavoro, type RichiestaUfficio } from '../lavoro.ts';

/** Before the names of the questions of a form: the page has fields of its own. */
export const PREFISSO = 'm.';
/** More names than the largest form can have are somebody's attempt to make us work. */
export const NOMI_MAX = 1500;

/** The sheet of a new dovuto: of which kind of due it is, and the form that it has. */
export type Scheda = {
  l: Lavoro;
  tipo: TipoDovuto;
  modulo: ModuloAMano | null;
  /** The kind of due has a form, whether or not it is filled in. */
  haModulo: boolean;
  dove: string;
};

/** What was typed, as it was typed: the fields of the page, and the answers to the form. */
export type Digitato = { campi: Campi; risposte: Inviati };

/** A sheet as it was filled in: what its form says of the answers, and the files that they name. */
export type Compilata = { s: Scheda; digitato: Digitato; c: Compilazione | null; allegati: Allegati };

/** What each part of the sheet is drawn from. `daCapo`: of a part of the page that is drawn anew (see `CampoFile`). */
export type PropCampi = Compilata & { errori: Errori; daCapo?: string };

/** Null: there is no such kind of due here, or it is not one that this person follows. */
export async function leggiScheda(l: Lavoro, { parametri, query }: RichiestaUfficio): Promise<Scheda | null> {
  const { tipo: id = '' } = parametri;
  if (!isUuid<TipoDovutoId>(id)) return null;
  const { tipi } = await l.ctx.tx((t) => tipiVisibili(t, l));
  const tipo = tipi.find((uno) => uno.tipoDovutoId === id);
  if (tipo === undefined || !tipo.attivo) return null;
  const modulo = await moduloAMano(l.ctx, id);
  const senza = query['modulo'] === 'no';
  return {
    l,
    tipo,
    modulo: senza ? null : modulo,
    haModulo: modulo !== null,
    dove: con(VAI.nuovoDovutoDi(id), { modulo: senza ? 'no' : '' }),
  };
}

/** A sheet that nobody has written on. Its key makes one posizione of what is sent twice. */
export function nuovo({ modulo }: Scheda): Digitato {
  const versione = modulo === null ? '' : String(modulo.versione);
  const campi = { chiave: segretoCasuale(18), versione, debitoreTipo: 'F', nazione: 'IT', avviso: 'si', come: 'unica' };
  return { campi, risposte: {} };
}

/** Null when it is more than any sheet has. */
export function leggiDigitato(r: RichiestaUfficio): Digitato | null {
  if (Object.keys(r.modulo).length > NOMI_MAX) return null;
  const suoi = Object.entries(r.modulo).filter(([nome]) => !nome.startsWith(PREFISSO) && nome !== '_csrf');
  return { campi: Object.fromEntries(suoi), risposte: inviatiDi(r, PREFISSO) };
}

/** What the form says of the answers; null: there is no form. */
export function compilazioneDi({ modulo, l }: Scheda, { risposte }: Digitato): Compilazione | null {
  return modulo === null ? null : compilaAMano(modulo.modulo, risposte, l.ctx);
}

/** How many of a group the sheet has: as many as its buttons made, within what there may be. */
export function quanti(campi: Campi, gruppo: 'debitori' | 'quote', massimo: number): number {
  const n = Number(campi[gruppo]);
  return Number.isInteger(n) && n >= 0 && n <= massimo ? n : 0;
}

/** A group with one more, or without one: what a button `debitori+`, `quote-2` asks. The same fields where it asks for nothing of these. */
export function conGruppo(campi: Campi, azione: string, massimi: Readonly<Record<string, number>>): Campi {
  const [, gruppo = '', segno, quale] = /^(debitori|quote)([+-])(\d{0,2})$/.exec(azione) ?? [];
  if (gruppo !== 'debitori' && gruppo !== 'quote') return campi;
  const n = quanti(campi, gruppo, massimi[gruppo] ?? 0);
  if (segno === '+') return { ...campi, [gruppo]: String(Math.min(n + 1, massimi[gruppo] ?? 0)) };
  return senzaUno(campi, { gruppo, n, quale: Number(quale) });
}

/** Those after the one that goes take each the place of the one before. */
function senzaUno(campi: Campi, { gruppo, n, quale }: { gruppo: string; n: number; quale: number }): Campi {
  if (quale < 1 || quale > n) return campi;
  const forma = new RegExp(`^${gruppo}\\.(\\d+)\\.(.+)$`);
  const restano = Object.entries(campi).flatMap(([nome, valore]): [string, string][] => {
    const [, posto, campo] = forma.exec(nome) ?? [];
    if (posto === undefined || Number(posto) < quale) return [[nome, valore]];
    return Number(posto) === quale ? [] : [[`${gruppo}.${Number(posto) - 1}.${campo}`, valore]];
  });
  return { ...Object.fromEntries(restano), [gruppo]: String(n - 1) };
}
