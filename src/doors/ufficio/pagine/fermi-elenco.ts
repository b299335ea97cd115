import { formatGiorno, giornoA, isoRoma } from '#kernel/giorno';
import { INIZIO_CSV, rigaCsv } from '#platform/csv';
import { scarica } from '#platform/http/pagina';
import { ufficioFermi as testi } from '#testi/it/ufficio-fermi';
import { leggiFermi, nomeDi, percheDi } from '../fermi.ts';
import { alLavoro, type PaginaUfficio } from '../lavoro.ts';

const { colonne } = testi;

/** Of each kind, as many as anybody will go through one by one. */
const NEL_FILE_MAX = 5000;

/** The list of what is stuck as a file for a spreadsheet. It names no person. */
export const elencoFermi: PaginaUfficio = {
  percorso: '/fermi/elenco.csv',
  chi: 'operatore',
  get: alLavoro(async (l) => {
    const trovati = await l.ctx.tx((t) => leggiFermi(t, l, NEL_FILE_MAX));
    const righe = trovati.flatMap(({ genere, cose }) =>
      cose.map((cosa) => {
        const dal = `${formatGiorno(giornoA(cosa.dal))} ${isoRoma(cosa.dal).slice(11, 16)}`;
        return rigaCsv([testi.generi[genere].titolo, nomeDi(genere, cosa), percheDi(genere, cosa), dal]);
      }),
    );
    const testa = rigaCsv([colonne.genere, colonne.cosa, colonne.perche, colonne.dal]);
    return scarica({
      nome: `${l.ente.codIpa}_FERMI_${l.ctx.oggi}.csv`,
      contentType: 'text/csv; charset=utf-8',
      corpo: Buffer.from(INIZIO_CSV + testa + righe.join('')),
    });
  }),
};
