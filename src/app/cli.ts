/** The command line: `npm run mypay -- <comando>`. Each command is a file of cli/; this one finds it and gives it a world. */
import { caricaConfig } from '#platform/config/config';
import { creaCtx, type Mondo } from '#platform/contesto';
import { comandi } from '#testi/it/comandi';
import { spiegaPiattaforma } from '#testi/it/piattaforma';
import { raggiungiDatabase } from './database.ts';
import type { EsitoComando } from './cli/esito-comando.ts';
import { creaLogProcesso, apriMondo } from './mondo.ts';

type Comando = (mondo: Mondo, argomenti: readonly string[]) => Promise<EsitoComando>;

const COMANDI: Readonly<Record<string, () => Promise<Comando>>> = {
  configura: async () => (await import('./cli/configura.ts')).comandoConfigura,
  operatori: async () => (await import('./cli/accessi.ts')).comandoOperatori,
  enti: async () => (await import('./cli/enti.ts')).comandoEnti,
  credenziali: async () => (await import('./cli/credenziali.ts')).comandoCredenziali,
  luoghi: async () => (await import('./cli/luoghi.ts')).comandoLuoghi,
  deleghe: async () => (await import('./cli/deleghe.ts')).comandoDeleghe,
  tassonomia: async () => (await import('./cli/tassonomia.ts')).comandoTassonomia,
  carrelli: async () => (await import('./cli/arrivi.ts')).comandoCarrelli,
  link: async () => (await import('./cli/link.ts')).comandoLink,
  flussi: async () => (await import('./cli/flussi.ts')).comandoFlussi,
  ricerca: async () => (await import('./cli/ricerca.ts')).comandoRicerca,
  collaudo: async () => (await import('./cli/collaudo.ts')).comandoCollaudo,
  registro: async () => {
    const { comandoRegistro } = await import('./cli/registro.ts');
    return (mondo, argomenti) =>
      comandoRegistro(creaCtx(mondo, { ruolo: 'worker', attore: { tipo: 'sistema' } }), argomenti);
  },
};

async function esegui([nome = '', ...argomenti]: readonly string[]): Promise<EsitoComando> {
  if (nome === 'prepara') {
    const { comandoPrepara } = await import('./cli/prepara.ts');
    return comandoPrepara(argomenti);
  }
  const carica = COMANDI[nome];
  if (carica === undefined) return { righe: [comandi.aiuto], codice: 2 };
  const config = caricaConfig();
  if (!config.ok) return { righe: [config.refusal.parametri.problemi], codice: 1 };
  const database = await raggiungiDatabase(config.value);
  if (!database.ok) return { righe: [spiegaPiattaforma(database.refusal)], codice: 1 };
  const smtpUrl = config.value.smtpUrl ?? 'smtp://127.0.0.1:25';
  const mondo = apriMondo(config.value, { databaseUrl: database.value.databaseUrl, smtpUrl, log: creaLogProcesso() });
  try {
    const comando = await carica();
    return await comando(mondo, argomenti);
  } finally {
    await mondo.chiudi();
    await database.value.ferma();
  }
}

const { righe, codice } = await esegui(process.argv.slice(2));
process.stdout.write(`${righe.join('\n')}\n`);
process.exitCode = codice;
