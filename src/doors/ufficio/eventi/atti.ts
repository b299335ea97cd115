import type { Esito } from '#kernel/esito';
import { inizioGiorno, parseGiorno, piuGiorni } from '#kernel/giorno';
import {
  chiediProvaAbbonamento,
  pausaAbbonamento,
  rimandaEventi,
  riprendiAbbonamento,
  togliAbbonamento,
  type RifiutoEventi,
} from '#modules/eventi';
import type { Ctx } from '#platform/contesto';

type Modulo = Readonly<Record<string, string>>;

/** What the page of a subscription does, but for its secret: the act, and what the page says when it is done. */
const ATTI: Readonly<
  Record<string, { fatto: string; fai: (ctx: Ctx, id: string, m: Modulo) => Promise<Esito<unknown, RifiutoEventi>> }>
> = {
  prova: { fatto: 'provato', fai: chiediProvaAbbonamento },
  pausa: { fatto: 'in_pausa', fai: pausaAbbonamento },
  riprendi: { fatto: 'ripreso', fai: riprendiAbbonamento },
  togli: { fatto: 'tolto', fai: togliAbbonamento },
  rimanda: { fatto: 'rimandato', fai: (ctx, id, m) => rimandaEventi(ctx, id, { numero: Number(m['numero']) }) },
  periodo: { fatto: 'rimandato', fai: (ctx, id, m) => rimandaEventi(ctx, id, periodo(m)) },
};

/** The act that a button asks for; null: none. */
export function attoDi(cosa: string): (typeof ATTI)[string] | null {
  return Object.hasOwn(ATTI, cosa) ? (ATTI[cosa] ?? null) : null;
}

/** Whole days of Rome, both included; what is no day is an interval that the act refuses. */
function periodo({ dal = '', al = '' }: Modulo): { da: Date; a: Date } {
  const [primo, ultimo] = [parseGiorno(dal), parseGiorno(al)];
  if (primo === null || ultimo === null) return { da: new Date(0), a: new Date(0) };
  return { da: inizioGiorno(primo), a: inizioGiorno(piuGiorni(ultimo, 1)) };
}
