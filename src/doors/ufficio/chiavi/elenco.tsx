import { leggiChiaviApi, type ChiaveApi } from '#modules/utenti';
import type { Ctx } from '#platform/contesto';
import { pagina } from '#platform/http/pagina';
import { ufficioChiavi as testi } from '#testi/it/ufficio-chiavi';
import { ufficioEnte } from '#testi/it/ufficio-ente';
import { Azioni, Bottone } from '#ui/bottone';
import { Collegamento } from '#ui/collegamento';
import { Messaggio } from '#ui/messaggio';
import { Istante } from '#ui/valori';
import { Vuoto } from '#ui/vuoto';
import { Foglio } from '../aspetto.tsx';
import { chiestoDi, ElencoBreve, testoCercato, trovaFra } from '../elenco-breve.tsx';
import { elencoInFile, istanteScritto, tutteInsieme, type ColonnaElenco } from '../elenco-file.ts';
import { VAI } from '../indirizzi.ts';
import { alLavoro, type PaginaUfficio } from '../lavoro.ts';
import { ambitiDetti, SVILUPPATORI } from './campi.tsx';
import { StatoChiave, statoDetto } from './stato.tsx';

/** The keys with which the ente's software comes in. */
export const chiavi: PaginaUfficio = {
  percorso: '/configurazione/chiavi',
  chi: 'amministratore',
  atto: { get: 'chiavi' },
  get: alLavoro(async (l, r) => {
    return pagina(
      <Foglio
        u={l}
        titolo={testi.titolo}
        sezione={VAI.configurazione}
        percorso={[{ testo: ufficioEnte.indice.titolo, a: VAI.configurazione }]}
      >
        {r.query['fatto'] === 'revocata' && (
          <Messaggio tipo="successo">
            <p>{testi.fatto.revocata}</p>
          </Messaggio>
        )}
        <p>
          {testi.introduzione} <Collegamento a={SVILUPPATORI}>{testi.guida}</Collegamento>
        </p>
        {l.ente.prova && <p>{testi.prova}</p>}
        <Azioni>
          <Bottone a={VAI.nuovaChiave}>{testi.crea}</Bottone>
        </Azioni>
        <ElencoBreve
          a={VAI.chiavi}
          file={VAI.elencoChiavi}
          chiesto={chiestoDi(r)}
          id="chiavi"
          titolo={testi.elenco}
          colonne={COLONNE}
          righe={await leggiRighe(l.ctx)}
          chiave={({ chiave }) => chiave.id}
          apri={({ chiave }) => VAI.chiave(chiave.id)}
          vuoto={
            <Vuoto titolo={testi.nessuna}>
              <p>{testi.nessunaTesto}</p>
            </Vuoto>
          }
        />
      </Foglio>,
    );
  }),
};

type Riga = { chiave: ChiaveApi; ora: Date };

async function leggiRighe(ctx: Ctx): Promise<Riga[]> {
  return (await leggiChiaviApi(ctx)).map((chiave) => ({ chiave, ora: ctx.now }));
}

const { colonne } = testi;

const COLONNE: readonly ColonnaElenco<Riga>[] = [
  { titolo: colonne.applicazione, testo: ({ chiave }) => chiave.applicazione },
  {
    titolo: colonne.inizio,
    testo: ({ chiave }) => `${chiave.inizio}…`,
    cella: ({ chiave }) => <code>{chiave.inizio}…</code>,
  },
  { titolo: colonne.ambiti, testo: ({ chiave }) => ambitiDetti(chiave.ambiti) },
  {
    titolo: colonne.stato,
    testo: ({ chiave, ora }) => statoDetto(chiave, ora),
    cella: (riga) => <StatoChiave {...riga} />,
  },
  {
    titolo: colonne.uso,
    testo: ({ chiave }) => istanteScritto(chiave.ultimoUsoIl),
    cella: ({ chiave: { ultimoUsoIl } }) => (ultimoUsoIl === null ? testi.mai : <Istante istante={ultimoUsoIl} />),
  },
];

/** The keys, without what opens, as a file for a spreadsheet. */
export const elencoChiaviFile = elencoInFile({
  percorso: '/configurazione/chiavi',
  chi: 'amministratore',
  atto: 'chiavi',
  nome: 'CHIAVI_API',
  titolo: testi.titolo,
  filtro: async (t, _l, r) => trovaFra(await leggiRighe(t), testoCercato(r), COLONNE),
  leggi: tutteInsieme,
  colonne: COLONNE,
});
