import type { VNode } from 'preact';
import { chiHaCorretto, correggiRiga, guardaRiga, type Flusso, type RigaGuardata } from '#modules/flussi';
import { errore, pagina, rifiutata, vai, type Risposta } from '#platform/http/pagina';
import { flussi } from '#testi/it/flussi';
import { ufficio } from '#testi/it/ufficio';
import { ufficioAnteprima } from '#testi/it/ufficio-anteprima';
import { ufficioFlussi } from '#testi/it/ufficio-flussi';
import { Collegamento } from '#ui/collegamento';
import { Dettagli } from '#ui/dettagli';
import { Messaggio } from '#ui/messaggio';
import { RiepilogoErrori } from '#ui/riepilogo-errori';
import { Foglio } from '../aspetto.tsx';
import { nomiAttori } from '../attori.ts';
import { Celle, etichettaDi } from '../celle.tsx';
import { celleErrate } from '../celle-errate.ts';
import { frase, intero } from '../frase.ts';
import { con, VAI } from '../indirizzi.ts';
import { alLavoro, guardaSoltanto, type Lavoro, type PaginaUfficio, type RichiestaUfficio } from '../lavoro.ts';
import { trovaFlusso } from '../vede-flusso.ts';

const testi = ufficioAnteprima.riga;

/** One row of a file in preview: its cells, the wrong ones first, each with why; saved, it is judged again at once. */
export const rigaAnteprima: PaginaUfficio = {
  percorso: '/flussi/:id/anteprima/righe/:riga',
  chi: 'operatore',
  atto: { post: 'carica' },
  get: alLavoro((l, r) => conRiga(l, r, async (flusso, riga) => pagina(await modulo(l, { flusso, riga })))),
  post: alLavoro((l, r) =>
    conRiga(l, r, async (flusso, riga) => {
      const scritta = { flussoId: flusso.id, riga: riga.riga, celle: r.modulo, vista: r.modulo['vista'] ?? '' };
      const esito = await correggiRiga(l.ctx, scritta);
      if (!esito.ok && esito.refusal.codice === 'ANTEPRIMA_FINITA') return vai(VAI.flusso(flusso.id));
      const dopo = await guardaRiga(l.ctx, { flussoId: flusso.id, riga: riga.riga });
      if (dopo === null) return vai(VAI.flusso(flusso.id));
      if (esito.ok && dopo.scarto === null) return vai(con(VAI.anteprima(flusso.id), { corretta: String(riga.riga) }));
      // What could not be kept comes back as it was typed; what somebody else has changed, as it is now.
      const intanto = !esito.ok && esito.refusal.codice === 'ANTEPRIMA_RIGA_CAMBIATA';
      const celle = esito.ok || intanto ? dopo.celle : { ...dopo.celle, ...r.modulo };
      const problema = esito.ok ? testi.ancora : frase(esito.refusal);
      return rifiutata(await modulo(l, { flusso, riga: { ...dopo, celle }, problema }));
    }),
  ),
};

async function conRiga(
  l: Lavoro,
  { parametri }: RichiestaUfficio,
  fn: (flusso: Flusso, riga: RigaGuardata) => Promise<Risposta>,
): Promise<Risposta> {
  const { id = '', riga = '' } = parametri;
  const flusso = await trovaFlusso(l, id);
  if ('tipo' in flusso) return flusso;
  if (flusso.stato !== 'in_anteprima') return vai(VAI.flusso(flusso.id));
  const guardata = /^[1-9]\d{0,6}$/.test(riga)
    ? await guardaRiga(l.ctx, { flussoId: flusso.id, riga: Number(riga) })
    : null;
  return guardata === null ? errore('nonTrovata') : fn(flusso, guardata);
}

type Mostrata = { flusso: Flusso; riga: RigaGuardata; problema?: string };

async function modulo(l: Lavoro, { flusso, riga, problema }: Mostrata): Promise<VNode> {
  const errori = celleErrate(riga.scarto, riga.versione);
  const chi = await corretteDa(l, flusso, riga);
  return (
    <Foglio
      u={l}
      titolo={testi.titolo(intero(riga.riga))}
      sezione={VAI.flussi}
      percorso={[
        { testo: ufficioFlussi.flussi.titolo, a: VAI.flussi },
        { testo: flusso.nomeFile ?? '', a: VAI.anteprima(flusso.id) },
      ]}
      conErrori={problema !== undefined}
    >
      {problema !== undefined && (
        <Messaggio tipo="attenzione" esito>
          <p>{problema}</p>
        </Messaggio>
      )}
      {problema !== undefined && <RiepilogoErrori errori={errori} />}
      {riga.scarto === null && <p>{testi.vaBene}</p>}
      {!riga.correggibile && <p>{flussi.rifiuti.ANTEPRIMA_RIGA_ILLEGGIBILE as string}</p>}
      {guardaSoltanto(l, 'carica') && <p>{ufficio.soloLettura}</p>}
      {riga.correggibile && !guardaSoltanto(l, 'carica') && (
        <Celle riga={riga} errori={errori} inFuoco={problema === undefined} />
      )}
      {chi.length > 0 && (
        <Dettagli titolo={testi.chi}>
          <ul>
            {chi.map((una) => (
              <li key={una}>{una}</li>
            ))}
          </ul>
        </Dettagli>
      )}
      <p>
        <Collegamento a={`${VAI.anteprima(flusso.id)}#sbagliate`}>{testi.torna}</Collegamento>
      </p>
    </Foglio>
  );
}

async function corretteDa({ ctx }: Lavoro, flusso: Flusso, { riga, versione }: RigaGuardata): Promise<string[]> {
  return ctx.tx(async (t) => {
    const correzioni = await chiHaCorretto(t, flusso.id, riga);
    const nome = await nomiAttori(
      t,
      correzioni.map(({ fattaDa }) => fattaDa),
    );
    return correzioni.map(({ campo, fattaDa }) => testi.corretta(etichettaDi(campo, versione), nome(fattaDa)));
  });
}
