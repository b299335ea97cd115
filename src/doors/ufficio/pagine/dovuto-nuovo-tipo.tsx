import type { Rifiuto } from '#kernel/esito';
import { LIMITI } from '#kernel/limiti';
import { inserisciAMano, valutaAMano, type ChiAMano } from '#modules/posizioni';
import { errore, frammento, pagina, rifiutata, type Risposta } from '#platform/http/pagina';
import { ufficioAMano as testi } from '#testi/it/ufficio-a-mano';
import { conAllegati } from '#ui/allegati-modulo';
import { conFile, leggiAllegati, ricevi, visitaDi } from '../a-mano/allegati.ts';
import { Anteprima } from '../a-mano/anteprima.tsx';
import { CampiNuovo } from '../a-mano/campi.tsx';
import { chiedi, Cornice } from '../a-mano/foglio.tsx';
import { CAMPO_DEL_RIFIUTO, leggi, QUOTE_MAX } from '../a-mano/leggi.ts';
import { conRate } from '../a-mano/piano.tsx';
import {
  compilazioneDi,
  conGruppo,
  leggiDigitato,
  leggiScheda,
  NOMI_MAX,
  nuovo,
  PREFISSO,
  type Compilata,
  type Digitato,
  type Scheda,
} from '../a-mano/scheda.ts';
import { vaiFatto } from '../dovuto-fatto.ts';
import { frase } from '../frase.ts';
import { alLavoro, tipiVisibili, type Lavoro, type PaginaUfficio, type RichiestaUfficio } from '../lavoro.ts';

/** A dovuto by hand: the sheet, then all that it makes once more, to be confirmed. Sent twice it makes one. */
export const dovutoNuovoTipo: PaginaUfficio = {
  percorso: '/dovuti/nuovo/:tipo',
  chi: 'operatore',
  get: alLavoro(async (l, r) => {
    const s = await leggiScheda(l, r);
    return s === null ? errore('nonTrovata') : pagina(chiedi(await compilata(s, r, nuovo(s)), {}));
  }),
  carica: {
    bytesMax: LIMITI.allegatoBytesMax,
    inTutto: { bytesMax: LIMITI.allegatiInvioBytesMax, fileMax: LIMITI.allegatiCampiMax, campiMax: NOMI_MAX },
    ricevi,
  },
  post: alLavoro(async (l, r) => {
    const s = await leggiScheda(l, r);
    if (s === null) return errore('nonTrovata');
    const letto = leggiDigitato(r);
    if (letto === null) return errore('richiesta');
    const { azione = '' } = r.modulo;
    const campi = conGruppo(letto.campi, azione, { debitori: LIMITI.debitoriMax, quote: QUOTE_MAX });
    const p = await compilata(s, r, await conFile(s, r, { ...letto, campi }));
    if (r.htmx) return frammento(<CampiNuovo {...p} errori={{}} daCapo={`-${l.ctx.now.getTime()}`} />);
    // The ente has published another form since this page was drawn: nobody goes on without having seen it.
    const vecchio = s.modulo !== null && campi['versione'] !== String(s.modulo.versione);
    if (vecchio) return rifiutata(chiedi(p, {}));
    if (azione === 'continua' || azione === 'conferma') return avanti(p, azione);
    // A file that was refused is said at once, whatever was pressed: it cannot come back with the page.
    const errori = Object.fromEntries([...p.allegati.difetti].map(([nome, detto]) => [PREFISSO + nome, detto]));
    return p.allegati.difetti.size > 0 ? rifiutata(chiedi(p, errori)) : pagina(chiedi(p, {}));
  }),
};

async function compilata(s: Scheda, r: RichiestaUfficio, digitato: Digitato): Promise<Compilata> {
  const calcolata = compilazioneDi(s, digitato);
  const allegati = await leggiAllegati(s, r, { campi: calcolata?.campi ?? [], digitato });
  const c = calcolata === null ? null : conAllegati(calcolata, allegati);
  return { s, c, allegati, digitato: { ...digitato, campi: conRate(s, c, digitato.campi) } };
}

async function avanti(p: Compilata, azione: string): Promise<Risposta> {
  const { s, digitato, c } = p;
  const letto = leggi(s, digitato, c);
  if ('errori' in letto) return rifiutata(chiedi(p, letto.errori));
  const chi = await chiDi(s.l, digitato);
  if (azione === 'conferma') {
    const fatto = await inserisciAMano(s.l.ctx, letto.valore, chi);
    return fatto.ok ? vaiFatto(fatto.value, 'inserito') : rifiuta(p, fatto.refusal);
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
  const { chiave = '' } = campi;
  const visita = visitaDi(l.ctx, { operatoreId: l.operatoreId, chiave });
  return { chiave: `${l.operatoreId} ${chiave}`, visita, tipiConsentiti };
}

function rifiuta(p: Compilata, refusal: Rifiuto): Risposta {
  const campo = CAMPO_DEL_RIFIUTO[refusal.codice];
  return rifiutata(campo === undefined ? chiedi(p, {}, refusal) : chiedi(p, { [campo]: frase(refusal) }), refusal);
}
