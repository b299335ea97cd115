import { isUuid, type QuadraturaId } from '#kernel/ids';
import { apriQuadratura, leggiQuadratura } from '#modules/rendicontazione';
import { errore, scarica } from '#platform/http/pagina';
import { ufficioQuadratura as testi } from '#testi/it/ufficio-quadratura';
import { elencoInFile } from '../elenco-file.ts';
import { leggiCercato } from '../filtri.ts';
import { alLavoro, type PaginaUfficio } from '../lavoro.ts';
import { COLONNE_QUADRATURA, leggiArchivio } from '../quadratura-elenco.tsx';

/** What the archive holds, all of it, as a file for a spreadsheet. */
export const elencoQuadratura = elencoInFile({
  percorso: '/rendicontazione/quadratura',
  atto: 'rendiconta',
  nome: 'QUADRATURA',
  titolo: testi.titolo,
  filtro: async (t, l, r) => {
    const { testo, ricercaPersa } = await leggiCercato(t, l, r);
    return ricercaPersa ? null : { testo };
  },
  leggi: (t, { testo }, { dopo, quanti }) => leggiArchivio(t, { testo, dopo: dopo?.id ?? null, prima: null, quanti }),
  colonne: COLONNE_QUADRATURA,
});

/** One of them, byte for byte. */
export const fileQuadratura: PaginaUfficio = {
  percorso: '/rendicontazione/quadratura/:id/file',
  chi: 'operatore',
  atto: { get: 'rendiconta' },
  get: alLavoro((l, { parametri: { id = '' } }) =>
    l.ctx.tx(async (t) => {
      const q = isUuid<QuadraturaId>(id) ? await leggiQuadratura(t, id) : null;
      return q === null
        ? errore('nonTrovata')
        : scarica({ ...(await apriQuadratura(t, q)), contentType: 'application/xml' });
    }),
  ),
};
