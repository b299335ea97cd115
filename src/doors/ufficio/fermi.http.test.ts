import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { TipoDovutoId } from '#kernel/ids';
import type { Mondo } from '#platform/contesto';
import type { AttoFermo } from '#platform/fermo';
import { databaseNuovo } from '#support/db';
import { nuovoDovuto } from '#support/incassi';
import { mondoDiProva } from '#support/mondo';
import { testoDi, type Navigatore, type Pagina } from '#support/navigatore';
import { consegna, ricevutaLetta } from '#support/ricevute';
import { apriUfficio, collegamento, entra, unOperatore, type UfficioDiProva } from '#support/ufficio';
import { ctxDi, unEnte, type EnteDiProva } from '#support/un-ente';
import { ufficioFermi as testi, type GenereFermo } from '#testi/it/ufficio-fermi';
import { FERMI } from './fermi.ts';

let mondo: Mondo;
let ufficio: UfficioDiProva;
/** Makes the states that only a fault leaves. */
let amministra: pg.Client;
beforeAll(async () => {
  const database = await databaseNuovo();
  mondo = mondoDiProva(database);
  ufficio = await apriUfficio(mondo);
  amministra = new pg.Client({ connectionString: database.adminUrl });
  await amministra.connect();
  const ente = await unEnte(mondo);
  insieme = { ente, anna: await entra(ufficio, await unOperatore(mondo, [ente], { ruolo: 'amministratore' })) };
});
afterAll(async () => {
  await amministra.end();
  await ufficio.chiudi();
});

const PAGINA = '/ufficio/fermi';
/** An ente where each kind of thing is stuck in its turn, and who mends them. */
let insieme: { ente: EnteDiProva; anna: Navigatore };

async function sql(testo: string, valori: unknown[] = []): Promise<string> {
  const { rows } = await amministra.query<{ id: string }>(testo, valori);
  return rows[0]?.id ?? '';
}

const flusso = (ente: EnteDiProva, colonne: string, valori: string): Promise<string> =>
  sql(
    `insert into flussi.flusso (ente_id, genere, verso, nome_file, iuf, versione, richiesto_da, ${colonne})
     select $1, g.genere, g.verso, 'F-' || n || '.zip', 'F-' || n, '1_3', 'sistema', ${valori}
       from (values ('dovuti', 'in'), ('pagati', 'out')) as g (genere, verso), lateral (select uuidv7()::text as n) as n
      where g.verso = split_part($2, ' ', 1) returning id`,
    [ente.enteId, colonne.includes('richiesta') ? 'out' : 'in'],
  );
const RICHIESTA = `'{"dal":"2026-11-01","al":"2026-11-02"}'`;

const destinazione = (ente: EnteDiProva, esito = 'cartella_non_scrivibile'): Promise<string> =>
  sql(
    `insert into flussi.destinazione (ente_id, nome, genere, percorso, creata_il, prova_chiesta_il, provata_il, prova_esito)
     values ($1, uuidv7(), 'cartella', 'incassi', now(), now(), now(), $2) returning id`,
    [ente.enteId, esito],
  );

type Crea = (ente: EnteDiProva) => Promise<unknown>;

