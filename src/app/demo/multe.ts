import { valoreDi } from '#kernel/esito';
import { formatGiorno, piuGiorni, type Giorno } from '#kernel/giorno';
import { cents, differenza, ZERO_CENTS, type Cents } from '#kernel/importo';
import { impostaGradini, impostaTermine, registraNotifica, type PosizioneRichiesta } from '#modules/posizioni';
import type { Ctx } from '#platform/contesto';
import { debitoreDi, vuota, type DovutoDemo } from './dovuti.ts';
import { ENTI, type EnteDemo, type TipoDemo } from './enti.ts';
import type { DovutoLetto } from './fatti.ts';

/** Notified so many days ago, whatever day it is: one can be paid at the reduced notice, of the other that term has passed. */
const MULTE = [
  { serie: 'A', giorniFa: 3 },
  { serie: 'B', giorniFa: 6 },
] as const;
const RIDOTTA = cents(2_940);
const ORDINARIA = cents(4_200);
/** What the act in force asks beside the ordinary amount. */
const IN_VIGORE = cents(4_450);
const GIORNI_RIDOTTA = 5;
const GIORNI_ORDINARIA = 60;
const SERIE_DEBITORI = 'M';

type Multa = { serie: string; notificataIl: Giorno };

/** `DEMO-MULTA-A-20261125-RIDOTTA`: its day is in its name, so that each day has its own, and a start of the same day finds them. */
const iudDi = ({ serie, notificataIl }: Multa, avviso?: 'RIDOTTA' | 'ORDINARIA'): string =>
  ['DEMO-MULTA', serie, notificataIl.replaceAll('-', ''), avviso].filter(Boolean).join('-');

const multeDelGiorno = (ente: EnteDemo, oggi: Giorno): Multa[] =>
  ente === ENTI[0] ? MULTE.map(({ serie, giorniFa }) => ({ serie, notificataIl: piuGiorni(oggi, -giorniFa) })) : [];

/** The fines of the first ente, each a posizione with two ways to be paid, each with its own notice (model 3). */
export function multeDi(ente: EnteDemo, oggi: Giorno): DovutoDemo[] {
  const tipo = ente.tipi.find((t) => t.nonOltreScadenza);
  return tipo === undefined ? [] : multeDelGiorno(ente, oggi).flatMap((multa, n) => unaMulta(ente, tipo, multa, n + 1));
}

function unaMulta(ente: EnteDemo, tipo: TipoDemo, multa: Multa, n: number): DovutoDemo[] {
  const causale = `Verbale ${multa.serie} notificato il ${formatGiorno(multa.notificataIl)}`;
  const modo = (ordine: number, importoCents: Cents, maggiorazioneCents = ZERO_CENTS): DovutoDemo => {
    const ridotta = ordine === 1;
    const posizione: PosizioneRichiesta = {
      ...{ iupd: iudDi(multa), ordine: 1 },
      opzione: { ordine, forma: 'unica', validaDal: null, validaAl: null, maggiorazioneCents },
    };
    const richiesta = {
      ...vuota(tipo, { causale: ridotta ? `${causale}, importo ridotto` : causale, importoCents }),
      ...{ riga: 0, iud: iudDi(multa, ridotta ? 'RIDOTTA' : 'ORDINARIA'), posizione },
      debitore: debitoreDi(ente, SERIE_DEBITORI, n),
    };
    return { richiesta, destino: 'da_pagare' };
  };
  return [modo(1, RIDOTTA, differenza(RIDOTTA, ORDINARIA)), modo(2, ORDINARIA)];
}

/** Says when the fines of today were notified, and what follows from it; those that know it already stay as they are. */
export async function notificaMulte(
  ctx: Ctx,
  ente: EnteDemo,
  { oggi, dovuti }: { oggi: Giorno; dovuti: ReadonlyMap<string, DovutoLetto> },
): Promise<void> {
  for (const multa of multeDelGiorno(ente, oggi)) {
    const ridotta = dovuti.get(iudDi(multa, 'RIDOTTA'));
    const ordinaria = dovuti.get(iudDi(multa, 'ORDINARIA'));
    if (ridotta === undefined || ordinaria === undefined || ridotta.notificataIl !== null) continue;
    const { posizioneId, opzioneId } = ridotta;
    const sanzione = {
      genere: 'sanzione',
      dal: null,
      dopoGiorni: GIORNI_ORDINARIA + 1,
      importoCents: IN_VIGORE,
    } as const;
    // Whole or not at all: the day of the notification says that the rest is there too.
    await ctx.tx(async (t) => {
      valoreDi(await impostaTermine(t, { opzioneId, giorni: GIORNI_RIDOTTA }));
      const { dovutoId } = ordinaria;
      valoreDi(await impostaGradini(t, { dovutoId, gradini: [{ ...sanzione, quota: 1 }] }));
      valoreDi(await registraNotifica(t, { posizioneId, giorno: multa.notificataIl }));
    });
  }
}
