import type { VNode } from 'preact';
import type { Rifiuto } from '#kernel/esito';
import { LIMITI } from '#kernel/limiti';
import type { Compilazione } from '#modules/enti';
import { inserisciAMano, valutaAMano, type ChiAMano } from '#modules/posizioni';
import { errore, frammento, pagina, rifiutata, vai, type Risposta } from '#platform/http/pagina';
import { ufficio } from '#testi/it/ufficio';
import { ufficioAMano as testi } from '#testi/it/ufficio-a-mano';
import { Azioni, Bottone } from '#ui/bottone';
import { Collegamento } from '#ui/collegamento';
import { Messaggio } from '#ui/messaggio';
import { Modulo } from '#ui/modulo';
import { RiepilogoErrori, type Errori } from '#ui/riepilogo-errori';
import { Anteprima } from '../a-mano/anteprima.tsx';
import { CampiNuovo } from '../a-mano/campi.tsx';
import { CAMPO_DEL_RIFIUTO, leggi, QUOTE_MAX } from '../a-mano/leggi.ts';
import { conRate } from '../a-mano/piano.tsx';
import {
  compilazioneDi,
  conGruppo,
  leggiDigitato,
  leggiScheda,
  nuovo,
  type Digitato,
  type Scheda,
} from '../a-mano/scheda.ts';
import { Foglio } from '../aspetto.tsx';
import { frase } from '../frase.ts';
import { VAI } from '../indirizzi.ts';
import { alLavoro, guardaSoltanto, tipiVisibili, type Lavoro, type PaginaUfficio } from '../lavoro.ts';

/** A dovuto by hand: the sheet, then all that it makes once more, to be confirmed. Sent twice it makes one. */
export const dovutoNuovoTipo: PaginaUfficio = {
  percorso: '/dovuti/nuovo/:tipo',
  chi: 'operatore',
  get: alLavoro(async (l, r) => {
    const s = await leggiScheda(l, r);
    return s === null ? errore('nonTrovata') : pagina(chiedi(pronto(s, nuovo(s)), {}));
  }),
  post: alLavoro(async (l, r) => {
    const s = await leggiScheda(l, r);
    if (s === null) return errore('nonTrovata');
    const letto = leggiDigitato(r);
    if (letto === null) return errore('richiesta');
    const { azione = 'continua' } = r.modulo;
    const campi = conGruppo(letto.campi, azione, { debitori: LIMITI.debitoriMax, quote: QUOTE_MAX });
    const p = pronto(s, { ...letto, campi });
    if (r.htmx) return frammento(<CampiNuovo {...p} errori={{}} />);
    // The ente has published another form since this page was drawn: nobody goes on without having seen it.
    const vecchio = s.modulo !== null && campi['versione'] !== String(s.modulo.versione);
    if (vecchio) return rifiutata(chiedi(p, {}));
    if (azione === 'continua' || azione === 'conferma') return avanti(p, azione);
    return pagina(chiedi(p, {}));
  }),
};

type Pronto = { s: Scheda; digitato: Digitato; c: Compilazione | null };

function pronto(s: Scheda, digitato: Digitato): Pronto {
  const c = compilazioneDi(s, digitato);
  return { s, c, digitato: { ...digitato, campi: conRate(s, c, digitato.campi) } };
}

async function avanti(p: Pronto, azione: string): Promise<Risposta> {
  const { s, digitato, c } = p;
  const letto = leggi(s, digitato, c);
  if ('errori' in letto) return rifiutata(chiedi(p, letto.errori));
  const chi = await chiDi(s.l, digitato);
  if (azione === 'conferma') {
    const fatto = await inserisciAMano(s.l.ctx, letto.valore, chi);
    return fatto.ok ? vai(VAI.dovuto(fatto.value)) : rifiuta(p, fatto.refusal);
  }
  const valutato = await valutaAMano(s.l.ctx, letto.valore, chi);
  if (!valutato.ok) return rifiuta(p, valutato.refusal);
  return pagina(
    <Cornice s={s} titolo={testi.anteprima.titolo}>
      <Anteprima {...p} posizione={valutato.value} />
    </Cornice>,
  );
}

async function chiDi(l: Lavoro, { campi }: Digitato): Promise<ChiAMano> {
  const { ids: tipiConsentiti } = await l.ctx.tx((t) => tipiVisibili(t, l));
  return { chiave: `${l.operatoreId} ${campi['chiave'] ?? ''}`, tipiConsentiti };
}

function rifiuta(p: Pronto, refusal: Rifiuto): Risposta {
  const campo = CAMPO_DEL_RIFIUTO[refusal.codice];
  return rifiutata(campo === undefined ? chiedi(p, {}, refusal) : chiedi(p, { [campo]: frase(refusal) }), refusal);
}

function Cornice(p: {
  s: Scheda;
  titolo: string;
  conErrori?: boolean;
  children: VNode | (VNode | null | false)[];
}): VNode {
  const { s, titolo, conErrori = false, children } = p;
  const percorso = [
    { testo: ufficio.dovuti.titolo, a: VAI.dovuti },
    { testo: testi.scegli.titolo, a: VAI.nuovoDovuto },
  ];
  return (
    <Foglio u={s.l} titolo={titolo} sezione={VAI.dovuti} percorso={percorso} conErrori={conErrori}>
      {children}
    </Foglio>
  );
}

function chiedi({ s, ...p }: Pronto, errori: Errori, generale: Pick<Rifiuto, 'codice'> | null = null): VNode {
  const altrove = VAI.nuovoDovutoDi(s.tipo.tipoDovutoId);
  return (
    <Cornice s={s} titolo={testi.titolo(s.tipo.denominazione)} conErrori={Object.keys(errori).length > 0}>
      <RiepilogoErrori errori={errori} />
      {generale !== null && (
        <Messaggio tipo="errore" esito>
          <p>{frase(generale)}</p>
        </Messaggio>
      )}
      {s.haModulo && (
        <p>
          <Collegamento a={s.modulo === null ? altrove : `${altrove}?modulo=no`}>
            {s.modulo === null ? testi.conModulo : testi.senzaModulo}
          </Collegamento>
        </p>
      )}
      {guardaSoltanto(s.l) && <p>{ufficio.soloLettura}</p>}
      {!guardaSoltanto(s.l) && (
        <Modulo a={s.dove}>
          {/* Enter presses the first button of a form: it is this one, whatever stands in between. */}
          <button
            type="submit"
            class="visually-hidden"
            tabindex={-1}
            aria-hidden="true"
            name="azione"
            value="continua"
          />
          <CampiNuovo s={s} {...p} errori={errori} />
          <Azioni>
            <Bottone nome="azione" valore="continua">
              {testi.continua}
            </Bottone>
            <Collegamento a={VAI.dovuti}>{testi.torna}</Collegamento>
          </Azioni>
        </Modulo>
      )}
    </Cornice>
  );
}
