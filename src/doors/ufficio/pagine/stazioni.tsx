import { piuGiorni, type Giorno } from '#kernel/giorno';
import { stazioniDiEnte, type StazioneAssociata } from '#modules/enti';
import type { Ctx } from '#platform/contesto';
import { pagina } from '#platform/http/pagina';
import { ufficioConti } from '#testi/it/ufficio-conti';
import { Vuoto } from '#ui/vuoto';
import { Foglio } from '../aspetto.tsx';
import { percorsoConti } from '../conti.tsx';
import { chiestoDi, ElencoBreve, testoCercato, trovaFra } from '../elenco-breve.tsx';
import { elencoInFile, giornoScritto, tutteInsieme, type ColonnaElenco } from '../elenco-file.ts';
import { VAI } from '../indirizzi.ts';
import { alLavoro, type PaginaUfficio } from '../lavoro.ts';

const testi = ufficioConti.stazioni;

/** The stations of the ente and their segregation codes. Changes are made by who runs the installation. */
export const stazioni: PaginaUfficio = {
  percorso: '/configurazione/stazioni',
  chi: 'amministratore',
  get: alLavoro(async (l, r) =>
    pagina(
      <Foglio u={l} titolo={testi.titolo} sezione={VAI.configurazione} percorso={percorsoConti}>
        <p>{testi.introduzione}</p>
        <ElencoBreve
          a={VAI.stazioni}
          file={VAI.elencoStazioni}
          chiesto={chiestoDi(r)}
          id="stazioni"
          titolo={testi.elenco}
          colonne={COLONNE}
          righe={await leggiStazioni(l.ctx)}
          chiave={({ stazioneId }) => stazioneId}
          vuoto={
            <Vuoto titolo={testi.vuoto}>
              <p>{testi.vuotoTesto}</p>
            </Vuoto>
          }
        />
        <p>{testi.sola}</p>
      </Foglio>,
    ),
  ),
};

type Riga = StazioneAssociata & { oggi: Giorno };

async function leggiStazioni(ctx: Ctx): Promise<Riga[]> {
  return (await stazioniDiEnte(ctx)).map((una) => ({ ...una, oggi: ctx.oggi }));
}

/** The last day: the day before the one from which it is no more. */
const ultimo = ({ validaAl }: Riga): Giorno | null => validaAl && piuGiorni(validaAl, -1);

const COLONNE: readonly ColonnaElenco<Riga>[] = [
  { titolo: testi.colonne.codice, testo: ({ codice }) => codice },
  { titolo: testi.colonne.segregazione, testo: ({ segregazione }) => segregazione },
  { titolo: testi.colonne.stato, testo: stato },
  { titolo: testi.colonne.dal, testo: ({ validaDal }) => giornoScritto(validaDal) },
  { titolo: testi.colonne.al, testo: (s) => giornoScritto(ultimo(s)) },
];

/** The stations of the ente, as a file for a spreadsheet. */
export const elencoStazioniFile = elencoInFile({
  percorso: '/configurazione/stazioni',
  chi: 'amministratore',
  nome: 'STAZIONI',
  titolo: testi.titolo,
  filtro: async (t, _l, r) => trovaFra(await leggiStazioni(t), testoCercato(r), COLONNE),
  leggi: tutteInsieme,
  colonne: COLONNE,
});

function stato({ attiva, predefinita, validaDal, validaAl, oggi }: Riga): string {
  if (validaAl !== null && validaAl <= oggi) return testi.chiusa;
  if (!attiva) return testi.spenta;
  if (validaDal > oggi) return testi.futura;
  return predefinita ? testi.predefinita : testi.aperta;
}
