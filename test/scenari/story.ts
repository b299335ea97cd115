/** `npm run story`: the main job, and all that can be paid, through the real pages and the real wires, told in Italian. */
import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { giornoA } from '#kernel/giorno';
import { avviaCopia, type Copia } from '#support/copia';
import { Cittadino } from './cittadino.ts';
import { Narratore, NonCosi } from './narratore.ts';
import { Operatore, type Pagato } from './operatore.ts';
import { scenaArrivo } from './scena-arrivo.ts';
import { scenaCarrello } from './scena-carrello.ts';
import { scenaFile } from './scena-file.ts';
import { scenaInsieme } from './scena-insieme.ts';
import { scenaMulte } from './scena-multe.ts';
import { scenaPressoEnte } from './scena-presso-ente.ts';
import { scenaSoftware } from './scena-software.ts';
import { scenaPiano } from './scena-piano.ts';
import { pubblicaRendicontazioni } from './psp.ts';
import { scenaSpontaneo } from './scena-spontaneo.ts';

const TIPO = 'TARI';

/** In their order: what each has paid is looked for at the end. */
const SCENE = [
  scenaFile,
  scenaSpontaneo,
  scenaPiano,
  scenaMulte,
  scenaInsieme,
  scenaCarrello,
  scenaArrivo,
  scenaSoftware,
  scenaPressoEnte,
];

const PASSI_NEL_REGISTRO = [
  'flusso.ricevuto',
  'flusso.eseguito',
  'dovuto.nuovo',
  'ricevuta.regolare',
  'ricevuta.accolta',
  'dovuto.pagato',
  'dovuto.estinto',
  'richiesta.confermata',
  'richiesta.accolta',
  'chiave_api.creata',
  'flusso.prenotato',
  'flusso.scaricato',
  'rendicontazione.acquisita',
];

/** What the story needs: a data folder of its own, a folder for the messages, and where its words go. */
export type Luogo = { varDir: string; messaggi: string; dice: (riga: string) => void };

/**
 * Tells the whole story on a copy of its own, which it stops in any case. Throws {@link NonCosi} at the first step that is not
 * as it should be.
 */
export async function raccontaStoria({ varDir, messaggi, dice }: Luogo): Promise<void> {
  const n: Narratore = new Narratore(messaggi, dice);
  n.passo('Si avvia una copia di MyPay tutta per questa storia');
  const copia = await avviaCopia(varDir);
  try {
    n.dice(`Portale ${copia.demo.portale}, ufficio ${copia.demo.ufficio}, simulatore ${copia.demo.simulatore}`);
    await storia(n, copia);
    n.passo('Si sigilla il registro degli atti mentre MyPay lavora; fermato MyPay, si prova che è intero');
    await registro(n, varDir, 'sigilla');
  } finally {
    await copia.ferma();
  }
  const detto = await registro(n, varDir, 'verifica');
  n.pretendi(/^Il registro è integro: \d+ blocc/.test(detto), 'Nessun blocco sigillato prova il registro degli atti.');
}

async function storia(n: Narratore, { demo }: Copia): Promise<void> {
  const dal = giornoA(new Date());
  const ente = demo.enti[0];
  const credenziali = ente?.operatori.find(({ ruolo, totpSecret }) => ruolo === 'amministratore' && !totpSecret);
  n.pretendi(
    ente !== undefined && credenziali !== undefined,
    'Nella demo non c’è un amministratore senza secondo fattore.',
  );
  const operatore = new Operatore(n, { demo, ente, tipo: TIPO });
  const scena = { n, demo, ente, operatore, cittadino: new Cittadino(n, demo) };
  n.passo('L’operatore entra nell’ufficio');
  await operatore.entra(credenziali);
  const pagati: Pagato[] = [];
  for (const una of SCENE) pagati.push(...(await una(scena)));
  n.passo('L’operatore prenota i dovuti pagati (versione 1.3), scarica il file e ci trova tutto');
  // From the day on which it began: a story may see midnight.
  await operatore.esporta({ dal, al: giornoA(new Date()) }, pagati);
  n.passo('I PSP pubblicano le loro rendicontazioni, l’operatore le riceve e ci trova i pagamenti');
  await operatore.riceveRendicontazioni(await pubblicaRendicontazioni(scena));
  n.passo('L’operatore ritrova ogni passo nel registro');
  await operatore.guardaRegistro(PASSI_NEL_REGISTRO);
}

/** The command that a person would give, on the data of the copy, running or stopped. Gives back what it says. */
async function registro(n: Narratore, varDir: string, comando: 'sigilla' | 'verifica'): Promise<string> {
  const radice = join(import.meta.dirname, '../..');
  const argomenti = ['--disable-warning=ExperimentalWarning', '--import', join(radice, 'scripts/tsx-hook.mjs')];
  const env = { ...process.env, MYPAY_VAR: varDir, NODE_ENV: '' };
  const parole = [...argomenti, join(radice, 'src/app/cli.ts'), 'registro', comando];
  const { stdout } = await promisify(execFile)(process.execPath, parole, { cwd: radice, env }).catch(
    (causa: { stdout?: string; stderr?: string }) => {
      throw new NonCosi(`registro ${comando} non riesce: ${causa.stdout ?? ''}${causa.stderr ?? ''}`);
    },
  );
  const detto = stdout.trim();
  for (const riga of detto.split('\n')) n.dice(riga);
  return detto;
}

async function main(): Promise<void> {
  const varDir = mkdtempSync(join(tmpdir(), 'mypay-storia-'));
  const messaggi = join(import.meta.dirname, '../../var/story');
  rmSync(messaggi, { recursive: true, force: true });
  // 0700, or a later start would not take var for its data folder.
  mkdirSync(messaggi, { recursive: true, mode: 0o700 });
  const inizio = performance.now();
  const dice = (riga: string): void => void process.stdout.write(`${riga}\n`);
  try {
    await raccontaStoria({ varDir, messaggi, dice });
    dice(`\nTutto come doveva essere, in ${Math.round((performance.now() - inizio) / 1000)} secondi.`);
  } catch (causa) {
    process.exitCode = 1;
    const frase = causa instanceof NonCosi ? causa.message : causa instanceof Error ? causa.stack : String(causa);
    process.stderr.write(`\nLa storia si ferma qui. ${frase}\n`);
  } finally {
    rmSync(varDir, { recursive: true, force: true });
  }
}

if (import.meta.main) await main();