/** A thing of each kind that is stuck, as a fault or a person has left it. */
const CREA: Record<GenereFermo, Crea> = {
  denaro_da_destinare: (ente) =>
    consegna(
      mondo,
      ente,
      ricevutaLetta(ente, { iuv: '010070000000000001', numeroAvviso: null, importo: 40, receiptId: 'O' }),
    ),
  dovuto_da_verificare: async (ente) => {
    const d = await nuovoDovuto(mondo, ente, { iud: 'VERIFICA', importo: 1000 });
    await consegna(mondo, ente, ricevutaLetta(ente, { ...d, importo: 900, receiptId: 'V' }));
  },
  avviso_in_attesa: async (ente) => {
    const { dovutoId } = await nuovoDovuto(mondo, ente, { iud: 'ATTESA', importo: 1000 });
    const carrello = await sql(
      `insert into pagamenti.carrello (stato, location, inviato_il, rientro, rientrato_il, creato_il, toccato_il)
       values ('inviato', 'https://checkout.invalid/x', now() - interval '3 hours', 'ok', now() - interval '2 hours',
               now() - interval '3 hours', now()) returning id`,
    );
    await sql(
      `insert into pagamenti.carrello_voce (carrello_id, ente_id, iuv_id, numero_avviso, ente_cf, posto, importo_cents)
       select $1, i.ente_id, i.id, i.numero_avviso, $3, 1, 1000
         from posizioni.dovuto as d join posizioni.iuv as i on i.ente_id = d.ente_id and i.id = d.iuv_id where d.id = $2`,
      [carrello, dovutoId, ente.codiceFiscale],
    );
  },
  ricevuta_mancante: (ente) =>
    sql(
      `insert into rendicontazione.mancante (ente_id, origine, iuv, iur, giorno, importo_cents, stato, perche, creata_il)
       values ($1, 'rendicontazione', '01000000000000555', 'iur-fermo', current_date, 1000, 'da_chiudere', 'tentativi', now())
       returning id`,
      [ente.enteId],
    ),
  servizio_ente_fermo: async (ente) => {
    await sql(
      `insert into pagamenti.presso_ente (ente_id, attivo, url, attesa_ms, tipo_dovuto_id)
       values ($1, true, 'https://sil.example', 4000, $2)`,
      [ente.enteId, ente.tipoDovutoId],
    );
    await sql(
      `insert into pagamenti.presso_ente_stato (ente_id, guasti, guasto_dal, perche) values ($1, 3, now(), 'tempo_scaduto')`,
      [ente.enteId],
    );
  },
  ricevuta_da_elaborare: (ente) =>
    sql(
      `insert into pagamenti.messaggio (operazione, impronta, corpo, corpo_byte, ente_id, receipt_id, esito)
       values ('paSendRTV2', sha256('x'), 'x', 1, $1, 'RIC-GUASTA', 'DA_ELABORARE')`,
      [ente.enteId],
    ),
  rendicontazioni_in_ritardo: (ente) =>
    sql(`insert into rendicontazione.cursore (ente_id, provato_il, perche) values ($1, now(), 'irraggiungibile')`, [
      ente.enteId,
    ]),
  import_da_confermare: (ente) => flusso(ente, 'stato', `'in_corrispondenza'`),
  anteprima_ferma: async (ente) => {
    const id = await flusso(ente, 'stato', `'in_anteprima'`);
    await sql(`insert into flussi.anteprima (ente_id, flusso_id, guasto_il) values ($1, $2, now())`, [ente.enteId, id]);
  },
  import_fermo: (ente) => flusso(ente, 'stato, iniziato_il', `'in_corso', now()`),
  import_interrotto: (ente) => flusso(ente, 'stato, codice_errore', `'fallito', 'PAA_IMPORT_ERRORE_GENERICO'`),
  annullo_fermo: async (ente) => {
    const id = await flusso(ente, 'stato, righe_accettate', `'eseguito', 3`);
    await sql(
      `insert into flussi.annullo (ente_id, flusso_id, motivo, richiesto_da, richiesto_il) values ($1, $2, 'x', 'sistema', now())`,
      [ente.enteId, id],
    );
  },
  export_fermo: (ente) => flusso(ente, 'stato, richiesta', `'ricevuto', ${RICHIESTA}`),
  export_fallito: (ente) => flusso(ente, 'stato, codice_errore, richiesta', `'fallito', 'ERROR_EXPORT', ${RICHIESTA}`),
  export_sospeso: async (ente) => {
    const { operatoreId } = await unOperatore(mondo, [ente]);
    await sql(
      `insert into flussi.programmazione (ente_id, cadenza, versione, tipo_dovuto, operatore_id, creata_il, sospesa_il, fermata, fatta_fino,
                                          prossima)
       values ($1, 'giornaliera', '1.3', 'TARI', $2, now(), now(), true, now(), current_date)`,
      [ente.enteId, operatoreId],
    );
  },
  consegna_fallita: async (ente) => {
    const id = await flusso(ente, 'stato, richiesta', `'eseguito', ${RICHIESTA}`);
    await sql(
      `insert into flussi.consegna (ente_id, flusso_id, destinazione_id, stato, perche, aggiornata_il)
       values ($1, $2, $3, 'fallita', 'irraggiungibile', now())`,
      [ente.enteId, id, await destinazione(ente, 'ok')],
    );
  },
  destinazione_non_raggiunta: (ente) => destinazione(ente),
  abbonamento_sospeso: (ente) =>
    sql(
      `insert into eventi.abbonamento (ente_id, nome, url, generi, stato, stato_dal, cursore, creato_il)
       values ($1, uuidv7(), 'https://sil.example.it/', '{dovuto.pagato}', 'sospeso', now(), 0, now()) returning id`,
      [ente.enteId],
    ),
  esito_non_spinto: async (ente) => {
    const { dovutoId } = await nuovoDovuto(mondo, ente, { iud: `ESITO-${randomUUID().slice(0, 8)}`, importo: 1000 });
    await sql(
      `insert into eventi.esito (ente_id, iuv_id, iuv, receipt_id, tipo_dovuto_id, tentativi, tentativi_max, perche)
       select d.ente_id, d.iuv_id, i.iuv, 'R', d.tipo_dovuto_id, 2, 2, 'rifiutato'
         from posizioni.dovuto as d join posizioni.iuv as i on i.ente_id = d.ente_id and i.id = d.iuv_id where d.id = $1`,
      [dovutoId],
    );
  },
  richiesta_ferma: (ente) =>
    sql(
      `with m as (insert into enti.modulo_versione (ente_id, tipo_dovuto_id, versione, definizione, impronta, creata_il, attore)
               values ($1, $2, 1, '{}', sha256('x'), now(), 'sistema'))
       insert into posizioni.richiesta (ente_id, tipo_dovuto_id, versione, risposte, giorno, importo_cents, lingua, debitore_tipo,
                                        debitore_codice, debitore_anagrafica, chiesta_il, email, confermata_il)
       select $1, $2, 1, '{}', current_date, 1000, 'it', 'F', 'RSSMRA80A01H501U', 'Mario Rossi', now() - interval '2 hours', 'x@y.it',
              now() - interval '1 hour'`,
      [ente.enteId, ente.tipoDovutoId],
    ),
  delega_da_decidere: (ente) =>
    sql(
      `insert into posizioni.delega (ente_id, genere, delegato_codice, delegato_nome, delegante_codice, delegante_nome, chiesta_il,
                                     documento_nome, documento_tipo, documento_bytes, documento_sha256, documento)
       values ($1, 'minore', 'RSSMRA80A01H501U', 'Mario Rossi', 'RSSLCU15A01H501C', 'Luca Rossi', now(), 'documento.pdf',
               'application/pdf', 4, sha256('x'), 'x')`,
      [ente.enteId],
    ),
  dovuto_in_bozza: async (ente) => {
    const { dovutoId } = await nuovoDovuto(mondo, ente, { iud: 'BOZZA' });
    await sql(`update posizioni.dovuto set stato = 'bozza', creato_il = now() - interval '2 days' where id = $1`, [
      dovutoId,
    ]);
  },
  importi_non_aggiornati: async (ente) => {
    const { dovutoId } = await nuovoDovuto(mondo, ente, { iud: 'QUOTA' });
    await sql(
      `insert into posizioni.storia (ente_id, dovuto_id, azione, versione, stato, importo_cents, attore, dettaglio)
       values ($1, $2, 'non_quotato', 1, 'da_pagare', 1000, 'nodo', '{"perche":"tempo_scaduto"}')`,
      [ente.enteId, dovutoId],
    );
  },
  mail_non_inviata: (ente) =>
    sql(
      `insert into notifiche.messaggio (ente_id, canale, modello, destinatario, dati, chiave, rifiutato_il, errore)
       values ($1, 'posta', 'flusso', 'nessuno@esempio.it', '{}', uuidv7(), now(), 'rifiutata')`,
      [ente.enteId],
    ),
  lavoro_fallito: async (ente) => {
    await ctxDi(mondo, 'worker').enqueue('prova.lavoro', { enteId: ente.enteId });
    await sql(
      `update graphile_worker._private_jobs set attempts = max_attempts
        where id = (select max(id) from graphile_worker._private_jobs where payload ->> 'enteId' = $1)`,
      [ente.enteId],
    );
  },
};

