import { expect, it } from 'vitest';
import type { Giorno } from '#kernel/giorno';
import { cents } from '#kernel/importo';
import type { Soggetto } from './colonne.ts';
import { INTESTAZIONE_INDICE, INTESTAZIONE_RT, rigaIndice, rigaRt } from './conservazione.ts';
import { INTESTAZIONE_SCADUTI, rigaScaduto } from './scaduti.ts';

const MARIO: Soggetto = {
  ...{ tipo: 'F', codice: 'RSSMRA80A01H501U', anagrafica: 'Rossi; Mario', indirizzo: 'Via Roma', civico: '1' },
  ...{ cap: '35100', localita: 'Padova', provincia: 'PD', nazione: 'IT', email: null },
};

it('the file of expired dovuti: a separator after each value, none after the header, no line feed at the end', () => {
  const testo =
    INTESTAZIONE_SCADUTI +
    rigaScaduto({
      ...{
        iud: 'IUD1',
        iuv: '01000000000000123',
        creatoGiorno: '2026-10-01' as Giorno,
        debitore: MARIO,
        tipoDovuto: 'TARI',
      },
      ...{ dataScadenza: '2026-11-30' as Giorno, importoCents: cents(12_050), commissioneCents: null, canali: 'ALL' },
      ...{ causale: 'Tassa\nrifiuti', datiRiscossione: '9/0101101IM/', bilancio: null, generaIuv: true },
    });
  expect(INTESTAZIONE_SCADUTI.split(';')).toHaveLength(22);
  expect(testo).toBe(
    'IUD;codIuv;dataCreazione;tipoIdentificativoUnivoco;codiceIdentificativoUnivoco;anagraficaPagatore;indirizzoPagatore;' +
      'civicoPagatore;capPagatore;localitaPagatore;provinciaPagatore;nazionePagatore;mailPagatore;dataEsecuzionePagamento;' +
      'importoDovuto;commissioneCaricoPa;tipoDovuto;tipoVersamento;causaleVersamento;datiSpecificiRiscossione;bilancio;flgGeneraIuv\n' +
      'IUD1;01000000000000123;2026-10-01;F;RSSMRA80A01H501U;Rossi Mario;Via Roma;1;35100;Padova;PD;IT;;2026-11-30;120.50;;TARI;ALL;' +
      'Tassa rifiuti;9/0101101IM/;;true;',
  );
});

it('the archive of receipts: the message as it came, its instant as Java writes it', () => {
  const ricevuta = {
    ...{
      receiptId: 'a1b2',
      iuv: '01000000000000123',
      registrataIl: new Date('2026-11-20T09:11:12.340Z'),
      negativa: false,
    },
    ...{ causale: 'TARI', titolare: '80012345678', debitore: { ...MARIO, email: 'm@example.it' }, pagatore: null },
    ...{ messaggio: Buffer.from('<a/>'), impronta: Buffer.alloc(32, 1) },
  };
  expect(INTESTAZIONE_RT.split(';')).toHaveLength(14);
  expect(rigaRt(ricevuta)).toBe(
    '\nPGEvPg==;2026-11-20 10:11:12.34;a1b2;TARI;F;Rossi Mario;RSSMRA80A01H501U;m@example.it;80012345678;;;01000000000000123;0;a1b2;',
  );
  expect(rigaRt({ ...ricevuta, registrataIl: new Date('2026-07-01T00:00:00Z') })).toContain(';2026-07-01 02:00:00.0;');
  expect(INTESTAZIONE_INDICE + rigaIndice(ricevuta, 1)).toBe(
    'riga;id_messaggio_ricevuta;IUV;data_ora_messaggio_ricevuta;byte;sha256\n' +
      `1;a1b2;01000000000000123;2026-11-20 10:11:12.34;4;${'01'.repeat(32)}\n`,
  );
});
