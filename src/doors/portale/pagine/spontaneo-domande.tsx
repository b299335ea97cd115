import type { VNode } from 'preact';
import { LIMITI } from '#kernel/limiti';
import { chiedeFile, type CampoCompilato, type Compilazione } from '#modules/enti';
import { NESSUN_ALLEGATO, segna, TOGLI, type Allegati } from '#ui/allegati-modulo';
import { Azioni, Bottone } from '#ui/bottone';
import { useContesto } from '#ui/contesto';
import { Messaggio } from '#ui/messaggio';
import { DettaglioImporto, fraseErrore, ModuloCompilato, soloDigitati } from '#ui/modulo-compilato';
import { Modulo } from '#ui/modulo';
import { RiepilogoErrori, type Errori } from '#ui/riepilogo-errori';
import { Importo } from '#ui/valori';
import { Foglio } from '../aspetto.tsx';
import { VAI } from '../indirizzi.ts';
import { conEtichette, fermi, linguaDi, PREFISSO, senzaErrori, type Digitato, type Scheda } from '../scheda.ts';
import { Debitore } from './spontaneo-debitore.tsx';

export type PropDomande = {
  scheda: Scheda;
  compilazione: Compilazione;
  digitato: Digitato;
  /** Given when the form came back because something is wrong: until then nothing is held against who is still typing. */
  errori?: Errori;
  allegati?: Allegati;
  /** Of a part of the page that is drawn anew: see `CampoFile`. */
  daCapo?: string;
  /** The ente has published another form meanwhile. */
  cambiato?: boolean;
};

/** The page of a kind of due: what is asked, who pays, and how much it comes to, always in sight. */
export function PaginaDomande(prop: PropDomande): VNode {
  const { scheda, compilazione, allegati = NESSUN_ALLEGATO } = prop;
  const { u, ente, vista, tipo } = scheda;
  const lang = linguaDi(scheda);
  // A file that was refused is said at once, whatever was pressed: it cannot come back with the page.
  const errori = prop.errori ?? conEtichette(segna(senzaErrori(compilazione.campi), allegati.difetti), u.t);
  return (
    <Foglio
      u={u}
      vista={vista}
      titolo={compilazione.titolo ?? tipo.denominazione}
      linguaTitolo={lang}
      sezione={VAI.enti}
      percorso={[
        { testo: u.t.portale.enti.titolo, a: VAI.enti },
        { testo: ente.denominazione, a: VAI.ente(ente.codIpa) },
      ]}
      conErrori={Object.keys(errori).length > 0}
    >
      <RiepilogoErrori errori={errori} />
      {compilazione.introduzione !== null && <p lang={lang}>{compilazione.introduzione}</p>}
      <Questionario {...prop} />
    </Foglio>
  );
}

function Questionario(prop: PropDomande): VNode {
  return (
    <Modulo conFile={chiedeFile(prop.scheda.pubblico.modulo)}>
      <Domande {...prop} />
      <Azioni>
        <Bottone nome="azione" valore="continua">
          {prop.scheda.u.t.spontaneo.continua}
        </Bottone>
      </Azioni>
    </Modulo>
  );
}

/**
 * What changes with the answers. Where there is a script it is asked again at each of them, and only what is different is drawn anew; else
 * by its button, which comes first because it is the one that Enter presses.
 */
export function Domande(prop: PropDomande): VNode {
  const { scheda, compilazione, digitato, errori = {}, allegati = NESSUN_ALLEGATO, cambiato = false } = prop;
  const { tipo, pubblico, dove } = scheda;
  const rifiutata = Object.keys(errori).length > 0;
  const campi = rifiutata ? compilazione.campi : segna(soloDigitati(compilazione.campi), allegati.difetti);
  return (
    <div
      id="domande"
      class="domande"
      hx-post={dove}
      hx-trigger="change delay:100ms"
      hx-sync="this:replace"
      hx-target="this"
      hx-swap="outerMorph"
    >
      <input type="hidden" name="versione" value={pubblico.versione} />
      <Quanto compilazione={compilazione} errore={errori['importo']} />
      <div>
        {cambiato && <Cambiato />}
        <div lang={linguaDi(scheda)}>
          <Campi campi={fermi(scheda, campi)} allegati={allegati} daCapo={prop.daCapo} />
        </div>
        <Debitore digitato={digitato} errori={errori} anonimoAmmesso={tipo.codiceFiscaleAnonimo} />
      </div>
    </div>
  );
}

/** Said until they go on: the answers that they had given may not be to these questions. */
function Cambiato(): VNode {
  const testi = useContesto().t.spontaneo;
  return (
    <>
      <input type="hidden" name="cambiato" value="si" />
      <Messaggio tipo="attenzione" titolo={testi.cambiato.titolo} esito>
        <p>{testi.cambiato.testo}</p>
      </Messaggio>
    </>
  );
}

type PropCampi = { campi: readonly CampoCompilato[]; allegati: Allegati; daCapo: string | undefined };

function Campi({ campi, allegati: { tenuti }, daCapo }: PropCampi): VNode {
  const { t } = useContesto();
  const allegati = { tenuti, daCapo, togli: TOGLI, bytesMax: LIMITI.allegatoBytesMax };
  return <ModuloCompilato {...{ campi, allegati }} prefisso={PREFISSO} frase={fraseErrore(t)} />;
}

/** How much, and how it came out. */
function Quanto({ compilazione, errore }: { compilazione: Compilazione; errore: string | undefined }): VNode {
  const testi = useContesto().t.spontaneo;
  const { importoCents, dettaglio } = compilazione;
  return (
    <section class="quanto" aria-labelledby="quanto">
      <div class="quanto-importo" id="campo-importo" tabindex={-1}>
        <h2 id="quanto">{testi.daPagare}</h2>
        <div role="status">
          {importoCents === null ? <p>{errore ?? testi.nonAncora}</p> : <Importo cents={importoCents} grande />}
        </div>
      </div>
      {dettaglio.length > 0 && <DettaglioImporto compilazione={compilazione} />}
      <Bottone aspetto="secondario" icona="it-refresh" nome="azione" valore="aggiorna">
        {testi.aggiorna}
      </Bottone>
    </section>
  );
}
