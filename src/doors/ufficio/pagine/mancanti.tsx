import type { VNode } from 'preact';
import { isUuid, type MancanteId } from '#kernel/ids';
import { leggiMancanti, sommaMancanti, FILTRI_MANCANTI, type Mancante } from '#modules/rendicontazione';
import { pagina, rifiutata } from '#platform/http/pagina';
import { ufficioMancanti as testi } from '#testi/it/ufficio-mancanti';
import { Paginazione } from '#ui/paginazione';
import { RiepilogoErrori } from '#ui/riepilogo-errori';
import { Tabella } from '#ui/tabella';
import { Importo } from '#ui/valori';
import { Foglio } from '../aspetto.tsx';
import { ScaricaElenco } from '../cerca-elenco.tsx';
import { cercaIn, leggiCercato } from '../filtri.ts';
import { intero } from '../frase.ts';
import { VAI } from '../indirizzi.ts';
import { alLavoro, type Lavoro, type PaginaUfficio, type RichiestaUfficio } from '../lavoro.ts';
import { Linguette } from '../linguette.tsx';
import {
  indirizzoMancanti,
  leggiFiltriMancanti,
  postoElenco,
  segueMancanti,
  type FiltriMancanti,
} from '../mancanti.tsx';
import { colonneDi, Filtra, Niente } from '../mancanti-elenco.tsx';
import { leggiTratto, puntoDi, type Tratto } from '../scorri.ts';

/** The payments whose receipt has not come. Its form filters: what was chosen stands in the address. */
export const mancanti: PaginaUfficio = {
  percorso: '/rendicontazione/mancanti',
  chi: 'operatore',
  atto: { post: 'consulta' },
  get: alLavoro(async (l, r) => pagina(<Elenco l={l} visto={await leggi(l, r, leggiFiltriMancanti(r.query))} />)),
  post: alLavoro(async (l, r) => {
    const filtri = leggiFiltriMancanti(r.modulo);
    if (Object.keys(filtri.errori).length === 0) return cercaIn(l, r, (id) => indirizzoMancanti({ ...filtri, r: id }));
    const cercato = { testo: r.modulo['cerca'] ?? '', r: null, ricercaPersa: false };
    const visto = await leggi(l, r, filtri);
    const come = { ...visto, filtri: { ...filtri, ...cercato }, tratto: { righe: [] } };
    return rifiutata(<Elenco l={l} visto={come} />);
  }),
};

type Visto = Awaited<ReturnType<typeof leggi>> & { tratto: Tratto<Mancante> };

async function leggi(l: Lavoro, r: RichiestaUfficio, scritti: FiltriMancanti) {
  return l.ctx.tx(async (t) => {
    const segue = await segueMancanti(t, l);
    const filtri = { ...scritti, ...(await leggiCercato(t, l, r)) };
    const filtro = { stato: filtri.stato, giorno: filtri.giorno, testo: filtri.testo, ...segue };
    const punto = puntoDi(r, (cursore) => isUuid(cursore));
    const da = { dopo: punto.dopo as MancanteId | null, prima: punto.prima as MancanteId | null };
    const tratto = await leggiTratto(punto, {
      leggi: (quanti) => leggiMancanti(t, { ...filtro, ...da, quanti }),
      cursore: ({ id }) => id,
      indirizzo: (riga) => indirizzoMancanti(filtri, riga),
    });
    return { filtri, tratto, somma: await sommaMancanti(t, filtro), tutti: segue.tutti };
  });
}

function Elenco({ l, visto: { filtri, tratto, somma, tutti } }: { l: Lavoro; visto: Visto }): VNode {
  const stati = FILTRI_MANCANTI.map((stato) => ({
    testo: testi.quali[stato],
    a: indirizzoMancanti({ ...filtri, stato }),
    aperta: filtri.stato === stato,
  }));
  return (
    <Foglio u={l} titolo={testi.titolo} {...postoElenco(l)} conErrori={Object.keys(filtri.errori).length > 0}>
      <RiepilogoErrori errori={filtri.errori} />
      <p>{testi.introduzione}</p>
      {!tutti && <p>{testi.soloTuoi}</p>}
      <Linguette titolo={testi.statiTitolo} voci={stati} />
      <Filtra filtri={filtri} />
      <Tabella
        id="mancanti"
        titolo={testi.trovate(intero(somma.quante))}
        colonne={colonneDi(<Importo cents={somma.importoCents} />)}
        righe={tratto.righe}
        chiave={({ id }) => id}
        apri={({ id }) => VAI.mancante(id)}
        vuoto={<Niente filtri={filtri} />}
      />
      <Paginazione precedente={tratto.precedente} successiva={tratto.successiva} />
      {somma.quante > 0 && (
        <ScaricaElenco a={(forma) => indirizzoMancanti(filtri, { base: VAI.elencoMancanti(forma) })} />
      )}
    </Foglio>
  );
}