/** What is done by the list, or follows from what it asked for: after it the thing is stuck no more. */
const POI: Partial<Record<GenereFermo, (ente: EnteDiProva) => Promise<unknown>>> = {
  ricevuta_da_elaborare: (ente) =>
    sql(`update pagamenti.messaggio set esito = 'ELABORATO' where ente_id = $1`, [ente.enteId]),
  rendicontazioni_in_ritardo: (ente) =>
    sql(`update rendicontazione.cursore set perche = null where ente_id = $1`, [ente.enteId]),
};

/** Told on the home in words of their own. */
const A_PARTE: Partial<Record<GenereFermo, string>> = {
  denaro_da_destinare: 'Un pagamento di 0,40 € aspetta una decisione.',
  dovuto_da_verificare: 'C’è 1 dovuto pagato in modo inatteso',
  ricevuta_mancante: 'Un pagamento va chiuso a mano',
};

/** The forms of a kind in the page, by act. */
function moduli({ html }: Pagina, genere: GenereFermo): { id: string; atto: AttoFermo }[] {
  const forma = /name="genere" value="(\w+)".*?name="id" value="([^"]*)".*?name="atto" value="(\w+)"/gs;
  return [...html.matchAll(forma)]
    .filter(([, suo]) => suo === genere)
    .map(([, , id = '', atto]) => ({ id, atto: atto as AttoFermo }));
}

