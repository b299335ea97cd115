import { leggiAbbonamenti, type Abbonamento } from '#modules/eventi';
import { pagina } from '#platform/http/pagina';
import { ufficioEventi as testi } from '#testi/it/ufficio-eventi';
import { Azioni, Bottone } from '#ui/bottone';
import { Collegamento } from '#ui/collegamento';
import { Istante } from '#ui/valori';
import { Vuoto } from '#ui/vuoto';
import { Foglio } from '../aspetto.tsx';
import { chiestoDi, ElencoBreve, testoCercato, trovaFra } from '../elenco-breve.tsx';
import { elencoInFile, istanteScritto, tutteInsieme, type ColonnaElenco } from '../elenco-file.ts';
import { Fatto } from '../fatto.tsx';
import { intero } from '../frase.ts';
import { VAI } from '../indirizzi.ts';
import { alLavoro, type PaginaUfficio } from '../lavoro.ts';
import { SOPRA } from './sopra.ts';
import { StatoDiAbbonamento } from './stato.tsx';

/** The software that is told what happens. */
export const abbonamenti: PaginaUfficio = {
  percorso: '/configurazione/eventi',
  chi: 'amministratore',
  atto: { get: 'eventi' },
  get: alLavoro(async (l, r) => {
    const righe = await l.ctx.tx((t) => leggiAbbonamenti(t));
    return pagina(
      <Foglio u={l} titolo={testi.titolo} sezione={VAI.configurazione} percorso={SOPRA}>
        <Fatto frasi={testi.uno.fatto} fatto={r.query['fatto']} />
        <p>{testi.introduzione}</p>
        <Azioni>
          <Bottone a={VAI.nuovoAbbonamento}>{testi.nuovo}</Bottone>
          <Collegamento a={VAI.spinta}>{testi.allaSpinta}</Collegamento>
        </Azioni>
        <ElencoBreve
          a={VAI.eventi}
          file={VAI.elencoAbbonamenti}
          chiesto={chiestoDi(r)}
          id="abbonamenti"
          titolo={testi.elenco}
          colonne={COLONNE}
          righe={righe}
          chiave={({ id }) => id}
          apri={({ id }) => VAI.abbonamento(id)}
          vuoto={
            <Vuoto titolo={testi.vuoto}>
              <p>{testi.vuotoTesto}</p>
            </Vuoto>
          }
        />
      </Foglio>,
    );
  }),
};

const { colonne } = testi;

const COLONNE: readonly ColonnaElenco<Abbonamento>[] = [
  { titolo: colonne.nome, testo: ({ nome }) => nome },
  { titolo: colonne.url, testo: ({ url }) => url, cella: ({ url }) => <span class="ampia">{url}</span> },
  {
    titolo: colonne.stato,
    testo: ({ stato }) => testi.stati[stato],
    cella: ({ stato }) => <StatoDiAbbonamento stato={stato} />,
  },
  {
    titolo: colonne.ultimo,
    testo: ({ ultimoBene }) => istanteScritto(ultimoBene),
    cella: ({ ultimoBene }) => (ultimoBene === null ? testi.mai : <Istante istante={ultimoBene} />),
  },
  { titolo: colonne.ritardo, numerica: true, testo: ({ inRitardo }) => intero(inRitardo) },
];

/** The software that is told, as a file for a spreadsheet. */
export const elencoAbbonamentiFile = elencoInFile({
  percorso: '/configurazione/eventi',
  chi: 'amministratore',
  atto: 'eventi',
  nome: 'EVENTI',
  titolo: testi.titolo,
  filtro: async (t, _l, r) => trovaFra(await leggiAbbonamenti(t), testoCercato(r), COLONNE),
  leggi: tutteInsieme,
  colonne: COLONNE,
});
