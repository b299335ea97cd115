import { ok } from '#kernel/esito';
import { cents, formatEuro } from '#kernel/importo';
import type { NumeroAvviso as Numero } from '#kernel/numero-avviso';
import { frammento, pagina, vai, type Pagina } from '#platform/http/pagina';
import { Avanzamento } from '#ui/avanzamento';
import { Azioni, Bottone } from '#ui/bottone';
import { Campo, CampoFile } from '#ui/campo';
import { Cornice, type Vista } from '#ui/cornice';
import { Grafico, type Barra } from '#ui/grafico';
import { Modulo } from '#ui/modulo';
import { Paginazione } from '#ui/paginazione';
import { Stato, StatoDovuto, type StatoMostrato } from '#ui/stato';
import { Tabella } from '#ui/tabella';
import { DataGiorno, Importo, NumeroAvviso } from '#ui/valori';
import { Vuoto } from '#ui/vuoto';
import { ENTE, GIORNO, UFFICIO, type Ctx } from './provini-siti.ts';

const vistaUfficio = (ctx: Ctx): Vista => ({
  ente: ENTE,
  persona: { nome: ctx.persona?.nome ?? '', esci: '/ufficio/esci' },
  cerca: '/ufficio/cerca',
});

const STATI: StatoMostrato[] = ['da_pagare', 'in_pagamento', 'in_attesa_di_ricevuta', 'pagato', 'scaduto', 'annullato'];

type Riga = { numero: string; debitore: string; causale: string; importo: number; stato: StatoMostrato };
const RIGHE: Riga[] = Array.from({ length: 25 }, (_, i) => ({
  numero: `3010000000000${String(10_000 + i)}`,
  debitore: 'Verdi Francesca Maria Antonietta',
  causale: `Tassa sui rifiuti 2026, rata ${i + 1}`,
  importo: 1_234_56 + i * 111,
  stato: STATI[i % STATI.length] ?? 'bozza',
}));

const dovuti: Pagina<Ctx> = {
  percorso: '/dovuti',
  chi: 'operatore',
  get: (ctx, r) =>
    pagina(
      <Cornice sito={UFFICIO} vista={vistaUfficio(ctx)} sezione="/ufficio/dovuti" titolo="Dovuti">
        <Tabella
          id="dovuti"
          titolo="25 dovuti, dal più recente"
          colonne={[
            { titolo: 'Numero avviso', cella: (riga) => <NumeroAvviso numero={riga.numero as Numero} /> },
            { titolo: 'Debitore', cella: (riga) => riga.debitore },
            { titolo: 'Causale', cella: (riga) => riga.causale },
            { titolo: 'Scadenza', cella: () => <DataGiorno giorno={GIORNO} breve /> },
            { titolo: 'Stato', cella: (riga) => <StatoDovuto stato={riga.stato} /> },
            {
              titolo: 'Importo',
              numerica: true,
              cella: (riga) => <Importo cents={cents(riga.importo)} />,
              totale: <Importo cents={cents(999_999_99)} />,
            },
          ]}
          righe={r.query['vuoto'] === undefined ? RIGHE : []}
          chiave={(riga) => riga.numero}
          apri={(riga) => `/ufficio/dovuti/${riga.numero}`}
          vuoto={
            <Vuoto titolo="Non c’è ancora nessun dovuto">
              <p>I dovuti arrivano con un flusso, oppure uno per uno.</p>
              <Azioni>
                <Bottone a="/ufficio/flussi">Carica un flusso</Bottone>
              </Azioni>
            </Vuoto>
          }
        />
        <Paginazione precedente="/ufficio/dovuti?prima=a" successiva="/ufficio/dovuti?dopo=b" />
      </Cornice>,
    ),
};

let fatte = 0;
const RIGHE_FLUSSO = 3_000;

