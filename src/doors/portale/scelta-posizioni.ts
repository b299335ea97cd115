import { LIMITI } from '#kernel/limiti';
import type { MessiInsieme } from '#modules/pagamenti';
import { conAvviso, type Aperta } from '#modules/posizioni';
import type { Quale } from './riferimento.ts';
import type { Portale } from './visita.ts';

/** The notices of what was chosen. What has none is given one, as long as there is room for it. */
export async function avvisiDi(
  u: Portale,
  scelte: readonly Aperta[],
  posti: number,
): Promise<{ quali: Quale[]; no: MessiInsieme['no'] }> {
  const quali: Quale[] = [];
  const no: MessiInsieme['no'] = [];
  for (const una of scelte) {
    const pieno = una.senzaAvviso !== null && quali.length >= posti;
    const quale = pieno ? null : await conAvviso(u.per(una.avviso.enteId), una);
    if (quale === null) no.push(pieno ? 'CARRELLO_PIENO' : 'AVVISO_NON_PAGABILE');
    else quali.push(quale);
  }
  return { quali, no };
}

/** What did not go in, and why. */
export function frasiDi({ t }: Portale, { no }: MessiInsieme): string[] {
  const testi = t.area.posizioni;
  const quanti = (codice: MessiInsieme['no'][number]): number => no.filter((uno) => uno === codice).length;
  const pieno = quanti('CARRELLO_PIENO');
  const nonQui = quanti('PAGAMENTO_QUI_NON_ATTIVO');
  const altri = no.length - pieno - nonQui;
  return [
    ...(pieno > 0 ? [testi.pieno(pieno, LIMITI.carrelloVociMax)] : []),
    ...(nonQui > 0 ? [testi.nonQui] : []),
    ...(altri > 0 ? [testi.nonPagabili(altri)] : []),
  ];
}
