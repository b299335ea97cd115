import { join } from 'node:path';
import type { Config } from '#platform/config/config';
import type { Mondo } from '#platform/contesto';
import { formatNumeroAvviso, parseNumeroAvviso } from '#kernel/numero-avviso';
import { testi } from '#testi/it/avvio';
import { provaPorteDemo } from '../porte.ts';
import type { Servizio } from '../servizi.ts';
import { avviaSimulatore } from '../simulatore.ts';
import { caricaDemo, indirizzoNodo } from './carica.ts';
import { INTERMEDIARIO } from './enti.ts';
import type { FattiDemo } from './fatti.ts';
import { attivaFornitoreDemo } from './fornitore.ts';
import { segretiDemo } from './segreti.ts';

type Mostra = (mondo: Mondo, parti: (quali: readonly Servizio[]) => Promise<void>) => Promise<string[]>;

/**
 * Starts the rest of the world, which needs nothing of ours yet: it reads its program while our database gets ready. Gives how to go on
 * when it is: the data of the demo, then doors and jobs. That returns what to say to the person at the terminal.
 */
export async function preparaDemo(config: Config, chiusure: (() => Promise<void>)[]): Promise<Mostra> {
  await provaPorteDemo(config);
  const casa = `http://localhost:${config.port}`;
  const simulato = `http://localhost:${config.simulatorePort}`;
  const indirizzi = { portale: casa, ufficio: `${casa}/ufficio`, simulatore: simulato, nodo: `${casa}/nodo` };
  const simulatore = avvia(config, indirizzoNodo(indirizzi, segretiDemo(config.pepe)), chiusure);
  // Who waits for it is told; until then the database may have failed first.
  simulatore.catch(() => undefined);
  return async (mondo, parti) => {
    // The doors open meanwhile. The jobs after the world: the first mail of ours finds somebody who takes it.
    const [demo] = await Promise.all([caricaDemo(mondo, indirizzi), simulatore, parti(['web'])]);
    await parti(['worker']);
    const attivato = attivaFornitoreDemo(mondo, simulato);
    chiusure.push(() => attivato);
    return racconto(demo, config.metrichePort);
  };
}

async function avvia(config: Config, nodo: string, chiusure: (() => Promise<void>)[]): Promise<void> {
  const demo = join(config.varDir, 'demo.json');
  const simulatore = await avviaSimulatore(config, { demo, nodo, intermediario: INTERMEDIARIO.codiceFiscale });
  chiusure.push(() => simulatore.ferma());
}

const totp = (segreto: string | undefined): string => (segreto === undefined ? '' : ` (TOTP ${segreto})`);

/** Where to go, what to do first, and with which credentials. */
function racconto(demo: FattiDemo, metriche: number): string[] {
  const { righe, chi } = testi;
  const luogo = (nome: string, url: string, perche = ''): string =>
    `  ${nome.padEnd(12)} ${url.padEnd(32)} ${perche}`.trimEnd();
  const uffici = [
    ...demo.enti,
    { denominazione: INTERMEDIARIO.denominazione, operatori: demo.intermediario.operatori },
  ];
  const operatori = uffici.flatMap((ente) =>
    ente.operatori.map(
      (o) => `  ${o.utente.padEnd(28)} ${o.password}   ${o.ruolo}, ${ente.denominazione}${totp(o.totpSecret)}`,
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
    ({ ruolo, totpSecret }) => totpSecret === undefined && (ruolo === 'operatore' || ruolo === 'amministratore'),
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
