import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ok, valoreDi } from '#kernel/esito';
import { impostaPortaSil } from '#modules/pagamenti';
import { conXml } from '#platform/xml/documento';
import { cerca, type Elemento } from '#platform/xml/elemento';
import { databaseNuovo } from '#support/db';
import { annullaAvviso, pagaAvviso, unAvviso } from '#support/portale';
import { documentiPubblicati, type RispostaSil } from '#support/sil';
import { apriAvvio, buona, nuovoIud, produci, uno, type Avvio } from '#support/sil-avvio';
import { incassa, nuovoDovuto } from '#support/incassi';
import { ctxDi, type EnteDiProva } from '#support/un-ente';
import { chiediEsitoCarrello } from './chiedi-esito.ts';
import { chiediPagati, chiediPagatiConRicevuta } from './chiedi-pagati.ts';

const ORA_MS = 3_600_000;
const MAI = '11111111-2222-3333-4444-ffffffffffff';
/** One of ours, by its form, of long ago. */
const ANTICA = '11111111-2222-3333-4444-018bcfe56800';

let a: Avvio;
beforeAll(async () => {
  a = await apriAvvio(await databaseNuovo());
});
afterAll(() => a.sil.chiudi());

const sessione = (r: RispostaSil): string => r.campo('idSession') ?? r.campo('idSessionCarrello') ?? expect.fail();
const pagati = (idSession: string, di?: EnteDiProva) =>
  a.chiama('paaSILChiediPagati', { ...(di && { di }), campi: { idSession } });
const ricevuta = (campi: Record<string, string>, di?: EnteDiProva) =>
  a.chiama('paaSILChiediPagatiConRicevuta', { ...(di && { di }), campi });
const esito = (idSessionCarrello: string, di?: EnteDiProva) =>
  a.chiama('paaSILChiediEsitoCarrelloDovuti', { ...(di && { di }), campi: { idSessionCarrello } });

const base64 = (testo: string): Buffer => Buffer.from(testo, 'base64');

/** A document of the reply, which the published schema judges; opened once or twice. */
function apri(testo: string | null, volte: 1 | 2 = 2): Elemento {
  const prima = base64(testo ?? '');
  const bytes = volte === 1 ? prima : base64(prima.toString('latin1'));
  const schema = documentiPubblicati();
  return valoreDi(
    conXml(bytes, ({ radice, difetti }) => {
      if (schema !== null) expect(difetti(schema, radice)).toEqual([]);
      return ok(radice);
    }),
  );
}
const detto = (documento: Elemento, nome: string): string => cerca(documento, nome)?.testo ?? '';

