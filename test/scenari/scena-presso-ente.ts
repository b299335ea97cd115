import { attendiEvento } from '#support/eventi';
import type { Narratore } from './narratore.ts';
import type { Pagato } from './operatore.ts';
import { nonSiPaga, pagaDalPsp } from './psp.ts';
import { decimale, type Scena } from './scena.ts';

/** A notice that is not in MyPay: the software of the ente says what it costs, and what is paid of it is a dovuto of the ente. */
export async function scenaPressoEnte(scena: Scena): Promise<Pagato[]> {
  const n: Narratore = scena.n;
  n.passo('Qualcuno paga un avviso che solo il gestionale dell’ente conosce');
  const [avviso] = scena.demo.soloEnte;
  n.pretendi(avviso !== undefined, 'Nella demo non c’è un avviso che solo il gestionale conosce.');
  const { numeroAvviso, importoCents, causale } = avviso;
  const importo = decimale(importoCents);
  const pagato = await pagaDalPsp(scena, { numeroAvviso });
  n.pretendi(pagato.importo === importo, `Il PSP incassa ${pagato.importo} e non ${importo}, come dice il gestionale.`);
  n.dice(`«${causale}» non era in MyPay: quanto costa e su quale conto va lo ha detto il gestionale.`);
  const { firma } = await attendiEvento(scena.demo.simulatore, { genere: 'dovuto.pagato', iud: numeroAvviso });
  n.pretendi(firma === 'buona', `La firma dell’evento è «${firma}».`);
  n.dice('Il gestionale riceve l’evento «dovuto.pagato»: da adesso è un dovuto pagato dell’ente, come gli altri.');
  await nonSiPaga(scena, { numeroAvviso, che: 'Un’altra volta', perche: 'PAA_PAGAMENTO_DUPLICATO' });
  const ignoto = `${numeroAvviso.slice(0, -2)}99`;
  await nonSiPaga(scena, {
    ...{ numeroAvviso: ignoto, perche: 'PAA_PAGAMENTO_SCONOSCIUTO' },
    che: 'Uno che nemmeno il gestionale conosce',
  });
  // Its IUD is nobody's business but ours.
  return [{ iud: null, importo, receiptId: pagato.receiptId }];
}
