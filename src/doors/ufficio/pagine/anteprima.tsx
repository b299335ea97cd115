import type { ComponentChildren, VNode } from 'preact';
import type { FlussoId } from '#kernel/ids';
import {
  buttaAnteprima,
  confermaAnteprima,
  leggiAnteprima,
  leggiAvvertenze,
  leggiScarti,
  ricalcolaAnteprima,
  righeCorrette,
  type Anteprima,
  type Flusso,
  type ScartoRiga,
} from '#modules/flussi';
import type { Ctx } from '#platform/contesto';
import { frammento, pagina, rifiutata, vai, type Risposta } from '#platform/http/pagina';
import { ufficioAnteprima as testi } from '#testi/it/ufficio-anteprima';
import { ufficioFlussi } from '#testi/it/ufficio-flussi';
import { Collegamento } from '#ui/collegamento';
import { Messaggio } from '#ui/messaggio';
import { Calcolo, Guasta, Pronta } from '../anteprima-pronta.tsx';
import { Foglio } from '../aspetto.tsx';
import { frase, intero } from '../frase.ts';
import { con, VAI } from '../indirizzi.ts';
import { alLavoro, guardaSoltanto, type Lavoro, type PaginaUfficio, type RichiestaUfficio } from '../lavoro.ts';
import { leggiTratto, puntoDi, type Tratto } from '../scorri.ts';
import { trovaFlusso } from '../vede-flusso.ts';

/** A file before it is loaded: what would become of its rows; then it is confirmed, corrected or thrown away. */
export const anteprima: PaginaUfficio = {
  percorso: '/flussi/:id/anteprima',
  chi: 'operatore',
  atto: { post: 'carica' },
  get: alLavoro((l, r) => mostra(l, r)),
  post: alLavoro(async (l, r) => {
    const trovato = await trovaFlusso(l, r.parametri['id'] ?? '');
    if ('tipo' in trovato) return trovato;
    const { id } = trovato;
    const { conferma, ricalcola, butta } = r.modulo;
    if (conferma === undefined && ricalcola === undefined && butta === undefined) return vai(VAI.anteprima(id));
    const esito =
      butta !== undefined
        ? await buttaAnteprima(l.ctx, id)
        : conferma === undefined
          ? await ricalcolaAnteprima(l.ctx, id)
          : await confermaAnteprima(l.ctx, { flussoId: id, impronta: conferma });
    // Whoever pressed twice, or after somebody else, sees what has become of the file.
    if (esito.ok || esito.refusal.codice === 'ANTEPRIMA_FINITA') return vai(VAI.flusso(id));
    return mostra(l, r, frase(esito.refusal));
  }),
};

async function mostra(l: Lavoro, r: RichiestaUfficio, problema?: string): Promise<Risposta> {
  const flusso = await trovaFlusso(l, r.parametri['id'] ?? '');
  if ('tipo' in flusso) return flusso;
  return l.ctx.tx(async (t) => {
    const letta = await leggiAnteprima(t, flusso.id);
    if (letta === null) return vai(VAI.flusso(flusso.id));
    const parte = await parteDi(t, l, r, { flusso, letta, problema });
    if (r.htmx) return frammento(parte);
    const foglio = (
      <Foglio
        u={l}
        titolo={flusso.nomeFile ?? flusso.id}
        sezione={VAI.flussi}
        percorso={[{ testo: ufficioFlussi.flussi.titolo, a: VAI.flussi }]}
        conErrori={problema !== undefined}
      >
        {parte}
      </Foglio>
    );
    return problema === undefined ? pagina(foglio) : rifiutata(foglio);
  });
}

type Letta = { flusso: Flusso; letta: Anteprima; problema: string | undefined };

async function parteDi(t: Ctx, l: Lavoro, r: RichiestaUfficio, cosa: Letta): Promise<VNode> {
  const { calcolataIl, guastoIl } = cosa.letta;
  if (calcolataIl !== null) return pronta(t, l, r, cosa);
  return guastoIl === null ? <Calcolo anteprima={cosa.letta} /> : <Guasta guarda={guardaSoltanto(l, 'carica')} />;
}

async function pronta(t: Ctx, l: Lavoro, r: RichiestaUfficio, { flusso, letta, problema }: Letta): Promise<VNode> {
  const scarti = await leggiPagina(t, r, flusso.id);
  const righe = scarti.righe.map(({ riga }) => riga);
  return (
    <Pronta
      flusso={flusso}
      anteprima={letta}
      scarti={scarti}
      corrette={await righeCorrette(t, flusso.id, righe)}
      avvertenze={await leggiAvvertenze(t, flusso.id)}
      guarda={guardaSoltanto(l, 'carica')}
      qui={con(VAI.anteprima(flusso.id), r.query)}
      detto={problema === undefined ? await detto(t, r, flusso.id) : <Problema testo={problema} />}
    />
  );
}

function Problema({ testo }: { testo: string }): VNode {
  return (
    <Messaggio tipo="errore" esito>
      <p>{testo}</p>
    </Messaggio>
  );
}

/** After a row was put right: which one, and the next. */
async function detto(t: Ctx, r: RichiestaUfficio, flussoId: FlussoId): Promise<ComponentChildren> {
  const corretta = r.query['corretta'] ?? '';
  if (!/^\d{1,7}$/.test(corretta)) return null;
  const [prossima] = await leggiScarti(t, flussoId, { dopo: Number(corretta), a: 10_000_000, quanti: 1 });
  return (
    <Messaggio tipo="successo" esito>
      <p>{testi.rigaCorretta(intero(Number(corretta)))}</p>
      {prossima && (
        <p>
          <Collegamento a={VAI.rigaAnteprima(flussoId, prossima.riga)}>
            {testi.prossima(intero(prossima.riga))}
          </Collegamento>
        </p>
      )}
    </Messaggio>
  );
}

async function leggiPagina(t: Ctx, r: RichiestaUfficio, flussoId: FlussoId): Promise<Tratto<ScartoRiga>> {
  const punto = puntoDi(r, (cursore) => /^\d{1,9}$/.test(cursore));
  const indietro = punto.prima !== null;
  const a = indietro ? Number(punto.prima) - 1 : 999_999_999;
  return leggiTratto(punto, {
    leggi: (quanti) => leggiScarti(t, flussoId, { dopo: Number(punto.dopo ?? 0), a, quanti, dalFondo: indietro }),
    cursore: ({ riga }) => String(riga),
    indirizzo: (da) => `${con(VAI.anteprima(flussoId), da)}#sbagliate`,
  });
}
