import { Navigatore, testoDi } from '#support/navigatore';
import { arrivo } from '#testi/it/portale-arrivo';
import { carrello } from '#testi/it/portale-carrello';
import type { Narratore } from './narratore.ts';
import type { Pagato } from './operatore.ts';
import { collegamento } from './pagine.ts';
import type { Scena } from './scena.ts';

const TITOLO = 'Due diritti insieme';

type Ricevuta = { receiptId: string; numeroAvviso: string };

/** A payment that the site of the ente has prepared: from there to the portale, to Checkout, and back there. */
export async function scenaArrivo(scena: Scena): Promise<Pagato[]> {
  const n: Narratore = scena.n;
  const { demo, ente } = scena;
  n.passo('Un cittadino comincia un pagamento dal sito dell’ente, che lo ha preparato');
  const ricevute = async (): Promise<Ricevuta[]> =>
    (await (await fetch(new URL('/api/ricevute', demo.simulatore))).json()) as Ricevuta[];
  const prima = new Set((await ricevute()).map(({ receiptId }) => receiptId));
  const nav = new Navigatore(demo.simulatore);
  const dove = collegamento(await nav.apri('/ente'), TITOLO);
  n.pretendi(dove !== null, `Sul sito dell’ente non c’è «${TITOLO}».`);
  const pagina = await nav.apri(dove);
  for (const voluto of [arrivo.daChi(ente.denominazione), arrivo.fermo, carrello.bottone('37,50 €')])
    n.pretendi(testoDi(pagina.html).includes(voluto), `Chi arriva non legge «${voluto}».`);
  n.dice('Si legge chi lo manda, che cosa si paga, e che non si può cambiare: due diritti, in tutto 37,50 €.');
  const fine = await nav.invia(await nav.invia(pagina, {}, 'visto'), { andamento: 'paga' });
  const { origin, searchParams } = new URL(fine.url);
  n.pretendi(
    origin === new URL(demo.simulatore).origin && searchParams.get('esito') === 'OK' && searchParams.has('idSession'),
    `Dal Checkout non si torna al sito dell’ente, ma a ${fine.url}`,
  );
  n.dice('Pagato al Checkout, il browser è di nuovo sul sito dell’ente, con idSession, esito=OK e pollingToken.');
  const nuove = (await ricevute()).filter(({ receiptId }) => !prima.has(receiptId));
  const [ricevuta] = nuove;
  n.pretendi(ricevuta !== undefined && nuove.length === 1, `Le ricevute nuove sono ${nuove.length}, e non una.`);
  const { receiptId } = ricevuta;
  const iud = (i: number): string => `DEMO-ARRIVO-FV-1-1-${i}`;
  return [
    { iud: iud(1), importo: '16.00', receiptId },
    { iud: iud(2), importo: '21.50', receiptId },
  ];
}
