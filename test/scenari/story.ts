/** `npm run story`: points 3 to 6 of the main job, through the real pages and the real wires, told in Italian. */
import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { giornoA } from '#kernel/giorno';
import { avviaCopia, type Copia, type Demo } from '#support/copia';
import type { RigaProva } from '#support/dovuti';
import { Cittadino, type Avviso } from './cittadino.ts';
import { Narratore, NonCosi } from './narratore.ts';
import { Operatore, type Caricamento } from './operatore.ts';
import { pagaDalPsp } from './psp.ts';

const TIPO = 'TARI';
const ROSSI = { codiceFiscale: 'RSSMRA80A01H501U', nome: 'Mario Rossi', iniziali: 'M. R.' };
const PROVINCIA: RigaProva = {
  flagMultiBeneficiario: 'true',
  codiceFiscaleEnteSecondario: '99900050008',
  denominazioneEnteSecondario: 'Provincia di Altariva',
  ibanAccreditoEnteSecondario: 'IT92U9999901000000000090001',
  datiSpecificiRiscossioneEnteSecondario: '9/0201102IM/',
  causaleVersamentoEnteSecondario: 'TEFA',
  importoVersamentoEnteSecondario: '5.25',
};

/** Some rows of each kind that people get wrong. */
const PRIMO: Caricamento = {
  iuf: 'STORIA1',
  versione: '1_3',
  righe: [
    { IUD: 'STORIA-A' },
    { IUD: 'STORIA-B', importoDovuto: '12,50' },
    { IUD: 'STORIA-C', importoDovuto: '80.00', causaleVersamento: 'TARI, seconda casa' },
    { IUD: 'STORIA-A', importoDovuto: '7.00' },
    { IUD: 'STORIA-D', codiceIdentificativoUnivoco: 'RSSMRA80A01H501X' },
    { IUD: 'STORIA-E', tipoDovuto: 'INESISTENTE' },
    { IUD: 'STORIA-F', azione: 'A' },
  ],
  scarti: [
    ['2', 'PAA_IMPORT_SINTASSI_CSV'],
    ['4', 'PAA_IMPORT_IUD_DUPLICATO'],
    ['5', 'PAA_IMPORT_SINTASSI_CSV_COD_FISC'],
    ['6', 'PAA_IMPORT_SINTASSI_CSV_TIPO_DOVUTO_INESISTENTE'],
    ['7', 'PAA_IMPORT_ERROR'],
  ],
};
const SECONDO: Caricamento = {
  iuf: 'STORIA2',
  versione: '1_4',
  righe: [
    { IUD: 'STORIA-G', ...PROVINCIA },
    { IUD: 'STORIA-H', flagMultiBeneficiario: 'false' },
  ],
  scarti: [],
};

const PASSI_NEL_REGISTRO = [
  'flusso.ricevuto',
  'flusso.eseguito',
  'dovuto.nuovo',
  'ricevuta.regolare',
  'dovuto.pagato',
  'flusso.prenotato',
  'flusso.scaricato',
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
  const ente = demo.enti[0];
  const credenziali = ente?.operatori.find(({ ruolo, totpSecret }) => ruolo === 'amministratore' && !totpSecret);
  n.pretendi(
    ente !== undefined && credenziali !== undefined,
    'Nella demo non c’è un amministratore senza secondo fattore.',
  );
  const operatore = new Operatore(n, { demo, ente, tipo: TIPO });
  n.passo('L’operatore entra nell’ufficio e carica due file di dovuti');
  await operatore.entra(credenziali);
  const iuv = new Map([...(await operatore.carica(PRIMO)), ...(await operatore.carica(SECONDO))]);
  const primo = avvisoDi(ente, iuv.get('STORIA-A') ?? '', '120,50');
  const secondo = avvisoDi(ente, iuv.get('STORIA-G') ?? '', '125,75');
  const cittadino = new Cittadino(n, demo);
  n.passo('Il cittadino trova il primo avviso, prova la sua posta con il codice e lo legge');
  const primoIntero = await apri(cittadino, primo, 'codice');
  n.passo('Il cittadino trova il secondo avviso, prova la sua posta con il collegamento e lo legge');
  const secondoIntero = await apri(cittadino, secondo, 'link');
  n.passo('Un PSP incassa il primo avviso (versione 2 delle primitive)');
  const cf = ente.codiceFiscale;
  const prima = await pagaDalPsp(n, { demo, ente: cf, numeroAvviso: primo.numeroAvviso, versione: 2 });
  n.passo('Un PSP incassa il secondo avviso (versione 1 delle primitive)');
  const seconda = await pagaDalPsp(n, { demo, ente: cf, numeroAvviso: secondo.numeroAvviso, versione: 1 });
  n.passo('Il cittadino vede i pagamenti e scarica le ricevute');
  await cittadino.vedePagato(primoIntero, { receiptId: prima, importo: primo.importo });
  await cittadino.vedePagato(secondoIntero, { receiptId: seconda, importo: secondo.importo });
  n.passo('L’operatore prenota i dovuti pagati (versione 1.3) e scarica il file');
  await operatore.esporta(giornoA(new Date()), [
    { iud: 'STORIA-A', importo: '120.50', receiptId: prima },
    { iud: 'STORIA-G', importo: '120.50', receiptId: seconda },
  ]);
  n.passo('L’operatore ritrova ogni passo nel registro');
  await operatore.guardaRegistro(PASSI_NEL_REGISTRO);
}

async function apri(cittadino: Cittadino, avviso: Avviso, via: 'codice' | 'link') {
  const trovato = await cittadino.trova(avviso);
  const intero = await cittadino.provaPosta(trovato, { email: `mario.${via}@example.org`, via });
  await cittadino.legge(intero, avviso);
  return intero;
}

function avvisoDi(ente: Demo['enti'][number], iuv: string, importo: string): Avviso {
  const numeroAvviso = `3${iuv}`;
  const qr = `PAGOPA|002|${numeroAvviso}|${ente.codiceFiscale}|${importo.replace(',', '')}`;
  return { ...ROSSI, numeroAvviso, importo, qr };
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
