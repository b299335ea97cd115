/**
 * ufficio: the door of who works for an ente (operators and administrators), server-rendered pages. It knows who is signed in, for which
 * ente and with which role, and turns what they ask into acts of the modules; what is allowed to a dovuto or a file is not its business.
 * Nothing of another ente is reachable: the ente is the session's, and an id of another one is as if it were not there.
 */
import type { FastifyInstance } from 'fastify';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { EnteId } from '#kernel/ids';
import { leggiIntermediario } from '#modules/enti';
import { creaCtx, type Mondo } from '#platform/contesto';
import type { Impatto } from '#platform/impatto';
import { portaHtml } from '#platform/http/porta-html';
import { leggiRisorse } from '#platform/http/statico';
import { ufficio as testi } from '#testi/it/ufficio';
import { PAGINE_ACCESSI } from './accessi.ts';
import { ammette } from './ammette.ts';
import { PAGINE_CHIAVI } from './chiavi/pagine.ts';
import { chiamate, elencoChiamateFile } from './collaudo/chiamate.tsx';
import { collaudo } from './collaudo/collaudo.tsx';
import { PAGINE_EVENTI } from './eventi/pagine.ts';
import { aspettoUfficio, sitoDi, vistaDi } from './aspetto.tsx';
import { FERMI } from './fermi.ts';
import { PREFISSO, VAI } from './indirizzi.ts';
import { riconosciOperatore, type PaginaUfficio, type SessioneUfficio, type Ufficio } from './lavoro.ts';
import { accedi } from './pagine/accedi.tsx';
import { anteprima } from './pagine/anteprima.tsx';
import { rigaAnteprima } from './pagine/anteprima-riga.tsx';
import { sbagliate } from './pagine/anteprima-sbagliate.ts';
import { avviso } from './pagine/avviso.ts';
import { carica } from './pagine/carica.tsx';
import { cerca } from './pagine/cerca.ts';
import { cambiaConto } from './pagine/conti-cambia.tsx';
import { chiudiConto } from './pagine/conti-chiudi.tsx';
import { chiudiSostituito } from './pagine/conti-sostituito.tsx';
import { nuovoConto } from './pagine/conti-nuovo.tsx';
import { conto } from './pagine/conti-uno.tsx';
import { conti, elencoContiFile } from './pagine/conti.tsx';
import { delega } from './pagine/delega.tsx';
import { delegaAtto } from './pagine/delega-atto.tsx';
import { delegaDocumento } from './pagine/delega-documento.ts';
import { deleghe } from './pagine/deleghe.tsx';
import { elencoDelegheFile } from './pagine/deleghe-elenco.ts';
import { dovuti } from './pagine/dovuti.tsx';
import { debitore } from './pagine/debitore.tsx';
import { debitoreEstratto } from './pagine/debitore-estratto.ts';
import { dovutiElenco } from './pagine/dovuti-elenco.ts';
import { dovuto } from './pagine/dovuto.tsx';
import { dovutoRicevuta } from './pagine/dovuto-ricevuta.ts';
import { dovutoAllegato } from './pagine/dovuto-allegato.ts';
import { dovutoAtto } from './pagine/dovuto-atto.tsx';
import { dovutoIncasso } from './pagine/dovuto-incasso.tsx';
import { attribuisciRimborso } from './pagine/rimborso-attribuisci.tsx';
import { chiudiRimborso } from './pagine/rimborso-chiudi.tsx';
import { elencoRimborsi } from './pagine/rimborsi-elenco.ts';
import { rimborsi } from './pagine/rimborsi.tsx';
import { rimborso } from './pagine/rimborso.tsx';
import { dovutoAumenti } from './pagine/dovuto-aumenti.tsx';
import { dovutoModifica } from './pagine/dovuto-modifica.tsx';
import { dovutoFile } from './pagine/dovuto-file.tsx';
import { dovutoFileUno } from './pagine/dovuto-file-uno.tsx';
import { dovutoNota } from './pagine/dovuto-nota.tsx';
import { inviaAvviso, inviaRicevuta } from './pagine/dovuto-invia.tsx';
import { dovutoNuovo } from './pagine/dovuto-nuovo.tsx';
import { dovutoNuovoTipo } from './pagine/dovuto-nuovo-tipo.tsx';
import { dovutoNotifica } from './pagine/dovuto-notifica.tsx';
import { dovutoPiano } from './pagine/dovuto-piano.tsx';
import { dovutoTermine } from './pagine/dovuto-termine.tsx';
import { ente } from './pagine/ente.tsx';
import { configurazione } from './pagine/ente-configurazione.tsx';
import { enteDati } from './pagine/ente-dati.tsx';
import { enteFunzioni } from './pagine/ente-funzioni.tsx';
import { enteLogo } from './pagine/ente-logo.tsx';
import { elencoStazioniFile, stazioni } from './pagine/stazioni.tsx';
import { tassonomia } from './pagine/tassonomia.tsx';
import { PAGINE_REGIONE } from './regione/pagine.ts';
import { portaSil } from './sil/porta.tsx';
import { pressoEnte } from './sil/presso-ente.tsx';
import { uscita } from './pagine/uscita.ts';
import { colonne } from './pagine/colonne.tsx';
import { esempio } from './pagine/esempio.ts';
import { avvisiFlusso, fileFlusso, fileIncasso, resocontoFlusso } from './pagine/file.ts';
import { fermi } from './pagine/fermi.tsx';
import { elencoFermi } from './pagine/fermi-elenco.ts';
import { flussi } from './pagine/flussi.tsx';
import { elencoFlussiFile, elencoIncassiFile } from './pagine/flussi-elenco.ts';
import { flusso } from './pagine/flusso.tsx';
import { flussoAnnulla } from './pagine/flusso-annulla.tsx';
import { flussoAnnullo } from './pagine/flusso-annullo.tsx';
import { flussoEsclusi } from './pagine/flusso-esclusi.ts';
import { incassi } from './pagine/incassi.tsx';
import { incassiAltri } from './pagine/incassi-altri.tsx';
import { nuovaDestinazione } from './pagine/incassi-destinazione-nuova.tsx';
import { incassiCerca } from './pagine/incassi-cerca.ts';
import { incassiDestinazioni } from './pagine/incassi-destinazioni.tsx';
import { incassiProgrammati } from './pagine/incassi-programmati.tsx';
import { incasso } from './pagine/incasso.tsx';
import { io } from './pagine/io.tsx';
import { ioSecondoFattore } from './pagine/io-secondo-fattore.tsx';
import { link } from './pagine/link.tsx';
import { compilaLink } from './pagine/link-compila.tsx';
import { elencoLinkFile } from './pagine/link-elenco.ts';
import { nuovoLink } from './pagine/link-nuovo.tsx';
import { linkFogliCaricati } from './pagine/link-foglio-caricato.tsx';
import { linkFoglioFile } from './pagine/link-foglio-file.ts';
import { linkFoglio } from './pagine/link-foglio.tsx';
import { linkModello } from './pagine/link-modello.ts';
import { linkRitira } from './pagine/link-ritira.tsx';
import { unLink } from './pagine/link-uno.tsx';
import { logo } from './pagine/logo.ts';
import { mancante } from './pagine/mancante.tsx';
import { elencoMancanti } from './pagine/mancanti-elenco.ts';
import { mancanti } from './pagine/mancanti.tsx';
import { elencoMessaggi, messaggi } from './pagine/messaggi.tsx';
import { scambi } from './pagine/scambi.tsx';
import { modulo } from './pagine/modulo.tsx';
import { moduloVersioni } from './pagine/modulo-versioni.tsx';
import { oggi } from './pagine/oggi.tsx';
import { elencoRegistro, registro } from './pagine/registro.tsx';
import { caricaQuadratura } from './pagine/quadratura-carica.tsx';
import { elencoQuadratura, fileQuadratura } from './pagine/quadratura-file.ts';
import { quadratura } from './pagine/quadratura.tsx';
import { caricaRendicontazioni } from './pagine/rendicontazione-carica.tsx';
import { fileRendicontazione } from './pagine/rendicontazione-file.ts';
import { rendicontazione } from './pagine/rendicontazione.tsx';
import { rendicontazioni } from './pagine/rendicontazioni.tsx';
import { elencoRendicontazioni } from './pagine/rendicontazioni-elenco.ts';
import { scorciatoie } from './pagine/scorciatoie.tsx';
import { elencoTipiFile, tipi } from './pagine/tipi.tsx';
import { tipiAdotta } from './pagine/tipi-adotta.tsx';
import { tipo } from './pagine/tipo.tsx';
import { elencoProgrammatiFile } from './tabella-programmati.tsx';
import { elencoTassonomiaFile } from './tassonomia-elenco.ts';

