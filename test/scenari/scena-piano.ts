import { interfaccia } from '#testi/it/interfaccia';
import type { Pagato } from './operatore.ts';
import { nonSiPaga, pagaDalPsp } from './psp.ts';
import { decimale, dellaDemo, type AvvisoDemo, type Scena } from './scena.ts';

const PIANO = 'DEMO-PIANO-1';

/** Three instalments or a single payment: the first receipt chooses, the last one settles (model 4). */
export async function scenaPiano(scena: Scena): Promise<Pagato[]> {
  const { n, operatore } = scena;
  const unica = dellaDemo(scena, `${PIANO}-UNICA`);
  const rate = [1, 2, 3].map((i) => dellaDemo(scena, `${PIANO}-RATA-${i}`));
  const pagati: Pagato[] = [];
  const paga = async (rata: AvvisoDemo): Promise<void> => {
    const { receiptId } = await pagaDalPsp(scena, rata);
    pagati.push({ iud: rata.iud, importo: decimale(rata.importoCents), receiptId });
  };
  n.passo('Una tassa si paga in unica soluzione o in tre rate: si pagano le prime due rate');
  for (const rata of rate.slice(0, 2)) await paga(rata);
  const chiesta = { numeroAvviso: unica.numeroAvviso, che: 'L’unica soluzione' };
  await nonSiPaga(scena, { ...chiesta, perche: 'PAA_PAGAMENTO_ANNULLATO' });
  const { pagato, estinto, da_pagare: daPagare } = interfaccia.stati;
  await operatore.vedeModi(unica.iud, { 1: [estinto], 2: [pagato, pagato, daPagare] });
  n.passo('Si paga la terza rata: la posizione è saldata');
  for (const rata of rate.slice(2)) await paga(rata);
  await nonSiPaga(scena, { ...chiesta, perche: 'PAA_PAGAMENTO_DUPLICATO' });
  for (const [i, { numeroAvviso }] of rate.entries())
    await nonSiPaga(scena, { numeroAvviso, che: `La rata ${i + 1}`, perche: 'PAA_PAGAMENTO_DUPLICATO' });
  await operatore.vedeModi(unica.iud, { 1: [estinto], 2: [pagato, pagato, pagato] });
  return pagati;
}
