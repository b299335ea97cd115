import { isUuid, type DovutoId } from '#kernel/ids';
import { datiRicevuta, disegnaRicevuta, ricevuteDellEnte } from '#modules/pagamenti';
import { leggiDovuto } from '#modules/posizioni';
import { annota } from '#modules/registro';
import { errore, scarica } from '#platform/http/pagina';
import { avvisoDelDovuto } from '../avviso-dovuto.ts';
import { alLavoro, tipiVisibili, type PaginaUfficio } from '../lavoro.ts';

/** A receipt of a dovuto to print or to hand over, for who works for the ente. */
export const dovutoRicevuta: PaginaUfficio = {
  percorso: '/dovuti/:id/ricevute/:ricevuta',
  chi: 'operatore',
  get: alLavoro(async (l, { parametri }) => {
    const { id = '', ricevuta: chiesta = '' } = parametri;
    if (!isUuid<DovutoId>(id)) return errore('nonTrovata');
    const dati = await l.ctx.tx(async (t) => {
      const { ids: tipiConsentiti } = await tipiVisibili(t, l);
      const dovuto = await leggiDovuto(t, { dovutoId: id, tipiConsentiti });
      const suo = dovuto === null ? null : await avvisoDelDovuto(t, dovuto, tipiConsentiti);
      if (dovuto === null || dovuto.iuvId === null || suo === null) return null;
      const ricevuta = (await ricevuteDellEnte(t, dovuto.iuvId)).find((una) => una.id === chiesta);
      if (ricevuta === undefined) return null;
      await annota(t, { azione: 'ricevuta.stampata', oggetto: 'ricevuta', oggettoId: ricevuta.id });
      return datiRicevuta(t, { avviso: suo.avviso, ente: suo.ente, ricevuta });
    });
    if (dati === null) return errore('nonTrovata');
    const nome = `ricevuta_${dati.numeroAvviso}.pdf`;
    return scarica({ nome, contentType: 'application/pdf', corpo: await disegnaRicevuta(dati) });
  }),
};