const PAGINE: readonly PaginaUfficio[] = [
  accedi,
  uscita,
  ente,
  io,
  ioSecondoFattore,
  oggi,
  fermi,
  elencoFermi,
  scorciatoie,
  logo,
  cerca,
  dovuti,
  dovutiElenco,
  debitore,
  debitoreEstratto,
  dovutoNuovo,
  dovutoNuovoTipo,
  dovuto,
  dovutoAllegato,
  dovutoFile,
  dovutoFileUno,
  dovutoRicevuta,
  dovutoAtto,
  dovutoModifica,
  dovutoNota,
  inviaAvviso,
  inviaRicevuta,
  dovutoIncasso,
  dovutoPiano,
  dovutoNotifica,
  dovutoTermine,
  dovutoAumenti,
  avviso,
  flussi,
  elencoFlussiFile,
  carica,
  esempio,
  colonne,
  flusso,
  anteprima,
  rigaAnteprima,
  sbagliate,
  flussoAnnulla,
  flussoAnnullo,
  flussoEsclusi,
  fileFlusso,
  avvisiFlusso,
  resocontoFlusso,
  incassi,
  elencoIncassiFile,
  incassiCerca,
  messaggi,
  elencoMessaggi,
  scambi,
  rimborsi,
  elencoRimborsi,
  rimborso,
  attribuisciRimborso,
  chiudiRimborso,
  incassiAltri,
  incassiProgrammati,
  elencoProgrammatiFile,
  incassiDestinazioni,
  nuovaDestinazione,
  incasso,
  fileIncasso,
  rendicontazioni,
  elencoRendicontazioni,
  caricaRendicontazioni,
  quadratura,
  elencoQuadratura,
  caricaQuadratura,
  fileQuadratura,
  mancanti,
  elencoMancanti,
  mancante,
  rendicontazione,
  fileRendicontazione,
  link,
  elencoLinkFile,
  nuovoLink,
  compilaLink,
  linkFoglio,
  linkModello,
  linkFogliCaricati,
  linkFoglioFile,
  unLink,
  linkRitira,
  deleghe,
  elencoDelegheFile,
  delega,
  delegaDocumento,
  delegaAtto,
  registro,
  elencoRegistro,
  configurazione,
  enteDati,
  enteLogo,
  enteFunzioni,
  conti,
  elencoContiFile,
  nuovoConto,
  conto,
  cambiaConto,
  chiudiConto,
  chiudiSostituito,
  stazioni,
  elencoStazioniFile,
  tassonomia,
  elencoTassonomiaFile,
  tipi,
  elencoTipiFile,
  tipiAdotta,
  tipo,
  modulo,
  moduloVersioni,
  ...PAGINE_ACCESSI,
  ...PAGINE_CHIAVI,
  portaSil,
  pressoEnte,
  collaudo,
  chiamate,
  elencoChiamateFile,
  ...PAGINE_EVENTI,
  ...PAGINE_REGIONE,
];

