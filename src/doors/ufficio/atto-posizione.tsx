import type { ComponentChildren, VNode } from 'preact';
import type { Esito, Rifiuto } from '#kernel/esito';
import { isUuid, type DovutoId } from '#kernel/ids';
import { LIMITI } from '#kernel/limiti';
import { parseNumeroAvviso } from '#kernel/numero-avviso';
import {
  leggiDovuto,
  leggiPosizioneAperta,
  type AMano,
  type DovutoAperto,
  type DovutoIntero,
  type PosizioneAperta,
} from '#modules/posizioni';
import type { Giorno } from '#kernel/giorno';
import { errore, frammento, pagina, rifiutata } from '#platform/http/pagina';
import { ufficio } from '#testi/it/ufficio';
import { ufficioPosizione } from '#testi/it/ufficio-posizione';
import { Azioni, Bottone } from '#ui/bottone';
import { CampoTesto } from '#ui/campo';
import { Collegamento } from '#ui/collegamento';
import { Messaggio } from '#ui/messaggio';
import { Modulo } from '#ui/modulo';
import { RiepilogoErrori, type Errori } from '#ui/riepilogo-errori';
import { Tabella } from '#ui/tabella';
import { DataGiorno, Importo, NumeroAvviso } from '#ui/valori';
import { Foglio } from './aspetto.tsx';
import { nomiAttori, type NomeAttore } from './attori.ts';
import { ultimoSuo, vaiFatto } from './dovuto-fatto.ts';
import { frase } from './frase.ts';
import { VAI } from './indirizzi.ts';
import { alLavoro, guardaSoltanto, tipiVisibili, type Lavoro, type PaginaUfficio } from './lavoro.ts';

const testi = ufficioPosizione.comuni;

export type Campi = Readonly<Record<string, string>>;

/** The posizione that an act is about, looked at from one of its dovuti. */
export type Aperta = PosizioneAperta & { d: DovutoIntero; oggi: Giorno; nome: NomeAttore };

/** What was typed, and what of it is wrong. */
export type Compilato = { a: Aperta; valori: Campi; errori: Errori };

/** An act on a posizione, as data: what it asks, what it touches, what it does. */
export type AttoPosizione<V> = {
  /** The end of its address. */
  nome: string;
  testi: { titolo: string; conferma: string | ((v: V) => string); motivo?: string; motivoAiuto?: string };
  /** Which of what is still asked for it touches. */
  tocca: (a: Aperta) => readonly DovutoAperto[];
  iniziali: (a: Aperta) => Campi;
  /** Why nothing need be asked: whatever one writes, it would be refused. */
  impedisce?: (l: Lavoro, a: Aperta) => Promise<string | null>;
  /** The fields as they become when a button other than «Continua» is pressed. */
  cambia?: (c: Omit<Compilato, 'errori'>, azione: string) => Campi;
  campi: (c: Compilato) => VNode;
  /** What a script asks for again while one writes. */
  vivo?: (c: Compilato, azione: string) => VNode;
  /** `gia`: it is so already. */
  leggi: (c: Omit<Compilato, 'errori'>) => { errori: Errori; gia?: boolean } | { valore: V };
  /** What cannot be seen by reading the form. */
  valuta?: (l: Lavoro, v: V, a: Aperta) => Promise<Esito<unknown, Rifiuto>>;
  riassunto: (v: V, a: Aperta) => VNode;
  /** Where to go when it is done: the dovuto, if nothing else is said. */
  compi: (l: Lavoro, v: V, x: { a: Aperta; aMano: AMano }) => Promise<Esito<DovutoId | undefined, Rifiuto>>;
  /** The field by which a refusal stands, by its code; the reason where there is no better one. */
  campoDelRifiuto: Campi;
};

/** Which button was pressed; `continua` where one pressed Enter. */
const AZIONI_DI_PASSO = ['continua', 'conferma'];

