import { ok } from '#kernel/esito';
import { fermo, type Fermo } from '#platform/fermo';
import { chiediAdesso } from './acts/chiedi.ts';
import { leggiRitardo } from './store/leggi.ts';

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
];