/** The door as data: what tests walk. */
export const ufficio = { prefisso: PREFISSO, pagine: PAGINE, fermi: FERMI };

/** Hangs the door on the server. The built files (scripts/assets.ts) must be there; who serves them is the server. */
export async function portaUfficio(
  app: FastifyInstance,
  { mondo, impatti }: { mondo: Mondo; impatti: readonly Impatto[] },
): Promise<void> {
  const comune = { intermediario: testi.intermediario, versione: versione() };
  const sito = (sessione: SessioneUfficio | null) => sitoDi(sessione, comune);
  await portaHtml<Ufficio, SessioneUfficio>(app, {
    porta: 'ufficio',
    prefisso: PREFISSO,
    pagine: PAGINE,
    sessione: (segreto) => riconosciOperatore(mondo, segreto),
    ammette,
    creaCtx: async ({ sessione }) => {
      const attore = { tipo: 'operatore' as const, ...(sessione && { id: sessione.operatoreId }) };
      const ctx = creaCtx(mondo, { ruolo: 'ufficio', attore, enteId: sessione?.ente?.enteId ?? null });
      // Asked each time: it may be registered, or change its name, while we run. The error page, which asks nothing, uses the last one.
      comune.intermediario = (await leggiIntermediario(ctx))?.denominazione ?? comune.intermediario;
      const installazione = (enteId: EnteId | null) => creaCtx(mondo, { ruolo: 'worker', attore, enteId });
      return { ctx, sito: sito(sessione), vista: vistaDi(sessione), impatti, installazione };
    },
    aspetto: aspettoUfficio(leggiRisorse(cartella('../../../dist/assets')), sito),
    accesso: VAI.accedi,
    cookie: { nome: 'ufficio', sicuro: mondo.config.urlPubblico.startsWith('https:') },
    chiave: mondo.config.pepe,
    log: mondo.log,
    destinazioniEsterne: mondo.config.identita?.origini ?? [],
  });
}

function cartella(relativa: string): string {
  return fileURLToPath(new URL(relativa, import.meta.url));
}

function versione(): string {
  const { version } = JSON.parse(readFileSync(cartella('../../../package.json'), 'utf8')) as { version: string };
  return version;
}
