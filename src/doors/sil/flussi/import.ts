import { isUuid, type InvioId } from '#kernel/ids';
import { autorizzaInvio, leggiFlusso, leggiInvio, type Flusso } from '#modules/flussi';
import { elemento, type Xml } from '#platform/xml/scrivi';
import { testo, vero } from '../leggi.ts';
import { fault, operazioneSil, risposta, type OperazioneSil, type Visita } from '../operazione.ts';
import { firmaInvio, IMPORT_PATH } from '../gettoni.ts';
import { indirizzoFile, indirizzoInvio } from './indirizzi.ts';
import { codiceImport, statoImport } from './stati.ts';

/** paaSILAutorizzaImportFlusso (mypay-webservices 1.9): leave to send one file, to the address that is told. */
const autorizza = operazioneSil('paaSILAutorizzaImportFlusso', {
  ipa: 'intestazione',
  inserito: null,
  conEsito: false,
  fault: [],
  leggi: () => null,
  gestisci: async ({ mondo, ctx, ente }) => {
    const { id, scadeIl } = await autorizzaInvio(ctx);
    return risposta([
      elemento('uploadUrl', indirizzoInvio(mondo)),
      elemento('authorizationToken', await firmaInvio(ctx, { id, scadeIl, ...ente })),
      elemento('requestToken', id),
      elemento('importPath', IMPORT_PATH),
    ]);
  },
});

/** paaSILChiediStatoImportFlusso (mypay-webservices 1.10). */
const stato = operazioneSil('paaSILChiediStatoImportFlusso', {
  ipa: 'intestazione',
  inserito: null,
  conEsito: false,
  fault: ['PAA_REQUEST_TOKEN_NON_VALIDO'],
  leggi: (corpo) => ({
    token: testo(corpo, 'requestToken')?.toLowerCase() ?? '',
    scarti: vero(corpo, 'fileScarti'),
    iuv: vero(corpo, 'fileIUV'),
    avvisi: vero(corpo, 'fileAvvisi'),
  }),
  gestisci: async (visita, { token, ...chiesti }) => {
    const trovato = isUuid<InvioId>(token) ? await trova(visita, token) : null;
    if (trovato === null) return fault('PAA_REQUEST_TOKEN_NON_VALIDO', 'Nessun file è stato inviato con questo token');
    if ('codice' in trovato) return risposta(elemento('stato', codiceImport(trovato)));
    return risposta([elemento('stato', statoImport(trovato)), ...(await indirizzi(visita, trovato, chiesti))]);
  },
});

/** What came with a token: a flusso, or a file that was refused; null: nothing. */
async function trova(
  { ctx }: Visita,
  id: InvioId,
): Promise<Flusso | { codice: string; parametri: Record<string, string | number> } | null> {
  return ctx.tx(async (t) => {
    const invio = await leggiInvio(t, id);
    if (invio === null) return null;
    if (invio.flussoId !== null) return leggiFlusso(t, invio.flussoId);
    return invio.codiceErrore === null ? null : { codice: invio.codiceErrore, parametri: invio.parametriErrore ?? {} };
  });
}

type Chiesti = { scarti: boolean; iuv: boolean; avvisi: boolean };

/** The addresses of what a loaded file gives back, in the order of the contract: those that were asked for, of what there is. */
async function indirizzi(
  { mondo, ente }: Visita,
  flusso: Flusso,
  { scarti, iuv, avvisi }: Chiesti,
): Promise<(Xml | null)[]> {
  if (statoImport(flusso) !== 'IMPORT_ESEGUITO') return [];
  const base = (flusso.nomeFile ?? '').replace(/\.\w+$/, '');
  const tipo = 'FLUSSI_IMPORT';
  const uno = async (nome: string, da: { dare: boolean; quale: string; coda: string }) => {
    const file = { enteId: ente.enteId, tipo, oggettoId: flusso.id, quale: da.quale } as const;
    return da.dare
      ? elemento(nome, await indirizzoFile(mondo, { ...file, nome: `IMPORT/${base}_${da.coda}.zip` }))
      : null;
  };
  return [
    await uno('urlFileScarti', { dare: scarti && flusso.righeScartate > 0, quale: 'scarti', coda: 'SCARTI' }),
    await uno('urlFileIUV', { dare: iuv && flusso.righeAccettate > 0, quale: 'iuv', coda: 'IUV' }),
    await uno('urlFileAvvisi', { dare: avvisi && flusso.righeAccettate > 0, quale: 'avvisi', coda: 'AVVISI_PDF' }),
  ];
}

/** The operations of the files that come in. */
export const IMPORT: readonly OperazioneSil[] = [autorizza, stato];
