import { readFile } from 'node:fs/promises';
import { sql } from 'kysely';
import { beforeAll, describe, expect, it } from 'vitest';
import { valoreDi } from '#kernel/esito';
import type { Mondo } from '#platform/contesto';
import { databaseDiProva } from '#support/db';
import { fileDovuti, type RigaProva } from '#support/dovuti';
import { mondoDiProva } from '#support/mondo';
import { ctxDi, unEnte, type EnteDiProva } from '#support/un-ente';
import { caricaDovuti, guardaRiga, leggiFlusso, leggiScarti, riceviDovuti } from './index.ts';

let mondo: Mondo;
let ente: EnteDiProva;
beforeAll(async () => {
  mondo = mondoDiProva(await databaseDiProva());
  ente = await unEnte(mondo);
});

async function carica(iuf: string, righe: readonly RigaProva[]): Promise<void> {
  const ctx = ctxDi(mondo, 'worker', ente.enteId);
  const { flussoId } = valoreDi(await riceviDovuti(ctx, await fileDovuti(ente, { iuf, versione: '2_0', righe })));
  await caricaDovuti(ctx, flussoId);
  const flusso = await ctx.tx((t) => leggiFlusso(t, flussoId));
  expect([flusso?.righeAccettate, flusso?.righeScartate]).toEqual([righe.length, 0]);
}

/** What is there of the posizione of a dovuto, as one value. */
async function posizioneDi(iud: string): Promise<Record<string, unknown>> {
  const { rows } = await ctxDi(mondo, 'worker', ente.enteId).tx((t) =>
    sql<{ detta: Record<string, unknown> }>`
      select jsonb_build_object('iupd', p.iupd, 'importo', p.importo_cents, 'nota', p.nota_pagatore, 'notificata', p.notificata_il,
               'debitori', (select jsonb_agg(concat_ws(' ', b.ruolo, b.tipo, b.codice, b.anagrafica) order by b.ordine)
                              from posizioni.debitore as b where b.ente_id = p.ente_id and b.posizione_id = p.id),
               'metadati', (select jsonb_agg(concat_ws(' ', m.chiave, m.valore, m.per_pagopa) order by m.chiave)
                              from posizioni.metadato as m where m.ente_id = p.ente_id and m.posizione_id = p.id),
               'opzioni', (select jsonb_agg(concat_ws(' ', o.ordine, o.forma, o.valida_dal, o.valida_al, o.maggiorazione_cents,
                                                      o.giorni_dalla_notifica) order by o.ordine)
                             from posizioni.opzione as o where o.ente_id = p.ente_id and o.posizione_id = p.id),
               'quote', (select jsonb_agg(concat_ws(' ', q.indice, q.importo_cents, q.beneficiario_cf, q.conto_id, q.iban, q.causale,
                                                    q.bilancio, q.bollo ->> 'provincia') order by q.indice)
                           from posizioni.quota as q where q.ente_id = d.ente_id and q.dovuto_id = d.id),
               'causale', d.causale_pubblica, 'riscossione', d.dati_riscossione) as detta
        from posizioni.dovuto as d join posizioni.posizione as p on p.ente_id = d.ente_id and p.id = d.posizione_id
       where d.ente_id = ${ente.enteId} and d.iud = ${iud}`.execute(t.db),
  );
  return rows[0]?.detta ?? {};
}

const SENZA = { bilancio: '', datiSpecificiRiscossione: '' };
const BILANCIO =
  '"<bilancio><capitolo><codCapitolo>C&amp;1</codCapitolo><codUfficio>U</codUfficio><accertamento><codAccertamento>A</codAccertamento>' +
  '<importo>100.00</importo></accertamento></capitolo></bilancio>"';

const VOCI = '[{"ufficio": "U", "capitolo": "C&1", "accertamento": "A", "importoCents": 10000}]';

