import { esempioDovuti, VERSIONI_DOVUTI } from '#modules/flussi';
import { errore, scarica } from '#platform/http/pagina';
import { alLavoro, guardaSoltanto, tipoDiProva, type PaginaUfficio } from '../lavoro.ts';

const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

/**
 * A file of dovuti to try with, of a kind that the person follows. Only in the ambiente di prova: sent to the other, it would ask
 * invented people for money.
 */
export const esempio: PaginaUfficio = {
  percorso: '/flussi/esempio',
  chi: 'operatore',
  get: alLavoro(async (l, r) => {
    const tipo = guardaSoltanto(l) ? null : await tipoDiProva(l);
    const versione = VERSIONI_DOVUTI.find((una) => una === r.query['versione']);
    if (tipo === null || versione === undefined) return errore('nonTrovata');
    const foglio = versione === '2_0' && r.query['forma'] === 'xlsx';
    const { nome, zip } = await esempioDovuti(l.ctx, { codIpa: l.ente.codIpa, tipo, versione, foglio });
    return scarica({ nome, contentType: foglio ? XLSX : 'application/zip', corpo: zip });
  }),
};
