import { ok } from '#kernel/esito';
import { fermo, type Fermo } from '#platform/fermo';
import { chiediAdesso } from './acts/chiedi.ts';
import { leggiRitardo } from './store/leggi.ts';
import { leggiMancanti } from './store/mancanti.ts';

/** What of this module gets stuck. The statements of an ente are of all its kinds of due. */
export const fermi: readonly Fermo[] = [
  fermo({
    genere: 'rendicontazioni_in_ritardo',
    elenca: async (t, { tutti }) => {
      const ritardo = tutti ? await leggiRitardo(t) : null;
      if (ritardo === null || t.enteId === null) return [];
      return [{ id: t.enteId, nome: '', dal: ritardo.dal ?? t.now, perche: ritardo.perche }];
    },
    atti: { riprova: async (ctx) => ok(await chiediAdesso(ctx)) },
  }),
  // Their acts ask for a reason: each has its page.
  fermo({
    genere: 'ricevuta_mancante',
    elenca: async (t, { tipiConsentiti, tutti }, { quanti, id }) => {
      const filtro = { tipiConsentiti, tutti, stato: 'da_chiudere', giorno: { da: null, a: null } } as const;
      const righe = await leggiMancanti(t, { ...filtro, dopo: null, prima: null, quanti });
      return righe
        .filter((m) => id === undefined || m.id === id)
        .map((m) => ({ id: m.id, nome: m.numeroAvviso ?? m.iuv, dal: m.creataIl, perche: m.perche }));
    },
    atti: {},
  }),
];
