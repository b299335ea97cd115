import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Mondo } from '#platform/contesto';
import { formatNumeroAvviso, parseNumeroAvviso } from '#kernel/numero-avviso';
import { testi } from '#testi/it/avvio';
import { avviaSimulatore, type Simulatore } from '../simulatore.ts';
import { caricaDemo } from './carica.ts';
import type { FattiDemo } from './fatti.ts';

type Opzioni = { chiusure: (() => Promise<void>)[]; parti: () => Promise<void> };

/** Starts the demo: its data, the doors and jobs, and the rest of the world. Returns what to say to the person at the terminal. */
export async function avviaDemo(mondo: Mondo, { chiusure, parti }: Opzioni): Promise<string[]> {
  const { config } = mondo;
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
  await Promise.all([parti(), subito ?? avvia()]);
  return racconto(demo, config.metrichePort);
}

const totp = (segreto: string | undefined): string => (segreto === undefined ? '' : ` (TOTP ${segreto})`);

/** Where to go, with which credentials, and a notice to begin with. */
function racconto(demo: FattiDemo, metriche: number): string[] {
  const { righe } = testi;
  const luogo = (nome: string, url: string): string => `  ${nome.padEnd(12)} ${url}`;
  const operatori = demo.enti.flatMap((ente) =>
    ente.operatori.map(
      (o) => `  ${o.utente.padEnd(28)} ${o.password}   ${o.ruolo}, ${ente.denominazione}${totp(o.totpSecret)}`,
    ),
  );
  const avviso = demo.enti[0]?.avvisi.find((a) => a.stato === 'da_pagare');
  const numero = avviso === undefined ? null : parseNumeroAvviso(avviso.numeroAvviso);
  return [
    luogo(righe.portale, demo.portale),
    luogo(righe.ufficio, demo.ufficio),
    luogo(righe.simulatore, demo.simulatore),
    luogo(righe.metriche, `http://127.0.0.1:${metriche}/metrics`),
    '',
    testi.credenziali,
    ...operatori,
    ...(numero === null
      ? []
      : [
          '',
          testi.avviso,
          `  ${formatNumeroAvviso(numero)}   ${avviso?.codiceFiscaleDebitore ?? ''}   ${demo.enti[0]?.denominazione ?? ''}`,
        ]),
    '',
  ];
}