describe('how a session went', () => {
  it('paid: what was paid in base64 twice, the receipt once; by session, IUV and IUD, and to nobody else', async () => {
    const cesto = uno();
    const iud = cesto.singoli[0]?.campi['identificativoUnivocoDovuto'] ?? '';
    const risposta = buona(await a.invia(cesto));
    const idSession = sessione(risposta);
    await a.inizia(risposta, 'ok');
    expect((await pagati(idSession)).fault).toBe('PAA_PAGAMENTO_IN_CORSO');
    await a.paga(risposta);
    const documentoPagati = apri((await pagati(idSession)).campo('pagati'));
    expect([documentoPagati.nome, detto(documentoPagati, 'identificativoUnivocoDovuto')]).toEqual(['Pagati', iud]);
    const iuv = detto(documentoPagati, 'identificativoUnivocoVersamento');
    for (const chiave of [
      { idSession },
      { identificativoUnivocoVersamento: iuv },
      { identificativoUnivocoDovuto: iud },
    ]) {
      const con = await ricevuta(chiave);
      expect([con.fault, con.campo('tipoFirma')]).toEqual([null, null]);
      const letto = apri(con.campo('pagati'));
      expect(['importoTotalePagato', 'identificativoUnivocoDovuto'].map((nome) => detto(letto, nome))).toEqual([
        '10.00',
        iud,
      ]);
      expect(base64(con.campo('rt') ?? '').toString()).toMatch(/^<receipt>/);
    }
    expect((await pagati(idSession, a.altro)).fault).toBe('PAA_ID_SESSION_NON_VALIDO');
    expect((await ricevuta({ identificativoUnivocoVersamento: iuv }, a.altro)).fault).toBe('PAA_IUV_NON_VALIDO');
    expect((await ricevuta({ identificativoUnivocoDovuto: iud }, a.altro)).fault).toBe('PAA_IUD_NON_VALIDO');
    const ctx = ctxDi(a.mondo, 'ufficio', a.ente.enteId);
    const scelte = { ritorniElenco: false, ritorno: null, indirizzi: [] };
    valoreDi(await impostaPortaSil(ctx, { ...scelte, pagatiUnaVolta: true }));
    expect(apri((await pagati(idSession)).campo('pagati'), 1).nome).toBe('Pagati');
    valoreDi(await impostaPortaSil(ctx, { ...scelte, pagatiUnaVolta: false }));
  });

  it('a carrello of several enti: each notice with its own outcome, whichever ente it is of', async () => {
    const risposta = buona(await a.carrello([{}, { di: a.altro }]));
    const idSession = sessione(risposta);
    const righe = async (): Promise<(string | undefined)[][]> => {
      const lista = cerca((await esito(idSession)).corpo, 'listaCarrelli')?.figli ?? [];
      return lista.map((riga) => ['esito', 'codIpaEnte'].map((nome) => detto(riga, nome)));
    };
    expect(await righe()).toEqual([
      ['PREDISPOSTO', a.ente.codIpa],
      ['PREDISPOSTO', a.altro.codIpa],
    ]);
    await a.inizia(risposta);
    await a.paga(risposta, a.altro);
    expect(await righe()).toEqual([
      ['PAGAM_IN_CORSO', a.ente.codIpa],
      ['Pagato', a.altro.codIpa],
    ]);
    // Of its own nothing is paid yet.
    expect((await pagati(idSession)).fault).toBe('PAA_PAGAMENTO_IN_CORSO');
    await a.paga(risposta);
    const { corpo } = await esito(idSession);
    const documenti = (cerca(corpo, 'listaCarrelli')?.figli ?? []).map((riga) => apri(detto(riga, 'pagati')));
    expect(documenti.map((uno) => detto(uno, 'identificativoDominio'))).toEqual([
      a.ente.codiceFiscale,
      a.altro.codiceFiscale,
    ]);
    expect((await pagati(idSession)).fault).toBeNull();
  });

  it('refuses with every code that it declares', async () => {
    const [pronto, iniziato, lasciato] = [await a.invia(), await a.invia(), await a.invia()];
    await a.inizia(iniziato);
    await a.inizia(lasciato, 'annullato');
    // Only of another ente: this one prepared it, and has no receipt of its own.
    const altrui = buona(await a.carrello([{ di: a.altro }]));
    await a.inizia(altrui);
    await a.paga(altrui, a.altro);
    const comune = {
      PAA_PAGAMENTO_NON_INIZIATO: () => pagati(sessione(pronto)),
      PAA_PAGAMENTO_IN_CORSO: () => pagati(sessione(iniziato)),
      PAA_PAGAMENTO_ANNULLATO: () => pagati(sessione(lasciato)),
      PAA_PAGAMENTO_SCADUTO: () => pagati(ANTICA),
      PAA_ID_SESSION_NON_VALIDO: () => pagati(MAI),
      PAA_SYSTEM_ERROR: () => pagati(sessione(altrui)),
    };
    await produci(chiediPagati, comune);
    await produci(chiediPagatiConRicevuta, {
      ...comune,
      PAA_PAGAMENTO_NON_INIZIATO: () => ricevuta({ idSession: sessione(pronto) }),
      PAA_SYSTEM_ERROR: () => ricevuta({ idSession: MAI, identificativoUnivocoDovuto: 'X' }),
      PAA_IUV_NON_VALIDO: () => ricevuta({ identificativoUnivocoVersamento: '01999999999999999' }),
      PAA_IUD_NON_VALIDO: () => ricevuta({ identificativoUnivocoDovuto: 'mai-visto' }),
    });
    await produci(chiediEsitoCarrello, { PAA_ID_SESSION_NON_VALIDO: () => esito(MAI) });
    expect(detto((await esito(ANTICA)).corpo, 'esito')).toBe('SCADUTO');
    expect((await ricevuta({})).fault).toBe('PAA_SYSTEM_ERROR');
  });

  it('what is not begun within the hour is over, and its dovuti are taken back', async () => {
    const risposta = buona(await a.invia());
    a.mondo.avanti(1.1 * ORA_MS);
    expect((await pagati(sessione(risposta))).fault).toBe('PAA_PAGAMENTO_SCADUTO');
  });
});

describe('how a dovuto goes that the ente has already', () => {
  it('in each state, by its IUD', async () => {
    const chiedi = (identificativoUnivocoDovuto: string) => ricevuta({ identificativoUnivocoDovuto });
    const { iud, ...avviso } = await unAvviso(a.mondo, a.ente, { IUD: nuovoIud() });
    expect((await chiedi(iud)).fault).toBe('PAA_PAGAMENTO_NON_INIZIATO');
    await pagaAvviso(a.mondo, a.ente, { iud, ...avviso });
    expect(apri((await chiedi(iud)).campo('pagati')).nome).toBe('PagatiConRicevuta');
    const annullato = await unAvviso(a.mondo, a.ente, { IUD: nuovoIud() });
    await annullaAvviso(a.mondo, a.ente, { IUD: annullato.iud });
    const vuota = await chiedi(annullato.iud);
    expect([vuota.fault, vuota.campo('pagati')]).toEqual([null, null]);
    // At the desk: nobody has a receipt of it.
    const sportello = nuovoIud();
    const allo = await nuovoDovuto(a.mondo, a.ente, { iud: sportello, generaIuv: false });
    valoreDi(await incassa(a.mondo, a.ente, allo, { importo: 12_050 }));
    expect((await chiedi(sportello)).fault).toBe('PAA_SYSTEM_ERROR');
  });
});
