import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Mondo } from '#platform/contesto';
import { formatNumeroAvviso, parseNumeroAvviso } from '#kernel/numero-avviso';
import { testi } from '#testi/it/avvio';
import { provaPorteDemo } from '../porte.ts';
import { avviaSimulatore, type Simulatore } from '../simulatore.ts';
import { caricaDemo } from './carica.ts';
import type { FattiDemo } from './fatti.ts';

type Opzioni = { chiusure: (() => Promise<void>)[]; parti: () => Promise<void> };

/** Starts the demo: its data, the doors and jobs, and the rest of the world. Returns what to say to the person at the terminal. */
export async function avviaDemo(mondo: Mondo, { chiusure, parti }: Opzioni): Promise<string[]> {
  const { config } = mondo;
  await provaPorteDemo(config);
  const casa = `http://localhost:${config.port}`;
  const simulato = `http://localhost:${config.simulatorePort}`;
  const indirizzi = { portale: casa, ufficio: `${casa}/ufficio`, simulatore: simulato, nodo: `${casa}/nodo` };
  const fatti = join(config.varDir, 'demo.json');
  const avvia = async (): Promise<Simulatore> => {
    const simulatore = await avviaSimulatore(config, fatti);
    chiusure.push(() => simulatore.ferma());
    return simulatore;
  };
  // The facts of a former run serve to start with: they are read again at each payment.
  const subito = existsSync(fatti) ? avvia() : null;
  const [demo] = await Promise.all([caricaDemo(mondo, indirizzi), subito]);
  // First the world, then we: the first mail of ours finds somebody who takes it.
  if (subito === null) await avvia();
  await parti();
  return racconto(demo, config.metrichePort);
}

const totp = (segreto: string | undefined): string => (segreto === undefined ? '' : ` (TOTP ${segreto})`);

/** Where to go, what to do first, and with which credentials. */
function racconto(demo: FattiDemo, metriche: number): string[] {
  const { righe, chi } = testi;
  const luogo = (nome: string, url: string, perche = ''): string =>
    `  ${nome.padEnd(12)} ${url.padEnd(32)} ${perche}`.trimEnd();
  const operatori = demo.enti.flatMap((ente) =>
    ente.operatori.map(
      (o) =>
        `  ${o.utente.padEnd(28)} ${o.password}   ${o.ruolo.replace('_', ' ')}, ${ente.denominazione}${totp(o.totpSecret)}`,
    ),
  );
  return [
    luogo(righe.portale, demo.portale, chi.portale),
    luogo(righe.ufficio, demo.ufficio, chi.ufficio),
    luogo(righe.simulatore, demo.simulatore, chi.simulatore),
    luogo(righe.metriche, `http://127.0.0.1:${metriche}/metrics`),
    '',
    ...passi(demo),
    testi.credenziali,
    ...operatori,
    '',
  ];
}

/** The story of the product, for who has just arrived: nothing to look up elsewhere. Nothing where the demo has all been paid. */
function passi({ enti: [ente] }: FattiDemo): string[] {
  const operatore = ente?.operatori.find(
    ({ ruolo, totpSecret }) => ruolo !== 'lettore' && totpSecret === undefined,
  );
  const avviso = ente?.avvisi.find(({ stato }) => stato === 'da_pagare');
  const numero = parseNumeroAvviso(avviso?.numeroAvviso ?? '');
  if (ente === undefined || operatore === undefined || avviso === undefined || numero === null) return [];
  const { titolo, carica, cerca, mail, paga, esporta } = testi.passi;
  const frasi = [
    carica(operatore.utente, operatore.password),
    cerca(formatNumeroAvviso(numero), avviso.codiceFiscaleDebitore),
    mail,
    paga(ente.codiceFiscale),
    esporta,
  ];
  return [titolo, ...frasi.map((frase, i) => `  ${i + 1}. ${frase}`), ''];
}
