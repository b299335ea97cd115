import { parseGiorno } from '#kernel/giorno';
import { cents } from '#kernel/importo';
import type { NumeroAvviso } from '#kernel/numero-avviso';
import type { DatiAvviso } from '#modules/avvisi';
import { logoPng } from './pdf.ts';

/** What a notice says, every field of it. */
export const DATI_AVVISO: DatiAvviso = {
  ente: {
    denominazione: 'Comune di Roccafiorita',
    codiceFiscale: '80004000016',
    settore: 'Servizi scolastici',
    info: 'Sportello: lunedì e giovedì, 9-12',
    cbill: 'AB123',
    logoPng: logoPng(),
  },
  prova: false,
  debitore: {
    anagrafica: 'Mária Kovačič',
    codiceFiscale: 'RSSMRA80A01H501U',
    indirizzo: 'Via della Libertà 12\n34170 Gorizia (GO)',
  },
  oggetto: 'Mensa scolastica, settembre 2026',
  importoCents: cents(12_050),
  scadenza: parseGiorno('2026-12-31'),
  numeroAvviso: '301000000000000144' as NumeroAvviso,
  generatoIl: new Date('2026-11-23T10:00:00Z'),
};
