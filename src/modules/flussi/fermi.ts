import type { FlussoId } from '#kernel/ids';
import { fermo, type Fermo } from '#platform/fermo';
import { annullaEsportazione } from './acts/annulla-esportazione.ts';
import { interrompiAnnullo } from './acts/annulla-flusso.ts';
import {
  archiviaFallito,
  buttaInAttesa,
  lasciaConsegna,
  riprendiAnnullo,
  riprendiAnteprima,
  riprendiFallito,
  riprendiSenzaLavoro,
} from './acts/riprendi.ts';
import { ritentaConsegna } from './consegne/consegna.ts';
import { chiediProvaDestinazione } from './consegne/destinazioni.ts';
import { lasciaFermata, riprendiFermata } from './esportazioni/fermate.ts';
import {
  selectAnnulliFermi,
  selectAnteprimeFerme,
  selectConsegneFallite,
  selectDaConfermare,
  selectFalliti,
  selectFermate,
  selectNonRaggiunte,
  selectSenzaLavoro,
} from './store/fermi.ts';

const flusso = (id: string): FlussoId => id as FlussoId;

function consegna(id: string): { flussoId: FlussoId; destinazioneId: string } {
  const [flussoId = '', destinazioneId = ''] = id.split(' ');
  return { flussoId: flusso(flussoId), destinazioneId };
}

/** What of this module gets stuck. */
export const fermi: readonly Fermo[] = [
  fermo({
    genere: 'import_da_confermare',
    elenca: selectDaConfermare,
    atti: { butta: (ctx, id) => buttaInAttesa(ctx, flusso(id)) },
  }),
  fermo({
    genere: 'anteprima_ferma',
    elenca: selectAnteprimeFerme,
    atti: {
      riprova: (ctx, id) => riprendiAnteprima(ctx, flusso(id)),
      butta: (ctx, id) => buttaInAttesa(ctx, flusso(id)),
    },
  }),
  fermo({
    genere: 'import_fermo',
    elenca: (t, chi, q) => selectSenzaLavoro(t, chi, q, 'in'),
    atti: { riprova: (ctx, id) => riprendiSenzaLavoro(ctx, flusso(id)) },
  }),
  fermo({
    genere: 'import_interrotto',
    elenca: (t, chi, q) => selectFalliti(t, chi, q, 'in'),
    atti: {
      riprova: (ctx, id) => riprendiFallito(ctx, flusso(id)),
      lascia: (ctx, id) => archiviaFallito(ctx, flusso(id)),
    },
  }),
  fermo({
    genere: 'annullo_fermo',
    elenca: selectAnnulliFermi,
    atti: {
      riprova: (ctx, id) => riprendiAnnullo(ctx, flusso(id)),
      ferma: (ctx, id) => interrompiAnnullo(ctx, flusso(id)),
    },
  }),
  fermo({
    genere: 'export_fermo',
    elenca: (t, chi, q) => selectSenzaLavoro(t, chi, q, 'out'),
    atti: {
      riprova: (ctx, id) => riprendiSenzaLavoro(ctx, flusso(id)),
      ferma: (ctx, id) => annullaEsportazione(ctx, flusso(id)),
    },
  }),
  fermo({
    genere: 'export_fallito',
    elenca: (t, chi, q) => selectFalliti(t, chi, q, 'out'),
    atti: {
      riprova: (ctx, id) => riprendiFallito(ctx, flusso(id)),
      lascia: (ctx, id) => archiviaFallito(ctx, flusso(id)),
    },
  }),
  fermo({
    genere: 'export_sospeso',
    elenca: selectFermate,
    atti: { riprova: riprendiFermata, lascia: lasciaFermata },
  }),
  fermo({
    genere: 'consegna_fallita',
    elenca: selectConsegneFallite,
    atti: {
      riprova: (ctx, id) => ritentaConsegna(ctx, consegna(id)),
      lascia: (ctx, id) => lasciaConsegna(ctx, consegna(id)),
    },
  }),
  fermo({
    genere: 'destinazione_non_raggiunta',
    elenca: (t, _chi, q) => selectNonRaggiunte(t, q),
    atti: { riprova: chiediProvaDestinazione },
  }),
];