describe('a file 2_0 brings', () => {
  it('a posizione with all that belongs to it', async () => {
    await carica('TUTTA', [
      {
        ...SENZA,
        IUD: 'D-1',
        importoDovuto: '100.00',
        bilancio: BILANCIO,
        codicePosizione: 'TUTTA',
        ibanAccredito: ente.ibanPostale,
        causalePubblica: 'Mensa 2026',
        opzioneValidaAl: '2099-06-30',
        altriDebitori: '"coobbligato F VRDLGU75B42H501B Luigia Verdi | tutore G 01234567897 Casa ""del"" Sole; onlus"',
        notaPagatore: 'Paga la nonna',
        metadati: 'plesso = Scuola A || B | anno=2026',
        metadatiPagopa: 'codice=7',
        importoQuota2: '5.25',
        codiceFiscaleQuota2: '01234567897',
        denominazioneQuota2: 'Provincia di Prova',
        ibanQuota2: 'it60 x054 2811 1010 0000 0123 456',
        tassonomiaQuota2: '9/0101101IM/',
        importoQuota5: '1.00',
        codiceFiscaleQuota5: ente.codiceFiscale,
        denominazioneQuota5: 'Noi',
        ibanQuota5: ente.iban,
        tassonomiaQuota5: '9/0101101IM/',
        causaleQuota5: 'Spese',
      },
    ]);
    expect(await posizioneDi('D-1')).toEqual({
      iupd: 'TUTTA',
      // It is that of its only dovuto.
      importo: null,
      nota: 'Paga la nonna',
      notificata: null,
      debitori: ['coobbligato F VRDLGU75B42H501B Luigia Verdi', 'tutore G 01234567897 Casa "del" Sole; onlus'],
      metadati: ['anno 2026 f', 'codice 7 t', 'plesso Scuola A | B f'],
      opzioni: ['1 unica 2099-06-30 0'],
      quote: [
        `1 10000 ${ente.codiceFiscale} ${ente.contoPostaleId} Mensa 2026 ${VOCI}`,
        '2 525 01234567897 IT60X0542811101000000123456 Tassa rifiuti',
        `3 100 ${ente.codiceFiscale} ${ente.contoId} Spese`,
      ],
      causale: 'Mensa 2026',
      riscossione: '9/0101101IM/',
    });
  });

  it('a fine: two ways to pay, the terms of which begin with the notification', async () => {
    const multa = { ...SENZA, codicePosizione: 'MULTA', dataNotifica: '2026-01-10', dataScadenzaPagamento: '' };
    await carica('MULTA', [
      { ...multa, IUD: 'M-1', importoDovuto: '29.40', maggiorazioneOpzione: '-12.60', giorniDallaNotifica: '5' },
      { ...multa, IUD: 'M-2', importoDovuto: '42.00', opzione: '2' },
    ]);
    const { opzioni, importo, notificata } = await posizioneDi('M-2');
    expect({ opzioni, importo, notificata }).toEqual({
      opzioni: ['1 unica -1260 5', '2 unica 0'],
      importo: 4200,
      notificata: '2026-01-10',
    });
  });

  it('a modification: what it does not say stays, what it says takes the place', async () => {
    await carica('CON', [{ ...SENZA, IUD: 'C-1', flagGeneraIuv: '', metadati: 'a=1|b=2', notaPagatore: 'Uno' }]);
    await carica('CAMBIA', [{ ...SENZA, IUD: 'C-1', flagGeneraIuv: '', azione: 'M', metadati: 'a=3' }]);
    const { metadati, nota, iupd } = await posizioneDi('C-1');
    expect({ metadati, nota, iupd }).toEqual({ metadati: ['a 3 f'], nota: 'Uno', iupd: '1X-C-1' });
  });

  it('a row that says no more than one of 1_3, and is made the short way', async () => {
    await carica('CORTA', [{ ...SENZA, IUD: 'S-1' }]);
    expect(await posizioneDi('S-1')).toMatchObject({ iupd: '1X-S-1', importo: null, riscossione: '9/0101101IM/' });
  });
});

it('in the preview a row is corrected as the others, in the columns of 2_0', async () => {
  const ctx = ctxDi(mondo, 'worker', ente.enteId);
  const file = await fileDovuti(ente, { iuf: 'GUARDA', versione: '2_0', righe: [{ IUD: 'G-1', rata: 'x' }] });
  const { flussoId } = valoreDi(await riceviDovuti(ctx, { ...file, anteprima: true }));
  const riga = await guardaRiga(ctx, { flussoId, riga: 1 });
  expect(riga).toMatchObject({ correggibile: true, scarto: { testo: '|RATA NUMERO NON VALIDO' } });
});

it('a posizione in pieces, or another than the dovuto has: POSIZIONE_SPARSA, POSIZIONE_DIVERSA', async () => {
  const ctx = ctxDi(mondo, 'worker', ente.enteId);
  const righe = [
    { IUD: 'X-1', codicePosizione: 'X' },
    { IUD: 'Y-1', codicePosizione: 'Y' },
    { IUD: 'X-2', codicePosizione: 'X', opzione: '2' },
    { IUD: 'S-1', azione: 'A', codicePosizione: 'Z' },
  ];
  const { flussoId } = valoreDi(
    await riceviDovuti(ctx, await fileDovuti(ente, { iuf: 'MISTE', versione: '2_0', righe })),
  );
  await caricaDovuti(ctx, flussoId);
  const scarti = await ctx.tx((t) => leggiScarti(t, flussoId, { dopo: 0, a: 9, quanti: 9 }));
  expect(scarti.map(({ riga, codice }) => [riga, codice])).toEqual([
    [1, '|IMPORT_POSIZIONE_SPARSA'],
    [3, '|IMPORT_POSIZIONE_SPARSA'],
    [4, '|IMPORT_POSIZIONE_DIVERSA'],
  ]);
});

it('the example of the manual is loaded whole', async () => {
  const manuale = await readFile(new URL('../../../docs/integrazione/dovuti-2_0.md', import.meta.url), 'utf8');
  const celle = (manuale.split('## Un esempio')[1] ?? '')
    .split('\n')
    .map((riga) => riga.split('|').map((cella) => cella.trim()))
    .filter(([, nome = '']) => nome.startsWith('`'));
  const vuote = { ...SENZA, indirizzoPagatore: '', tipoVersamento: '' };
  const righe = [2, 3, 4].map((n) => ({
    ...vuote,
    ...Object.fromEntries(celle.map((riga) => [(riga[1] ?? '').replaceAll('`', ''), riga[n] ?? ''])),
  }));
  await carica('MANUALE', righe);
  const { opzioni, importo, debitori } = await posizioneDi('TARI-7-R2');
  expect({ opzioni, importo, debitori }).toEqual({
    opzioni: ['1 unica 0', '2 piano 400'],
    importo: 12000,
    debitori: ['coobbligato F VRDLGU75B42H501B Luigia Verdi'],
  });
});
