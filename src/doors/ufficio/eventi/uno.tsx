import type { VNode } from 'preact';
import { formatGiorno, giornoA } from '#kernel/giorno';
import { isUuid } from '#kernel/ids';
import {
  leggiAbbonamento,
  leggiTentativiInvio,
  ruotaSegreto,
  SOVRAPPOSIZIONE_MS,
  type Abbonamento,
  type TentativoMostrato,
} from '#modules/eventi';
import { errore, pagina, rifiutata, vai } from '#platform/http/pagina';
import { ufficioEventi } from '#testi/it/ufficio-eventi';
import { Messaggio } from '#ui/messaggio';
import { Paginazione } from '#ui/paginazione';
import { RiepilogoErrori, type Errori } from '#ui/riepilogo-errori';
import { Foglio } from '../aspetto.tsx';
import { frase } from '../frase.ts';
import { con, VAI } from '../indirizzi.ts';
import { alLavoro, type Lavoro, type PaginaUfficio, type RichiestaUfficio } from '../lavoro.ts';
import { attoDi } from './atti.ts';
import { Conferma, DatiAbbonamento, Pulsanti, RimandaPeriodo } from './parti.tsx';
import { Invii } from './invii.tsx';
import { SegretoMostrato } from './segreto.tsx';
import { SOPRA_EVENTI } from './sopra.ts';

const testi = ufficioEventi.uno;
const INVII = 50;

/** One subscription: how it is, every time that something was sent to it, and what may be done. */
export const abbonamento: PaginaUfficio = {
  percorso: '/configurazione/eventi/:id',
  chi: 'amministratore',
  atto: { get: 'eventi', post: 'eventi' },
  get: alLavoro(async (l, r) => {
    const letto = await leggi(l, r);
    return letto === null ? errore('nonTrovata') : pagina(foglio(l, letto, { fatto: r.query['fatto'] }));
  }),
  post: alLavoro(async (l, r) => {
    const letto = await leggi(l, r);
    if (letto === null) return errore('nonTrovata');
    const { id } = letto.abbonamento;
    const { cosa = '', conferma } = r.modulo;
    if (cosa === 'ruota') {
      const esito = await ruotaSegreto(l.ctx, id);
      if (!esito.ok) return rifiutata(foglio(l, letto, { problema: frase(esito.refusal) }), esito.refusal);
      const prima = formatGiorno(giornoA(new Date(l.ctx.now.getTime() + SOVRAPPOSIZIONE_MS)));
      return pagina(<SegretoMostrato u={l} id={id} segreto={esito.value.segreto} prima={prima} />);
    }
    if (cosa === 'togli' && conferma !== 'si') return pagina(<Conferma l={l} abbonamento={letto.abbonamento} />);
    const atto = attoDi(cosa);
    if (atto === null) return vai(VAI.abbonamento(id));
    const esito = await atto.fai(l.ctx, id, r.modulo);
    if (esito.ok) return vai(con(cosa === 'togli' ? VAI.eventi : VAI.abbonamento(id), { fatto: atto.fatto }));
    const parole = frase(esito.refusal);
    const detto = cosa === 'periodo' ? { errori: { dal: parole }, valori: r.modulo } : { problema: parole };
    return rifiutata(foglio(l, letto, detto), esito.refusal);
  }),
};

type Letto = { abbonamento: Abbonamento; invii: TentativoMostrato[]; successiva: string | undefined };

async function leggi(l: Lavoro, { parametri: { id = '' }, query }: RichiestaUfficio): Promise<Letto | null> {
  if (!isUuid(id)) return null;
  const prima = isUuid(query['prima'] ?? '') ? (query['prima'] ?? null) : null;
  return l.ctx.tx(async (t) => {
    const trovato = await leggiAbbonamento(t, id);
    if (trovato === null) return null;
    const righe = await leggiTentativiInvio(t, { abbonamentoId: id }, { prima, quanti: INVII + 1 });
    const invii = righe.slice(0, INVII);
    const ultimo = righe.length > INVII ? invii.at(-1) : undefined;
    const successiva = ultimo && con(VAI.abbonamento(id), { prima: ultimo.id });
    return { abbonamento: trovato, invii, successiva };
  });
}

type Visto = {
  fatto?: string | undefined;
  problema?: string;
  errori?: Errori;
  valori?: Readonly<Record<string, string>>;
};

function foglio(l: Lavoro, { abbonamento: a, invii, successiva }: Letto, visto: Visto): VNode {
  const { fatto = '', problema, errori = {}, valori = {} } = visto;
  const detto = fatto === 'provato' ? testi.provaChiesta : testi.fatto[fatto];
  return (
    <Foglio
      u={l}
      titolo={a.nome}
      sezione={VAI.configurazione}
      percorso={SOPRA_EVENTI}
      conErrori={problema !== undefined || Object.keys(errori).length > 0}
    >
      <RiepilogoErrori errori={errori} />
      {problema !== undefined && (
        <Messaggio tipo="errore" esito>
          <p>{problema}</p>
        </Messaggio>
      )}
      {detto !== undefined && (
        <Messaggio tipo="successo" esito>
          <p>{detto}</p>
        </Messaggio>
      )}
      {a.stato === 'sospeso' && (
        <Messaggio tipo="attenzione">
          <p>{testi.sospeso}</p>
        </Messaggio>
      )}
      <DatiAbbonamento abbonamento={a} />
      <Pulsanti abbonamento={a} />
      <Invii righe={invii} rimandabili />
      <Paginazione successiva={successiva} />
      <RimandaPeriodo errori={errori} valori={valori} />
    </Foglio>
  );
}
