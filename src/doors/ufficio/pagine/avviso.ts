import { isUuid, type DovutoId } from '#kernel/ids';
import { datiAvviso, disegnaAvviso, leggiCarta } from '#modules/avvisi';
import { leggiDovuto } from '#modules/posizioni';
import { annota } from '#modules/registro';
import { errore, scarica } from '#platform/http/pagina';
import { avvisoDelDovuto } from '../avviso-dovuto.ts';
import { alLavoro, tipiVisibili, type PaginaUfficio } from '../lavoro.ts';

/** The notice of a dovuto to print, for who works for the ente: a row of the registro for each dovuto that it asks for. */
export const avviso: PaginaUfficio = {
  percorso: '/dovuti/:id/avviso.pdf',
  chi: 'operatore',
  get: alLavoro(async (l, { parametri, query }) => {
    const { id = '' } = parametri;
    if (!isUuid<DovutoId>(id)) return errore('nonTrovata');
    const dati = await l.ctx.tx(async (t) => {
      const { ids: tipiConsentiti } = await tipiVisibili(t, l);
      const dovuto = await leggiDovuto(t, { dovutoId: id, tipiConsentiti });
      const suo = dovuto === null ? null : await avvisoDelDovuto(t, dovuto, tipiConsentiti);
      if (suo === null || !suo.siScarica) return null;
      for (const uno of suo.avviso.dovuti)
        await annota(t, { azione: 'avviso.stampato', oggetto: 'dovuto', oggettoId: uno.id });
      return datiAvviso(suo.avviso, await leggiCarta(t, suo.ente, query['lingua']), t.now);
    });
    if (dati === null) return errore('nonTrovata');
    return scarica({
      nome: `avviso_${dati.numeroAvviso}.pdf`,
      contentType: 'application/pdf',
      corpo: await disegnaAvviso(dati),
    });
  }),
};