/**
 * An act on a posizione in two steps: what is asked, then what it touches, which is looked at again when it is confirmed. Both are the same
 * form posted twice, so it works without scripts and nothing waits on the server.
 */
export function paginaAtto<V>(atto: AttoPosizione<V>): PaginaUfficio {
  return {
    percorso: `/dovuti/:id/${atto.nome}`,
    chi: 'operatore',
    get: alLavoro(async (l, r) => {
      const a = await trova(l, r.parametri);
      if (a === null) return errore('nonTrovata');
      const impedimento = impedimentoDi(l, atto.tocca(a)) ?? (await atto.impedisce?.(l, a)) ?? null;
      if (impedimento !== null) return pagina(<Impedito {...{ l, atto, a, impedimento }} />);
      return pagina(chiedi(l, atto, { a, valori: atto.iniziali(a), errori: {} }));
    }),
    post: alLavoro(async (l, r) => {
      const a = await trova(l, r.parametri);
      if (a === null) return errore('nonTrovata');
      const { azione = 'continua' } = r.modulo;
      if (azione === 'conferma' && isGiaFatto(l, atto, { a, valori: r.modulo })) return vaiFatto(a.d.id, atto.nome);
      const impedimento = impedimentoDi(l, atto.tocca(a));
      if (impedimento !== null) return rifiutata(<Impedito {...{ l, atto, a, impedimento }} />);
      const diPasso = AZIONI_DI_PASSO.includes(azione);
      const valori = atto.cambia === undefined || diPasso ? r.modulo : atto.cambia({ a, valori: r.modulo }, azione);
      if (r.htmx && atto.vivo !== undefined) return frammento(atto.vivo({ a, valori, errori: {} }, azione));
      if (!diPasso) return pagina(chiedi(l, atto, { a, valori, errori: {} }));
      return procedi(l, atto, { a, valori });
    }),
  };
}

/**
 * The form confirmed again, by two clicks or from the back button: all is as it asks, or nothing is left to touch by the act of the same
 * person.
 */
function isGiaFatto<V>(l: Lavoro, atto: AttoPosizione<V>, c: Omit<Compilato, 'errori'>): boolean {
  if (guardaSoltanto(l)) return false;
  if (atto.tocca(c.a).length === 0) return ultimoSuo(l, c.a.d, c.valori['motivo']);
  const letto = atto.leggi(c);
  return 'errori' in letto && letto.gia === true;
}

async function procedi<V>(l: Lavoro, atto: AttoPosizione<V>, c: Omit<Compilato, 'errori'>) {
  const { a, valori } = c;
  const no = (errori: Errori, refusal?: Rifiuto) => rifiutata(chiedi(l, atto, { ...c, errori }), refusal);
  const letto = atto.leggi(c);
  const senzaMotivo = (valori['motivo'] ?? '').trim() === '' ? { motivo: frase({ codice: 'MOTIVO_MANCANTE' }) } : {};
  if ('errori' in letto) return no({ ...letto.errori, ...senzaMotivo });
  if ('motivo' in senzaMotivo) return no(senzaMotivo);
  const v = letto.valore;
  const rifiuta = (rifiuto: Rifiuto) =>
    no({ [atto.campoDelRifiuto[rifiuto.codice] ?? 'motivo']: frase(rifiuto) }, rifiuto);
  const valutato = await atto.valuta?.(l, v, a);
  if (valutato?.ok === false) return rifiuta(valutato.refusal);
  const visti = valori['letto'];
  const cambiato = visti !== undefined && visti !== impronta(a.aperti);
  if (visti === undefined || cambiato) return pagina(conferma(l, atto, { ...c, v, cambiato }));
  const { ids: tipiConsentiti } = await l.ctx.tx((t) => tipiVisibili(t, l));
  const aMano = { visti: atto.tocca(a), motivo: valori['motivo'] ?? '', tipiConsentiti };
  const esito = await atto.compi(l, v, { a, aMano });
  if (esito.ok) return vaiFatto(esito.value ?? a.d.id, atto.nome);
  const dopo = await trova(l, { id: a.d.id });
  if (dopo !== null && isGiaFatto(l, atto, { a: dopo, valori })) return vaiFatto(a.d.id, atto.nome);
  if (esito.refusal.codice !== 'CONFLITTO') return rifiuta(esito.refusal);
  return dopo === null ? errore('nonTrovata') : pagina(conferma(l, atto, { ...c, a: dopo, v, cambiato: true }));
}