const flussi: Pagina<Ctx> = {
  percorso: '/flussi',
  chi: 'operatore',
  get: (ctx, r) => {
    fatte = Math.min(fatte + 1_000, RIGHE_FLUSSO);
    const barra = (
      <Avanzamento
        id="flusso"
        titolo="Carico dei dovuti"
        fatte={fatte}
        totale={RIGHE_FLUSSO}
        {...(fatte < RIGHE_FLUSSO && { aggiorna: '/ufficio/flussi' })}
      >
        {fatte === RIGHE_FLUSSO && (
          <p role="status">
            <Stato tono="bene">Terminato</Stato>
          </p>
        )}
      </Avanzamento>
    );
    if (r.htmx) return frammento(barra);
    return pagina(
      <Cornice sito={UFFICIO} vista={vistaUfficio(ctx)} sezione="/ufficio/flussi" titolo="Flussi">
        {barra}
        <Modulo conFile>
          <CampoFile
            nome="archivio"
            etichetta="File dei dovuti"
            aiuto="Al massimo 50 MB, con un solo file CSV."
            accetta=".zip"
          />
          <Azioni>
            <Bottone icona="it-upload">Carica</Bottone>
          </Azioni>
        </Modulo>
      </Cornice>,
    );
  },
  carica: {
    bytesMax: 1024,
    ricevi: async (_ctx, _r, { flusso }) => {
      for await (const _ of flusso);
      return ok('riferimento');
    },
  },
  post: () => {
    fatte = 0;
    return vai('/ufficio/flussi');
  },
};

const accedi: Pagina<Ctx> = {
  percorso: '/accesso',
  chi: 'tutti',
  get: () =>
    pagina(
      <Cornice sito={{ ...UFFICIO, navigazione: [] }} titolo="Entra nell’ufficio">
        <Modulo>
          <Campo nome="utente" etichetta="Nome utente" autocomplete="username" larghezza="media" />
          <Campo nome="parola" etichetta="Password" tipo="password" autocomplete="current-password" larghezza="media" />
          <Azioni>
            <Bottone icona="it-lock">Entra</Bottone>
          </Azioni>
        </Modulo>
      </Cornice>,
    ),
  post: () => vai('/ufficio/dovuti', { sessione: 'segreto-di-prova' }),
};

const TABELLA = { apri: 'I numeri del grafico', nome: 'Tipo dovuto', valore: 'Importo' };
const TIPI = ['Tassa sui rifiuti', 'Contributo di costruzione e oneri di urbanizzazione', 'Mensa scolastica', 'Altri'];
const barra = (nome: string, i: number): Barra => ({
  nome,
  valore: i * 1_234_56,
  testo: formatEuro(cents(i * 1_234_56)),
});

/** Plots of both forms, as the day shows them, and acts in the rows of a table, as what is stuck does. */
const oggi: Pagina<Ctx> = {
  percorso: '/oggi',
  chi: 'operatore',
  get: (ctx) =>
    pagina(
      <Cornice sito={UFFICIO} vista={vistaUfficio(ctx)} sezione="/ufficio/oggi" titolo="Oggi">
        <div class="grafici">
          <Grafico
            id="tipi"
            titolo="Incassi per tipo dovuto, in euro"
            descrizione="La tassa sui rifiuti è la più alta."
            forma="barre"
            barre={TIPI.map((nome, i) => barra(nome, TIPI.length - i))}
            tabella={TABELLA}
          />
          <Grafico
            id="giorni"
            titolo="Incassi per giorno, in euro"
            descrizione="Crescono di giorno in giorno."
            forma="colonne"
            barre={Array.from({ length: 30 }, (_, i) => barra(`${i + 1}/11/2026`, i))}
            tabella={TABELLA}
          />
        </div>
        <section aria-labelledby="fermi-titolo">
          <h2 id="fermi-titolo">Flussi interrotti da un guasto</h2>
          <Tabella
            id="fermi"
            titolo="2 flussi interrotti da un guasto"
            colonne={[
              { titolo: 'Che cosa', cella: (nome) => nome },
              { titolo: 'Perché', cella: () => <div class="ampia">Il programma ha incontrato un guasto.</div> },
              {
                titolo: 'Che cosa fare',
                cella: (nome) => (
                  <Modulo>
                    <Bottone aspetto="secondario">
                      Riprendi<span class="visually-hidden"> {nome}</span>
                    </Bottone>
                  </Modulo>
                ),
              },
            ]}
            righe={['R_COMUNE-TARI-2026.zip', 'R_COMUNE-MENSA-2026.zip']}
            chiave={(nome) => nome}
            vuoto={<p />}
          />
        </section>
      </Cornice>,
    ),
};

export const PAGINE_UFFICIO = [accedi, dovuti, flussi, oggi];
