import type { VNode } from 'preact';
import { prenotaConservazione, prenotaScaduti, type CodiceFlusso } from '#modules/flussi';
import type { TipoDovuto } from '#modules/enti';
import { errore, pagina, rifiutata, vai } from '#platform/http/pagina';
import { ufficioEsportazioni } from '#testi/it/ufficio-esportazioni';
import { ufficioFlussi } from '#testi/it/ufficio-flussi';
import { Azioni, Bottone } from '#ui/bottone';
import { Campo, CampoElenco } from '#ui/campo';
import { Modulo } from '#ui/modulo';
import { RiepilogoErrori } from '#ui/riepilogo-errori';
import { Foglio } from '../aspetto.tsx';
import { frase } from '../frase.ts';
import { VAI } from '../indirizzi.ts';
import { alLavoro, guardaSoltanto, tipiVisibili, type Lavoro, type PaginaUfficio } from '../lavoro.ts';
import { giornoIso, type Compilato } from '../prenota.tsx';

const testi = ufficioEsportazioni.altri;

const CAMPI: Partial<Record<CodiceFlusso, { scaduti: string; archivio: string }>> = {
  PAA_DATE_FROM_NON_VALIDO: { scaduti: 'scadenza', archivio: 'dal' },
  PAA_DATE_TO_NON_VALIDO: { scaduti: 'scadenza', archivio: 'al' },
  PAA_INTERVALLO_DATE_NON_VALIDO: { scaduti: 'scadenza', archivio: 'al' },
  PAA_IDENTIFICATIVO_TIPO_DOVUTO_NON_VALIDO: { scaduti: 'tipo', archivio: 'dal' },
};

/** Books the two files that are not of paid dovuti. */
export const incassiAltri: PaginaUfficio = {
  percorso: '/incassi/altri',
  chi: 'operatore',
  atto: { post: 'esporta' },
  get: alLavoro(async (l) => {
    // Who may only look has nothing to book: back to what there is to see.
    if (guardaSoltanto(l, 'esporta')) return vai(VAI.incassi);
    const { oggi } = l.ctx;
    return pagina(await foglio(l, { valori: { scadenza: oggi, dal: `${oggi.slice(0, 8)}01`, al: oggi }, errori: {} }));
  }),
  post: alLavoro(async (l, { modulo }) => {
    const { cosa, scadenza = '', tipo = '', dal = '', al = '' } = modulo;
    const { tipi, tutti } = await l.ctx.tx((t) => tipiVisibili(t, l));
    if (cosa !== 'scaduti' && !tutti) return errore('vietato', testi.archivioVietato);
    const tipiDovuto = tipo === '' ? tipi.map(({ codice }) => codice) : [tipo];
    const esito =
      cosa === 'scaduti'
        ? await prenotaScaduti(l.ctx, { scadenza: giornoIso(scadenza), tipiDovuto })
        : await prenotaConservazione(l.ctx, { dal: giornoIso(dal), al: giornoIso(al) });
    if (esito.ok) return vai(VAI.incasso(esito.value.flussoId));
    const quale = cosa === 'scaduti' ? 'scaduti' : 'archivio';
    const campo = CAMPI[esito.refusal.codice]?.[quale] ?? 'tipo';
    return rifiutata(await foglio(l, { valori: modulo, errori: { [campo]: frase(esito.refusal) } }));
  }),
};

async function foglio(l: Lavoro, compilato: Compilato): Promise<VNode> {
  const { tipi, tutti } = await l.ctx.tx((t) => tipiVisibili(t, l));
  return (
    <Foglio
      u={l}
      titolo={testi.titolo}
      sezione={VAI.incassi}
      percorso={[{ testo: ufficioFlussi.incassi.titolo, a: VAI.incassi }]}
      conErrori={Object.keys(compilato.errori).length > 0}
    >
      <RiepilogoErrori errori={compilato.errori} />
      <Scaduti compilato={compilato} tipi={tipi} />
      {tutti ? <Archivio compilato={compilato} /> : <p>{testi.archivioVietato}</p>}
    </Foglio>
  );
}

function Scaduti({ compilato: c, tipi }: { compilato: Compilato; tipi: readonly TipoDovuto[] }): VNode {
  return (
    <section aria-labelledby="scaduti">
      <h2 id="scaduti">{testi.scaduti}</h2>
      <p>{testi.scadutiTesto}</p>
      <Modulo>
        <input type="hidden" name="cosa" value="scaduti" />
        <Giorno nome="scadenza" etichetta={testi.scadenza} compilato={c} />
        <CampoElenco
          nome="tipo"
          etichetta={testi.tipo}
          vuota={testi.tutti}
          errore={c.errori['tipo']}
          alternative={tipi.map(({ codice, denominazione }) => ({ valore: codice, testo: denominazione }))}
          valore={c.valori['tipo'] ?? ''}
          larghezza="media"
          facoltativo
        />
        <Azioni>
          <Bottone>{testi.prenotaScaduti}</Bottone>
        </Azioni>
      </Modulo>
    </section>
  );
}

function Archivio({ compilato }: { compilato: Compilato }): VNode {
  return (
    <section aria-labelledby="archivio">
      <h2 id="archivio">{testi.archivio}</h2>
      <p>{testi.archivioTesto}</p>
      <Modulo>
        <input type="hidden" name="cosa" value="archivio" />
        <div class="affiancati">
          <Giorno nome="dal" etichetta={testi.dal} compilato={compilato} />
          <Giorno nome="al" etichetta={testi.al} compilato={compilato} />
        </div>
        <Azioni>
          <Bottone aspetto="secondario">{testi.prenotaArchivio}</Bottone>
        </Azioni>
      </Modulo>
    </section>
  );
}

function Giorno({ nome, etichetta, compilato: c }: { nome: string; etichetta: string; compilato: Compilato }): VNode {
  const campo = { nome, etichetta, valore: c.valori[nome], errore: c.errori[nome] };
  return <Campo {...campo} tipo="date" larghezza="breve" />;
}
