import type { VNode } from 'preact';
import { parseGiorno } from '#kernel/giorno';
import { formatEuro } from '#kernel/importo';
import { LIMITI } from '#kernel/limiti';
import { chiedeFile, type Compilazione } from '#modules/enti';
import { ufficioAMano as testi } from '#testi/it/ufficio-a-mano';
import { segna, TOGLI } from '#ui/allegati-modulo';
import { Bottone } from '#ui/bottone';
import { Campo, CampoScelta, CampoSpunta, CampoTesto } from '#ui/campo';
import { DettaglioImporto, ModuloCompilato, soloDigitati } from '#ui/modulo-compilato';
import { Messaggio } from '#ui/messaggio';
import type { Errori } from '#ui/riepilogo-errori';
import { Importo } from '#ui/valori';
import type { Campi } from '../atto-posizione.tsx';
import { frase } from '../frase.ts';
import { AltriDebitori, CampiChi, CampiRecapiti } from './campi-debitore.tsx';
import { numeri } from './debitore.ts';
import { FRASE, QUOTE_MAX } from './leggi.ts';
import { CampiPiano } from './piano.tsx';
import { PREFISSO, quanti, type PropCampi, type Scheda } from './scheda.ts';

/**
 * The sheet. Where there is a script it is asked for again whenever something changes, and only what is different is drawn anew; else by
 * its button. What follows from the answers (the amount, the instalments) is always as the server says it.
 */
export function CampiNuovo(prop: PropCampi): VNode {
  const { s, digitato, c, errori } = prop;
  const { campi: v } = digitato;
  return (
    <div
      id="foglio"
      hx-post={s.dove}
      hx-trigger="change delay:100ms"
      hx-sync="this:replace"
      hx-target="this"
      hx-swap="outerMorph"
    >
      <input type="hidden" name="chiave" value={v['chiave']} />
      <input type="hidden" name="versione" value={s.modulo?.versione ?? ''} />
      {isCambiato(s, v) && <Cambiato />}
      {c !== null && <DelModulo {...prop} c={c} />}
      <h2>{testi.chi}</h2>
      <CampiChi v={v} errori={errori} anonimoAmmesso={s.tipo.codiceFiscaleAnonimo} />
      <CampiRecapiti v={v} errori={errori} />
      <AltriDebitori v={v} errori={errori} />
      <h2>{testi.quanto}</h2>
      <Quanto {...prop} />
      <Causali {...prop} />
      <div class="affiancati">
        <Campo
          nome="scadenza"
          etichetta={testi.scadenza}
          valore={v['scadenza']}
          errore={errori['scadenza']}
          tipo={comeData(v['scadenza'])}
          larghezza="breve"
          facoltativo={!(s.tipo.scadenzaObbligatoria || s.tipo.scadenzaStampata)}
        />
        <Campo
          nome="iud"
          etichetta={testi.iud}
          aiuto={testi.iudAiuto}
          valore={v['iud']}
          errore={errori['iud']}
          larghezza="media"
          facoltativo
        />
      </div>
      <CampoSpunta
        nome="avviso"
        etichetta={testi.avviso}
        aiuto={testi.avvisoAiuto}
        scelta={v['avviso'] === 'si'}
        facoltativo
      />
      <Quote v={v} errori={errori} />
      <h2>{testi.come}</h2>
      <CampoScelta
        nome="come"
        etichetta={testi.come}
        alternative={Object.entries(testi.modi).map(([valore, testo]) => ({ valore, testo }))}
        scelte={[v['come'] ?? 'unica']}
      />
      <CampiPiano {...prop} />
    </div>
  );
}

/** Has the ente published another form since somebody began to fill in this one? Said until they go on. */
function isCambiato({ modulo }: Scheda, v: Campi): boolean {
  return modulo !== null && (v['cambiato'] === 'si' || v['versione'] !== String(modulo.versione));
}

function Cambiato(): VNode {
  return (
    <>
      <input type="hidden" name="cambiato" value="si" />
      <Messaggio tipo="attenzione" titolo={testi.moduloCambiato} esito>
        <p>{frase({ codice: 'MODULO_CAMBIATO' })}</p>
      </Messaggio>
    </>
  );
}

/** What was typed in another way comes back as text, so that it can be put right. */
export function comeData(valore = ''): 'date' | 'text' {
  return valore === '' || parseGiorno(valore) !== null ? 'date' : 'text';
}

