import { modificaDovuto } from '#modules/posizioni';
import { ok } from '#kernel/esito';
import { ufficioAMano } from '#testi/it/ufficio-a-mano';
import {
  CampiModifica,
  daCorreggere,
  iniziali,
  leggiModifica,
  RiassuntoModifica,
  type Modifica,
} from '../a-mano/modifica.tsx';
import { paginaAtto } from '../atto-posizione.tsx';

const testi = ufficioAMano.modifica;

/**
 * A dovuto that is still asked for, written anew: before and after are shown first. Of two who write at once the second is told what
 * changed, and finds what they typed.
 */
export const dovutoModifica = paginaAtto<Modifica>({
  nome: 'modifica',
  testi: { titolo: testi.titolo, conferma: testi.conferma },
  tocca: ({ aperti, d }) => aperti.filter(({ id }) => id === d.id),
  iniziali,
  cambia: ({ a, valori }) => daCorreggere(a, valori),
  campi: (c) => <CampiModifica {...c} />,
  leggi: leggiModifica,
  riassunto: (m, a) => <RiassuntoModifica m={m} a={a} />,
  compi: async (l, { dati }, { a, aMano: { visti, motivo, tipiConsentiti } }) => {
    const [visto] = visti;
    const chi = { dovutoId: a.d.id, versione: visto?.versione ?? 0, motivo, tipiConsentiti };
    const esito = await modificaDovuto(l.ctx, { ...chi, visto: a.debitore, dati });
    return esito.ok ? ok(a.d.id) : esito;
  },
  campoDelRifiuto: {
    ...{ SCADENZA_PASSATA: 'scadenza', SCADENZA_MANCANTE: 'scadenza', RATE_NON_IN_ORDINE: 'scadenza' },
    ...{ IMPORTO_NON_VALIDO: 'importo', IMPORTO_FISSO_DIVERSO: 'importo', IMPORTO_OLTRE_TETTO: 'importo' },
    CAUSALE_NON_VALIDA: 'causale',
    ...{ POSIZIONE_CHIUSA: 'debitoreCodice', DEBITORE_NON_VALIDO: 'debitoreCodice' },
  },
});
