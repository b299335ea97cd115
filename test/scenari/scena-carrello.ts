import { ricevuta } from '#testi/it/posta-ricevute';
import type { Narratore } from './narratore.ts';
import type { Pagato } from './operatore.ts';
import { decimale, euro, type Scena } from './scena.ts';

/** A mailbox for each proof; the last one is told when it is all paid. */
const EMAIL = ['ada.primo@example.org', 'ada.carrello@example.org'] as const;

type Ricevuta = { receiptId: string; numeroAvviso: string };

/** Two notices of two enti, paid in one go at Checkout from the portale. */
export async function scenaCarrello(scena: Scena): Promise<Pagato[]> {
  const n: Narratore = scena.n;
  const { demo, cittadino } = scena;
  n.passo('Un cittadino mette nel carrello due avvisi di due enti');
  const avvisi = demo.enti.slice(0, 2).flatMap(({ denominazione, avvisi: suoi }) => {
    const avviso = suoi.find(({ stato, iud }) => stato === 'da_pagare' && !iud.startsWith('DEMO-'));
    return avviso === undefined ? [] : [{ ...avviso, ente: denominazione }];
  });
  const [primo, secondo] = avvisi;
  n.pretendi(primo !== undefined && secondo !== undefined, 'Nella demo non ci sono due enti con un avviso da pagare.');
  for (const [i, { numeroAvviso, codiceFiscaleDebitore }] of [primo, secondo].entries()) {
    const coppia = { numeroAvviso, codiceFiscale: codiceFiscaleDebitore };
    await cittadino.mette(coppia, { email: EMAIL[i] ?? EMAIL[1], via: 'codice' });
  }
  n.passo('Il cittadino paga il carrello al Checkout, e torna');
  const totale = primo.importoCents + secondo.importoCents;
  await cittadino.pagaCarrello(
    euro(totale),
    avvisi.map(({ ente }) => ente),
  );
  await cittadino.riceve(EMAIL[1], ricevuta.carrello.oggetto);
  const ricevute = (await (await fetch(new URL('/api/ricevute', demo.simulatore))).json()) as Ricevuta[];
  const sua = ricevute.find(({ numeroAvviso }) => numeroAvviso === primo.numeroAvviso);
  n.pretendi(sua !== undefined, 'Il Nodo non ha la ricevuta del primo avviso.');
  // What the other ente got is not in this one's files.
  return [{ iud: primo.iud, importo: decimale(primo.importoCents), receiptId: sua.receiptId }];
}