async function trova(l: Lavoro, { id = '' }: Campi): Promise<Aperta | null> {
  if (!isUuid<DovutoId>(id)) return null;
  return l.ctx.tx(async (t) => {
    const { ids: tipiConsentiti } = await tipiVisibili(t, l);
    const d = await leggiDovuto(t, { dovutoId: id, tipiConsentiti });
    if (d === null) return null;
    const nome = await nomiAttori(
      t,
      d.storia.map(({ attore }) => attore),
    );
    return { ...(await leggiPosizioneAperta(t, id)), d, oggi: t.oggi, nome };
  });
}

/** The posizione as a person has looked at it, whole: to be compared with what there is when they confirm. */
function impronta(aperti: readonly DovutoAperto[]): string {
  return aperti.map(({ id, versione, inPagamento }) => `${id}=${versione}${inPagamento ? '*' : ''}`).join(' ');
}

function Cornice<V>(p: {
  l: Lavoro;
  atto: AttoPosizione<V>;
  a: Aperta;
  conErrori?: boolean;
  children: ComponentChildren;
}): VNode {
  const { l, atto, a, conErrori = false, children } = p;
  const percorso = [
    { testo: ufficio.dovuti.titolo, a: VAI.dovuti },
    { testo: ufficio.dovuto.titolo(a.d.iud), a: VAI.dovuto(a.d.id) },
  ];
  return (
    <Foglio u={l} titolo={atto.testi.titolo} sezione={VAI.dovuti} percorso={percorso} conErrori={conErrori}>
      {children}
    </Foglio>
  );
}

type PropImpedito<V> = { l: Lavoro; atto: AttoPosizione<V>; a: Aperta; impedimento: string };

function Impedito<V>({ l, atto, a, impedimento }: PropImpedito<V>): VNode {
  return (
    <Cornice l={l} atto={atto} a={a}>
      <p>{impedimento}</p>
      <p>
        <Collegamento a={VAI.dovuto(a.d.id)}>{testi.torna}</Collegamento>
      </p>
    </Cornice>
  );
}

function chiedi<V>(l: Lavoro, atto: AttoPosizione<V>, c: Compilato): VNode {
  const { a, valori, errori } = c;
  return (
    <Cornice l={l} atto={atto} a={a} conErrori={Object.keys(errori).length > 0}>
      <RiepilogoErrori errori={errori} />
      <Modulo a={VAI.attoDovuto(a.d.id, atto.nome)}>
        {/* Enter presses the first button of a form: it is this one, whatever stands in between. */}
        <button type="submit" class="visually-hidden" tabindex={-1} aria-hidden="true" name="azione" value="continua" />
        {atto.campi(c)}
        <CampoTesto
          nome="motivo"
          etichetta={atto.testi.motivo ?? testi.motivo}
          aiuto={atto.testi.motivoAiuto ?? testi.motivoAiuto}
          errore={errori['motivo']}
          valore={valori['motivo'] ?? ''}
          righe={2}
          caratteriMax={LIMITI.motivoCaratteriMax}
        />
        <Azioni>
          <Bottone nome="azione" valore="continua">
            {testi.continua}
          </Bottone>
          <Collegamento a={VAI.dovuto(a.d.id)}>{testi.torna}</Collegamento>
        </Azioni>
      </Modulo>
    </Cornice>
  );
}