function DelModulo({ s, c, allegati, daCapo, errori }: PropCampi & { c: Compilazione }): VNode {
  const rifiutata = Object.keys(errori).length > 0;
  // A file that was refused is said at once: it cannot come back with the page.
  const campi = rifiutata ? c.campi : segna(soloDigitati(c.campi), allegati.difetti);
  const { tenuti } = allegati;
  return (
    <>
      <h2>{c.titolo ?? testi.modulo}</h2>
      {c.introduzione !== null && <p>{c.introduzione}</p>}
      {s.modulo !== null && chiedeFile(s.modulo.modulo) && <p class="nota">{testi.fileFacoltativi}</p>}
      <ModuloCompilato
        campi={campi}
        prefisso={PREFISSO}
        frase={FRASE}
        allegati={{ tenuti, daCapo, togli: TOGLI, bytesMax: LIMITI.allegatoBytesMax }}
      />
    </>
  );
}

function Quanto({ s, digitato: { campi: v }, c, errori }: PropCampi): VNode {
  const fisso = s.tipo.importoFissoCents;
  if (c !== null) {
    return (
      <div id="campo-importo" tabindex={-1}>
        <p class="campo-etichetta">{testi.importoDelModulo}</p>
        <div role="status">
          {c.importoCents === null ? (
            <p>{errori['importo'] ?? testi.nonAncora}</p>
          ) : (
            <Importo cents={c.importoCents} grande />
          )}
        </div>
        {c.dettaglio.length > 0 && <DettaglioImporto compilazione={c} />}
        <p>
          <Bottone aspetto="secondario" icona="it-refresh" nome="azione" valore="aggiorna">
            {testi.aggiorna}
          </Bottone>
        </p>
      </div>
    );
  }
  if (fisso !== null) {
    return (
      <div id="campo-importo" tabindex={-1}>
        <p class="campo-etichetta">{testi.importo}</p>
        <p>{testi.importoFisso(formatEuro(fisso))}</p>
      </div>
    );
  }
  return (
    <Campo
      nome="importo"
      etichetta={testi.importo}
      aiuto={testi.importoAiuto}
      valore={v['importo']}
      errore={errori['importo']}
      larghezza="breve"
      cifre
      unita="€"
    />
  );
}

function Causali({ digitato: { campi: v }, c, errori }: PropCampi): VNode {
  return (
    <>
      <CampoTesto
        nome="causale"
        etichetta={testi.causale}
        aiuto={c === null ? testi.causaleAiuto : testi.causaleDelModulo(c.causale)}
        valore={v['causale'] ?? ''}
        errore={errori['causale']}
        righe={2}
        caratteriMax={LIMITI.causaleCaratteriMax}
        facoltativo={c !== null}
      />
      <Campo
        nome="causalePubblica"
        etichetta={testi.causalePubblica}
        aiuto={c === null ? testi.causalePubblicaAiuto : testi.causalePubblicaModulo}
        valore={v['causalePubblica']}
        errore={errori['causalePubblica']}
        caratteriMax={LIMITI.causalePubblicaCaratteriMax}
        facoltativo
      />
    </>
  );
}

/** What goes to other enti: as many as the buttons made. */
function Quote({ v, errori }: { v: Campi; errori: Errori }): VNode {
  const n = quanti(v, 'quote', QUOTE_MAX);
  return (
    <fieldset class="gruppo">
      <legend>{testi.quote}</legend>
      <p class="campo-aiuto">{testi.quoteTesto}</p>
      <input type="hidden" name="quote" value={n} />
      {numeri(n).map((uno) => (
        <Quota key={uno} n={uno} v={v} errori={errori} />
      ))}
      {n < QUOTE_MAX && (
        <Bottone aspetto="secondario" nome="azione" valore="quote+">
          {testi.aggiungiQuota}
        </Bottone>
      )}
    </fieldset>
  );
}

function Quota({ n, v, errori }: { n: number; v: Campi; errori: Errori }): VNode {
  const campo = (quale: string) => {
    const nome = `quote.${n}.${quale}`;
    return { nome, valore: v[nome], errore: errori[nome], larghezza: 'media' } as const;
  };
  return (
    <fieldset class="gruppo">
      <legend>{testi.quota(n)}</legend>
      <div class="affiancati">
        <Campo {...campo('codice')} etichetta={testi.quotaCodice} cifre />
        <Campo {...campo('nome')} etichetta={testi.quotaNome} />
      </div>
      <Campo {...campo('iban')} etichetta={testi.quotaIban} />
      <div class="affiancati">
        <Campo {...campo('importo')} etichetta={testi.quotaImporto} larghezza="breve" cifre unita="€" />
        <Campo {...campo('tassonomia')} etichetta={testi.quotaTassonomia} aiuto={testi.quotaTassonomiaAiuto} />
      </div>
      <Bottone aspetto="semplice" nome="azione" valore={`quote-${n}`}>
        {testi.togliQuota(n)}
      </Bottone>
    </fieldset>
  );
}
