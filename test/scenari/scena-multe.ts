import { formatGiorno, parseGiorno, piuGiorni } from '#kernel/giorno';
import { interfaccia } from '#testi/it/interfaccia';
import type { Pagato } from './operatore.ts';
import { chiediAlPsp, nonSiPaga, pagaDalPsp } from './psp.ts';
import { decimale, dellaDemo, euro, type AvvisoDemo, type Scena } from './scena.ts';

const RIDOTTA_GIORNI = 5;
const ORDINARIA_GIORNI = 60;

/** Two fines, each with a reduced notice, open through day 5 after the notification, and an ordinary one (model 3). */
export async function scenaMulte(scena: Scena): Promise<Pagato[]> {
  const { n } = scena;
  n.passo('Una multa notificata da tre giorni si paga con l’avviso ridotto');
  const recente = multa(scena, 'A');
  await costa(scena, recente.ridotta, recente.entro(RIDOTTA_GIORNI));
  await costa(scena, recente.ordinaria, recente.entro(ORDINARIA_GIORNI));
  const pagati = [await paga(scena, recente.ridotta)];
  const { numeroAvviso } = recente.ordinaria;
  await nonSiPaga(scena, { numeroAvviso, che: 'L’avviso ordinario', perche: 'PAA_PAGAMENTO_DUPLICATO' });
  n.passo('Di una multa notificata da sei giorni l’avviso ridotto è scaduto, e si paga quello ordinario');
  const tarda = multa(scena, 'B');
  const { ridotta, ordinaria } = tarda;
  const che = `L’avviso ridotto, che si pagava fino al ${formatGiorno(tarda.entro(RIDOTTA_GIORNI))},`;
  await nonSiPaga(scena, { numeroAvviso: ridotta.numeroAvviso, che, perche: 'PAA_PAGAMENTO_SCADUTO' });
  const { scaduto, da_pagare: daPagare } = interfaccia.stati;
  await scena.cittadino.guarda(comeSiCerca(ridotta), [scaduto]);
  await scena.cittadino.guarda(comeSiCerca(ordinaria), [daPagare, `${euro(ordinaria.importoCents)} €`]);
  await scena.operatore.vedeModi(ridotta.iud, { 1: [scaduto], 2: [daPagare] });
  await costa(scena, ordinaria, tarda.entro(ORDINARIA_GIORNI));
  return [...pagati, await paga(scena, ordinaria)];
}

/** A fine of the demo: its two notices, and the day that comes so many days after the notification, which their IUD tells. */
function multa(scena: Scena, serie: 'A' | 'B') {
  const ridotta = dellaDemo(scena, `DEMO-MULTA-${serie}-*-RIDOTTA`);
  const ordinaria = dellaDemo(scena, `DEMO-MULTA-${serie}-*-ORDINARIA`);
  const [, anno, mese, giorno] = /-(\d{4})(\d{2})(\d{2})-/.exec(ridotta.iud) ?? [];
  const notificata = parseGiorno(`${anno}-${mese}-${giorno}`);
  scena.n.pretendi(notificata !== null, `${ridotta.iud} non dice quando la multa è stata notificata.`);
  return { ridotta, ordinaria, entro: (giorni: number) => piuGiorni(notificata, giorni) };
}

async function costa(scena: Scena, avviso: AvvisoDemo, entro: string): Promise<void> {
  const chiesto = await chiediAlPsp(scena, avviso.numeroAvviso);
  const [detto, atteso] = [
    `${chiesto.importo} entro il ${chiesto.entro}`,
    `${decimale(avviso.importoCents)} entro il ${entro}`,
  ];
  scena.n.pretendi(detto === atteso, `${avviso.iud} costa ${detto}${chiesto.rifiuto ?? ''} e non ${atteso}.`);
  scena.n.dice(`${avviso.iud}: ${detto}.`);
}

async function paga(scena: Scena, { iud, numeroAvviso, importoCents }: AvvisoDemo): Promise<Pagato> {
  const { receiptId } = await pagaDalPsp(scena, { numeroAvviso });
  return { iud, importo: decimale(importoCents), receiptId };
}

const comeSiCerca = ({ numeroAvviso, codiceFiscaleDebitore: codiceFiscale }: AvvisoDemo) => ({
  numeroAvviso,
  codiceFiscale,
});