function impedimentoDi(l: Lavoro, toccati: readonly DovutoAperto[]): string | null {
  if (guardaSoltanto(l)) return ufficio.soloLettura;
  return toccati.length === 0 ? testi.nienteDaToccare : null;
}

type Conferma<V> = Omit<Compilato, 'errori'> & { v: V; cambiato: boolean };

function conferma<V>(l: Lavoro, atto: AttoPosizione<V>, { a, valori, v, cambiato }: Conferma<V>): VNode {
  const toccati = atto.tocca(a);
  const campi = Object.entries(valori).filter(([nome]) => !['_csrf', 'azione', 'letto'].includes(nome));
  const bottone = typeof atto.testi.conferma === 'string' ? atto.testi.conferma : atto.testi.conferma(v);
  return (
    <Cornice l={l} atto={atto} a={a}>
      {cambiato ? (
        <Messaggio tipo="attenzione" titolo={testi.cambiato} esito>
          <p>{testi.cambiatoTesto}</p>
        </Messaggio>
      ) : null}
      <h2>{testi.conferma}</h2>
      {atto.riassunto(v, a)}
      <p>{testi.perche(valori['motivo'] ?? '')}</p>
      <Toccati toccati={toccati} />
      <Modulo a={VAI.attoDovuto(a.d.id, atto.nome)}>
        {campi.map(([nome, valore]) => (
          <input key={nome} type="hidden" name={nome} value={valore} />
        ))}
        <input type="hidden" name="letto" value={impronta(a.aperti)} />
        <Azioni>
          <Bottone nome="azione" valore="conferma">
            {bottone}
          </Bottone>
          <Bottone aspetto="secondario" nome="azione" valore="correggi">
            {testi.correggi}
          </Bottone>
          <Collegamento a={VAI.dovuto(a.d.id)}>{testi.torna}</Collegamento>
        </Azioni>
      </Modulo>
    </Cornice>
  );
}

/** What is still asked for and would change: the notices that people have, and whoever is paying one now. */
function Toccati({ toccati }: { toccati: readonly DovutoAperto[] }): VNode {
  const avvisi = toccati.filter(({ numeroAvviso }) => numeroAvviso !== null).length;
  const pagano = toccati.filter(({ inPagamento }) => inPagamento).length;
  const { colonne } = testi;
  return (
    <>
      <h2>{testi.tocca}</h2>
      {pagano > 0 && (
        <Messaggio tipo="attenzione" titolo={testi.inPagamentoTitolo}>
          <p>{testi.inPagamento(pagano)}</p>
        </Messaggio>
      )}
      {avvisi > 0 && <p>{testi.avvisi(avvisi)}.</p>}
      <Tabella
        id="toccati"
        titolo={testi.dovuti(toccati.length)}
        colonne={[
          {
            titolo: colonne.dovuto,
            cella: (x) => `${x.iud} (${testi.modo(x.opzione, x.forma === 'unica' ? null : x.rata)})`,
          },
          { titolo: colonne.avviso, cella: ({ numeroAvviso }) => <Numero numero={numeroAvviso} /> },
          {
            titolo: colonne.scadenza,
            cella: ({ dataScadenza: g }) => (g === null ? testi.nessuno : <DataGiorno giorno={g} breve />),
          },
          { titolo: colonne.adesso, cella: (x) => (x.inPagamento ? testi.stannoPagando : testi.daPagare) },
          { titolo: colonne.importo, numerica: true, cella: (x) => <Importo cents={x.importoCents} /> },
        ]}
        righe={toccati}
        chiave={({ id }) => id}
        vuoto={<p>{testi.nienteDaToccare}</p>}
      />
    </>
  );
}

function Numero({ numero }: { numero: string | null }): VNode {
  const letto = parseNumeroAvviso(numero ?? '');
  return letto === null ? <>{testi.nessuno}</> : <NumeroAvviso numero={letto} />;
}
