import { leggiEnte, leggiLogo } from '#modules/enti';
import { disegnaEstratto } from '#modules/posizioni';
import { errore, scarica } from '#platform/http/pagina';
import { leggiTuttoDi } from '../debitore.ts';
import { alLavoro, type PaginaUfficio } from '../lavoro.ts';

/** What somebody owes and has paid, to be printed. The file's name names nobody. */
export const debitoreEstratto: PaginaUfficio = {
  percorso: '/debitori/:id/estratto.pdf',
  chi: 'operatore',
  get: alLavoro(async (l, { parametri }) => {
    const { id = '' } = parametri;
    const dati = await l.ctx.tx(async (t) => {
      const letto = await leggiTuttoDi(t, l, { id, azione: 'debitore.estratto' });
      const ente = await leggiEnte(t, l.ente.enteId);
      if (letto === null || ente === null) return null;
      const { denominazione, codiceFiscale, ambiente } = ente;
      const logoPng = await leggiLogo(t, ente.enteId, 'grande');
      const testa = { ente: { denominazione, codiceFiscale, logoPng }, prova: ambiente === 'prova' };
      return { ...letto, ...testa, generatoIl: t.now };
    });
    if (dati === null) return errore('nonTrovata');
    const nome = `estratto_${l.ente.codIpa}_${l.ctx.oggi}.pdf`;
    return scarica({ nome, contentType: 'application/pdf', corpo: await disegnaEstratto(dati) });
  }),
};
