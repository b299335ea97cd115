import type { VNode } from 'preact';
import { isUuid } from '#kernel/ids';
import {
  CADENZE,
  elencoDestinazioni,
  elencoProgrammazioni,
  programma,
  sospendi,
  type Cadenza,
  type CodiceFlusso,
  type Destinazione,
} from '#modules/flussi';
import { pagina, rifiutata, vai } from '#platform/http/pagina';
import { ufficioDestinazioni } from '#testi/it/ufficio-destinazioni';
import { ufficioEsportazioni } from '#testi/it/ufficio-esportazioni';
import { ufficioFlussi } from '#testi/it/ufficio-flussi';
import { Azioni, Bottone } from '#ui/bottone';
import { CampoElenco, CampoScelta } from '#ui/campo';
import { Collegamento } from '#ui/collegamento';
import { Modulo } from '#ui/modulo';
import { RiepilogoErrori } from '#ui/riepilogo-errori';
import { Foglio } from '../aspetto.tsx';
import { chiestoDi, TUTTO, type Chiesto } from '../elenco-breve.tsx';
import { Fatto } from '../fatto.tsx';
import { frase } from '../frase.ts';
import { con, VAI } from '../indirizzi.ts';
import { alLavoro, guardaSoltanto, tipiVisibili, type Lavoro, type PaginaUfficio } from '../lavoro.ts';
import { Programmati } from '../tabella-programmati.tsx';
import { versioneScelta, VERSIONI, type Compilato } from '../prenota.tsx';

const testi = ufficioEsportazioni.programmati;

const CAMPI: Partial<Record<CodiceFlusso, string>> = {
  PAA_IDENTIFICATIVO_TIPO_DOVUTO_NON_VALIDO: 'tipo',
  PAA_VERSIONE_TRACCIATO_NON_VALIDA: 'versione',
  DESTINAZIONE_NON_PROVATA: 'destinazione',
};

/** Files of incassi that come by themselves: one's own, and a form for one more. */
export const incassiProgrammati: PaginaUfficio = {
  percorso: '/incassi/programmati',
  chi: 'operatore',
  atto: { post: 'esporta' },
  get: alLavoro(async (l, r) => {
    // Who may only look has nothing to book: back to what there is to see.
    if (guardaSoltanto(l, 'esporta')) return vai(VAI.incassi);
    const visto = { chiesto: chiestoDi(r), fatto: r.query['fatto'] };
    return pagina(await foglio(l, { valori: { cadenza: 'giornaliera', versione: '2.0-xlsx' }, errori: {}, ...visto }));
  }),
  post: alLavoro(async (l, { modulo }) => {
    const { operatoreId } = l;
    const { sospendi: id = '', cadenza = '', tipo = '', versione = '', destinazione: destinazioneId = '' } = modulo;
    if (isUuid<string>(id)) {
      await sospendi(l.ctx, { id, operatoreId });
      return vai(con(VAI.programmati, { fatto: 'sospeso' }));
    }
    const scelta = { cadenza, tipoDovuto: tipo, ...versioneScelta(versione), destinazioneId };
    const esito = await programma(l.ctx, { ...scelta, operatoreId });
    if (esito.ok) return vai(con(VAI.programmati, { fatto: 'programmato' }));
    const campo = CAMPI[esito.refusal.codice] ?? 'cadenza';
    return rifiutata(await foglio(l, { valori: modulo, errori: { [campo]: frase(esito.refusal) } }));
  }),
};

type Visto = Compilato & { chiesto?: Chiesto; fatto?: string | undefined };

async function foglio(l: Lavoro, c: Visto): Promise<VNode> {
  return l.ctx.tx(async (t) => {
    const { tipi } = await tipiVisibili(t, l);
    return (
      <Foglio
        u={l}
        titolo={testi.titolo}
        sezione={VAI.incassi}
        percorso={[{ testo: ufficioFlussi.incassi.titolo, a: VAI.incassi }]}
        conErrori={Object.keys(c.errori).length > 0}
      >
        <RiepilogoErrori errori={c.errori} />
        <Fatto frasi={testi.fatto} fatto={c.fatto} />
        <p>{testi.introduzione}</p>
        <Programmati righe={await elencoProgrammazioni(t, l.operatoreId)} chiesto={c.chiesto ?? TUTTO} />
        {l.ruolo === 'amministratore' && (
          <p>
            <Collegamento a={VAI.destinazioni} icona="it-arrow-right">
              {ufficioDestinazioni.collegamento}
            </Collegamento>
          </p>
        )}
        <h2>{testi.nuovo}</h2>
        <Modulo>
          <CampoScelta
            nome="cadenza"
            etichetta={testi.cadenza}
            errore={c.errori['cadenza']}
            alternative={Object.keys(CADENZE).map((valore) => ({ valore, testo: testi.cadenze[valore as Cadenza] }))}
            scelte={[c.valori['cadenza'] ?? '']}
          />
          <CampoElenco
            nome="tipo"
            etichetta={ufficioFlussi.incassi.tipo}
            vuota={ufficioFlussi.incassi.tutti}
            errore={c.errori['tipo']}
            alternative={tipi.map(({ codice, denominazione }) => ({ valore: codice, testo: denominazione }))}
            valore={c.valori['tipo'] ?? ''}
            larghezza="media"
            facoltativo
          />
          <CampoScelta
            nome="versione"
            etichetta={ufficioFlussi.incassi.versione}
            errore={c.errori['versione']}
            alternative={VERSIONI}
            scelte={[c.valori['versione'] ?? '']}
          />
          <Dove c={c} destinazioni={await elencoDestinazioni(t)} />
          <Azioni>
            <Bottone>{testi.programma}</Bottone>
          </Azioni>
        </Modulo>
      </Foglio>
    );
  });
}

/** Where it is delivered, for who has where; only what has passed a test is worth choosing. */
function Dove({ c, destinazioni }: { c: Compilato; destinazioni: readonly Destinazione[] }): VNode | null {
  const provate = destinazioni.filter(({ provaEsito }) => provaEsito === 'ok');
  if (destinazioni.length === 0) return null;
  return (
    <CampoElenco
      nome="destinazione"
      etichetta={ufficioDestinazioni.consegna.dove}
      vuota={ufficioDestinazioni.consegna.nessuna}
      aiuto={ufficioDestinazioni.consegna.aiuto}
      errore={c.errori['destinazione']}
      alternative={provate.map(({ id, nome }) => ({ valore: id, testo: nome }))}
      valore={c.valori['destinazione'] ?? ''}
      larghezza="media"
      facoltativo
    />
  );
}
