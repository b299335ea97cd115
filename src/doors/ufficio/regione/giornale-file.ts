import { nomiEnti } from '#modules/enti';
import { cercaEventi, type EventoLetto } from '#modules/registro';
import type { Risposta } from '#platform/http/pagina';
import { ufficioImpianto } from '#testi/it/ufficio-impianto';
import { ufficioScambi } from '#testi/it/ufficio-scambi';
import { daScaricare, istanteScritto } from '../elenco-file.ts';
import { nomeEvento } from '../evento.tsx';
import type { RichiestaUfficio } from '../lavoro.ts';
import type { Regione } from './lavoro.ts';

const testi = ufficioImpianto.giornale;
/** A day of an installation may have millions: who needs more asks for an ente, or an operation. */
const RIGHE_MAX = 20_000;

type Filtro = Omit<Parameters<typeof cercaEventi>[1], 'quanti' | 'prima'>;
type Riga = EventoLetto & { ente: string };

/** The messages found in a day, as a file for a spreadsheet: what was looked for stands in the body. */
export function giornaleInFile(l: Regione, r: RichiestaUfficio, filtro: Filtro): Promise<Risposta> {
  const chiesta = { ...r, parametri: { forma: r.modulo['forma'] ?? '' } };
  return daScaricare<Regione, Filtro, Riga>(l, chiesta, {
    percorso: '/regione/giornale',
    nome: 'GIORNALE',
    titolo: testi.titolo,
    righeMax: RIGHE_MAX,
    filtro: () => filtro,
    leggi: async (t, f, { dopo, quanti }) => {
      const eventi = await cercaEventi(t, { ...f, quanti, prima: dopo });
      const enti = await nomiEnti(
        t,
        eventi.map(({ enteId }) => enteId as Parameters<typeof nomiEnti>[1][number]),
      );
      return eventi.map((e) => ({ ...e, ente: enti.get(e.enteId ?? '') ?? e.dominio ?? '' }));
    },
    colonne: [
      { titolo: ufficioScambi.colonne.tipo, testo: nomeEvento },
      { titolo: ufficioImpianto.registro.ente, testo: ({ ente }) => ente },
      { titolo: ufficioScambi.colonne.istante, testo: ({ istante }) => istanteScritto(istante) },
      { titolo: testi.avviso, testo: (e) => e.numeroAvviso ?? e.iuv ?? '' },
      { titolo: ufficioScambi.colonne.esito, testo: ({ esito }) => esito ?? '' },
    ],
  });
}