async function agisci(anna: Navigatore, genere: GenereFermo, atto: AttoFermo): Promise<Pagina> {
  const pagina = await anna.apri(PAGINA);
  const uno = moduli(pagina, genere).find((m) => m.atto === atto) ?? expect.fail(`${genere}: no ${atto}`);
  return anna.invia(pagina, { genere, ...uno });
}

const c_e = ({ html }: Pagina, genere: GenereFermo): boolean => html.includes(`<section id="${genere}"`);

describe('what is stuck', () => {
  test('each kind is declared by one module, and told in words', () => {
    expect(FERMI.map(({ genere }) => genere).toSorted()).toEqual(Object.keys(testi.generi).toSorted());
    for (const { genere, atti } of FERMI)
      expect([genere, ...Object.keys(testi.generi[genere as GenereFermo].atti ?? {})]).toEqual([
        genere,
        ...Object.keys(atti),
      ]);
  });

  test.each(FERMI.map(({ genere, atti }) => [genere as GenereFermo, Object.keys(atti) as AttoFermo[]] as const))(
    '%s: is seen with its way out, and goes when it is done',
    async (genere, atti) => {
      for (const atto of atti.length === 0 ? [null] : atti) {
        const { ente, anna } = insieme;
        await CREA[genere](ente);
        const prima = await anna.apri(PAGINA);
        expect([genere, c_e(prima, genere)]).toEqual([genere, true]);
        if (atto === atti[0] || atto === null) {
          const giornata = testoDi((await anna.apri('/ufficio')).html);
          expect(giornata).toContain(A_PARTE[genere] ?? testi.generi[genere].conta('1'));
        }
        if (atto === null) {
          // Its page is where its act is.
          const righe = new RegExp(`<section id="${genere}".*?</section>`, 's').exec(prima.html)?.[0] ?? '';
          const dove = /<th[^>]*><a href="([^"]+)"/.exec(righe)?.[1] ?? '';
          expect([dove, (await anna.apri(dove)).stato]).toEqual([dove, 200]);
          continue;
        }
        const fatta = await agisci(anna, genere, atto);
        expect([genere, atto, testoDi(fatta.html).includes('Fatto.')]).toEqual([genere, atto, true]);
        await POI[genere]?.(ente);
        expect([genere, atto, c_e(await anna.apri(PAGINA), genere)]).toEqual([genere, atto, false]);
      }
    },
  );

  test('nothing stuck: the page says so, and so does the day', async () => {
    const ente = await unEnte(mondo);
    const anna = await entra(ufficio, await unOperatore(mondo, [ente]));
    expect(testoDi((await anna.apri(PAGINA)).html)).toContain('Niente è fermo');
  });

  test('is of the ente, and of the kinds of due that one follows; who only looks has no acts', async () => {
    const [ente, altro] = [await unEnte(mondo), await unEnte(mondo)];
    for (const genere of [
      'dovuto_da_verificare',
      'denaro_da_destinare',
      'mail_non_inviata',
      'import_interrotto',
    ] as const)
      await CREA[genere](ente);
    const vede = async (di: EnteDiProva, scelte: Parameters<typeof unOperatore>[2]) => {
      const anna = await entra(ufficio, await unOperatore(mondo, [di], scelte));
      const pagina = await anna.apri(PAGINA);
      return { anna, pagina, generi: Object.keys(CREA).filter((g) => c_e(pagina, g as GenereFermo)) };
    };
    expect((await vede(altro, { ruolo: 'amministratore' })).generi).toEqual([]);
    expect((await vede(ente, { tipi: [] as TipoDovutoId[] })).generi).toEqual([]);
    expect((await vede(ente, {})).generi).toEqual(['dovuto_da_verificare']);
    const lettore = await vede(ente, { ruolo: 'lettore' });
    expect([lettore.generi, moduli(lettore.pagina, 'dovuto_da_verificare')]).toEqual([['dovuto_da_verificare'], []]);
    // A form made by hand: of another ente, of a kind that is not theirs, or of nothing at all.
    const tutto = await vede(ente, { ruolo: 'amministratore' });
    const [mail] = moduli(tutto.pagina, 'mail_non_inviata');
    const estraneo = await vede(altro, { ruolo: 'amministratore' });
    const gettone = /name="_csrf" value="([^"]*)"/.exec((await estraneo.anna.apri('/ufficio/io')).html)?.[1] ?? '';
    const forma = {
      ...estraneo.pagina,
      html: `<form method="post" action="${PAGINA}"><input type="hidden" name="_csrf" value="${gettone}" /><input name="genere" /></form>`,
    };
    for (const id of [mail?.id ?? '', 'non un id', '1'])
      for (const genere of ['mail_non_inviata', 'denaro_da_destinare', 'lavoro_fallito', 'nessuno']) {
        const risposta = await estraneo.anna.invia(forma, { genere, id, atto: 'riprova' });
        expect([genere, id, risposta.stato]).toEqual([genere, id, 422]);
      }
  });

  test('two who act at once: the second is told', async () => {
    const ente = await unEnte(mondo);
    await CREA.export_fallito(ente);
    const anna = await entra(ufficio, await unOperatore(mondo, [ente], { ruolo: 'amministratore' }));
    const pagina = await anna.apri(PAGINA);
    const [riprova] = moduli(pagina, 'export_fallito');
    await anna.invia(pagina, { genere: 'export_fallito', ...riprova });
    const seconda = await anna.invia(pagina, { genere: 'export_fallito', ...riprova });
    expect([seconda.stato, testoDi(seconda.html)]).toEqual([422, expect.stringContaining('Non è più fermo')]);
  });

  test('is downloaded as a list that names no person', async () => {
    const ente = await unEnte(mondo);
    for (const genere of ['dovuto_da_verificare', 'mail_non_inviata', 'delega_da_decidere'] as const)
      await CREA[genere](ente);
    const anna = await entra(ufficio, await unOperatore(mondo, [ente], { ruolo: 'amministratore' }));
    const file = await anna.scarica(collegamento(await anna.apri(PAGINA), 'Scarica l’elenco'));
    const righe = file.byte.toString('utf8').trim().split('\r\n');
    expect(righe.map((riga) => riga.split(';')[0])).toEqual([
      expect.stringContaining('Genere'),
      'Dovuti da verificare',
      'Deleghe da decidere',
      'Mail non inviate',
    ]);
    expect(righe.join()).not.toMatch(/Rossi|RSS|@/);
  });
});
