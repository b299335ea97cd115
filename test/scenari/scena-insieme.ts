import type { Narratore } from './narratore.ts';
import type { Pagato } from './operatore.ts';
import { pagaDalPsp } from './psp.ts';
import { decimale, dellaDemo, euro, type Scena } from './scena.ts';

/** Two dovuti under one iuv: one notice number, one receipt, which closes both (model 1). */
export async function scenaInsieme(scena: Scena): Promise<Pagato[]> {
  const n: Narratore = scena.n;
  const { ente, cittadino } = scena;
  n.passo('Due dovuti dello stesso debitore si pagano insieme, sotto un solo IUV');
  const dovuti = [1, 2].map((i) => dellaDemo(scena, `DEMO-INSIEME-${i}`));
  const [numeroAvviso = '', altro] = new Set(dovuti.map((d) => d.numeroAvviso));
  n.pretendi(altro === undefined, 'I due dovuti non hanno lo stesso numero di avviso.');
  const codiceFiscale = dovuti[0]?.codiceFiscaleDebitore ?? '';
  const somma = dovuti.reduce((totale, d) => totale + d.importoCents, 0);
  const trovato = await cittadino.guarda({ numeroAvviso, codiceFiscale }, [euro(somma)]);
  const intero = await cittadino.provaPosta(trovato, { email: 'due.insieme@example.org', via: 'codice' });
  await cittadino.vede(
    intero,
    dovuti.map((d) => euro(d.importoCents)),
  );
  const { receiptId, importo, trasferimenti } = await pagaDalPsp(scena, { numeroAvviso });
  n.pretendi(importo === decimale(somma), `L’attivazione chiede ${importo} e non ${decimale(somma)}.`);
  const parti = trasferimenti.map((t) => t.importo).join(' + ');
  const attese = dovuti.map((d) => decimale(d.importoCents)).join(' + ');
  n.pretendi(
    parti === attese && trasferimenti.every((t) => t.ente === ente.codiceFiscale),
    `L’importo si divide in ${parti} e non in ${attese}, dell’ente.`,
  );
  n.dice(`Una ricevuta sola per ${importo} = ${parti}.`);
  await cittadino.vedePagato(intero, { receiptId, importo: euro(somma) });
  return dovuti.map((d) => ({ iud: d.iud, importo: decimale(d.importoCents), receiptId }));
}
