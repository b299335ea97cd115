import { formatIban } from '#kernel/iban';
import { elencoConti, type Conto } from '#modules/enti';
import { pagina } from '#platform/http/pagina';
import { ufficioConti } from '#testi/it/ufficio-conti';
import { Azioni, Bottone } from '#ui/bottone';
import { Vuoto } from '#ui/vuoto';
import { Foglio } from '../aspetto.tsx';
import { percorsoConti } from '../conti.tsx';
import { chiestoDi, ElencoBreve, testoCercato, trovaFra } from '../elenco-breve.tsx';
import { elencoInFile, tutteInsieme, type ColonnaElenco } from '../elenco-file.ts';
import { VAI } from '../indirizzi.ts';
import { alLavoro, type PaginaUfficio } from '../lavoro.ts';

const testi = ufficioConti.conti;

/** The accounts of the ente, each with the IBAN in force. */
export const conti: PaginaUfficio = {
  percorso: '/configurazione/conti',
  chi: 'amministratore',
  get: alLavoro(async (l, r) =>
    pagina(
      <Foglio u={l} titolo={testi.titolo} sezione={VAI.configurazione} percorso={percorsoConti}>
        <p>{testi.introduzione}</p>
        <ElencoBreve
          a={VAI.conti}
          file={VAI.elencoConti}
          chiesto={chiestoDi(r)}
          id="conti"
          titolo={testi.elenco}
          colonne={COLONNE}
          righe={await elencoConti(l.ctx)}
          chiave={({ contoId }) => contoId}
          apri={({ contoId }) => VAI.conto(contoId)}
          vuoto={
            <Vuoto titolo={testi.vuoto}>
              <p>{testi.vuotoTesto}</p>
            </Vuoto>
          }
        />
        <Azioni>
          <Bottone a={VAI.nuovoConto}>{testi.nuovo}</Bottone>
        </Azioni>
      </Foglio>,
    ),
  ),
};

const COLONNE: readonly ColonnaElenco<Conto>[] = [
  { titolo: testi.colonne.nome, testo: ({ nome }) => nome },
  { titolo: testi.colonne.tipo, testo: ({ tipo }) => testi.tipi[tipo] },
  { titolo: testi.colonne.intestatario, testo: ({ intestatario }) => intestatario },
  { titolo: testi.colonne.iban, testo: ({ iban }) => (iban === null ? testi.senzaIban : formatIban(iban)) },
];

/** The accounts, as a file for a spreadsheet. */
export const elencoContiFile = elencoInFile({
  percorso: '/configurazione/conti',
  chi: 'amministratore',
  nome: 'CONTI',
  titolo: testi.titolo,
  filtro: async (t, _l, r) => trovaFra(await elencoConti(t), testoCercato(r), COLONNE),
  leggi: tutteInsieme,
  colonne: COLONNE,
});
