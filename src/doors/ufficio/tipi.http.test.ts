import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { valoreDi } from '#kernel/esito';
import type { TipoDovutoId } from '#kernel/ids';
import {
  CATALOGO,
  elencoTipi,
  impostaFuoriModalita,
  modificaTipoDovuto,
  registraTassonomia,
  rifiutaFuoriModalita,
  type TipoDovuto,
} from '#modules/enti';
import type { Mondo } from '#platform/contesto';
import { databaseDiProva } from '#support/db';
import { mondoDiProva } from '#support/mondo';
import { testoDi, type Navigatore } from '#support/navigatore';
import { pianoDi, unaPosizione, unicaDi } from '#support/posizioni';
import { apriUfficio, collegamento, conFlusso, entra, unOperatore, type UfficioDiProva } from '#support/ufficio';
import { ctxDi, DA_SEMPRE, unEnte, type EnteDiProva } from '#support/un-ente';

let mondo: Mondo;
let ufficio: UfficioDiProva;
let ente: EnteDiProva;
let ada: Navigatore;
beforeAll(async () => {
  mondo = mondoDiProva(await databaseDiProva());
  ufficio = await apriUfficio(mondo);
  ente = await unEnte(mondo);
  ada = await entra(ufficio, await unOperatore(mondo, [ente], { ruolo: 'amministratore' }));
});
afterAll(() => ufficio.chiudi());

const TIPI = '/ufficio/configurazione/tipi';
const ctx = () => ctxDi(mondo, 'ufficio', ente.enteId);

async function letto(id: TipoDovutoId = ente.tipoDovutoId): Promise<TipoDovuto> {
  return (await elencoTipi(ctx(), ente.enteId)).find((t) => t.tipoDovutoId === id) ?? expect.fail();
}

async function conTassonomia(codice: string): Promise<void> {
  const voce = { tipoEnte: 'COMUNE', macroArea: 'Servizi', tipoServizio: 'Prova', descrizione: 'Prova' };
  valoreDi(
    await registraTassonomia(ctxDi(mondo, 'worker'), [{ ...voce, codice, validaDal: DA_SEMPRE, validaAl: null }]),
  );
}

describe('the kinds of due of an ente', () => {
  test('are listed with what they lack, and reached from the configuration', async () => {
    const indice = await ada.apri('/ufficio/configurazione');
    expect(collegamento(indice, 'Tipi di dovuto')).toBe(TIPI);
    const elenco = await ada.apri(TIPI);
    const testo = testoDi(elenco.html);
    for (const parole of [
      'Tassa sui rifiuti',
      'Fuori dal catalogo',
      'attivo',
      'iniziato presso l’ente, per flussi',
      'nessuno',
    ])
      expect(testo).toContain(parole);
    expect(collegamento(elenco, 'Tassa sui rifiuti')).toBe(`${TIPI}/${ente.tipoDovutoId}`);
  });

  test('from scratch: code, name and taxonomy; a code in use comes back with what was typed', async () => {
    const pagina = await ada.apri(`${TIPI}/adotta`);
    const valori = { 'zero.denominazione': 'Sale comunali', 'zero.tassonomia': '0101101IM', 'zero.codice': 'TARI' };
    const rifiutata = await ada.invia(pagina, valori);
    expect(rifiutata.stato).toBe(422);
    expect(testoDi(rifiutata.html)).toContain('L’ente ha già un tipo dovuto «TARI»');
    expect(rifiutata.html).toContain('value="Sale comunali"');
    const creato = await ada.invia(rifiutata, { ...valori, 'zero.codice': 'SALE' });
    expect(creato.stato).toBe(200);
    expect(testoDi(creato.html)).toContain('Per attivarlo manca: il conto.');
    const id = new URL(creato.url).pathname.split('/').at(-1) as TipoDovutoId;
    expect(await letto(id)).toMatchObject({ codice: 'SALE', attivo: false, tassonomia: '9/0101101IM/', contoId: null });
    const nessuna = await ada.invia(pagina, {
      'zero.denominazione': 'X',
      'zero.tassonomia': 'boh',
      'zero.codice': 'X',
    });
    expect(testoDi(nessuna.html)).toContain('Il codice tassonomico boh non è nell’elenco di pagoPA.');
  });

  test('from the catalogue with one click: at rest, with its form in draft, to be completed and then put to work', async () => {
    const pagina = await ada.apri(`${TIPI}/adotta`);
    for (const { denominazione } of CATALOGO) expect(testoDi(pagina.html)).toContain(denominazione);
    const niente = await ada.invia(pagina, { 'catalogo.codice': '' });
    expect(testoDi(niente.html)).toContain('Scegli una categoria del catalogo.');
    const senza = await ada.invia(pagina, { 'catalogo.quale': 'LUCE_VOTIVA' });
    expect(testoDi(senza.html)).toContain('Il codice tassonomico 9/0114100TS/ non è nell’elenco di pagoPA.');
    await conTassonomia('9/0114100TS/');
    const adottato = await ada.invia(pagina, { 'catalogo.quale': 'LUCE_VOTIVA', 'catalogo.conto': ente.contoId });
    expect(testoDi(adottato.html)).toContain('Per attivarlo manca: il modulo');
    const id = new URL(adottato.url).pathname.split('/').at(-1) as TipoDovutoId;
    expect(await letto(id)).toMatchObject({
      codice: 'LUCE_VOTIVA',
      categoria: 'LUCE_VOTIVA',
      attivo: false,
      spontaneo: true,
    });
    const editor = await ada.apri(`${TIPI}/${id}/modulo`);
    expect(testoDi(editor.html)).toContain('Stai scrivendo la versione 1, in bozza');
    expect(testoDi(editor.html)).toContain('Nome e cognome del defunto');
    const { definizione } = CATALOGO.find(({ categoria }) => categoria === 'LUCE_VOTIVA') ?? expect.fail();
    await ada.invia(editor, { definizione: JSON.stringify(definizione), azione: 'pubblica' });
    const attivo = await ada.invia(await ada.apri(`${TIPI}/${id}`), {}, 'stato');
    expect(testoDi(attivo.html)).toContain('Questo tipo è attivo.');
    const due = await ada.invia(pagina, { 'catalogo.quale': 'LUCE_VOTIVA' });
    expect(testoDi(due.html)).toContain('L’ente ha già un tipo dovuto «LUCE_VOTIVA»');
    expect(testoDi((await ada.apri(TIPI)).html)).toContain('Canone luce votiva cimiteriale attivo');
  });

  test('from another ente: what citizens see, and nothing of its accounts', async () => {
    expect(testoDi((await ada.apri(`${TIPI}/adotta`)).html)).toContain('Nessun altro ente ha un tipo di dovuto');
    const altro = await unEnte(mondo, { intermediarioId: ente.intermediarioId });
    const suo = ctxDi(mondo, 'ufficio', altro.enteId);
    const cambi = {
      denominazione: 'Uso delle palestre',
      promemoriaGiorni: [7],
      settoreAvviso: 'Segreto ufficio',
      codiceContesto: 'SEGRETO',
      bilancio: [{ capitolo: '31', ufficio: null, accertamento: null, importoCents: 'resto' as const }],
    };
    valoreDi(await modificaTipoDovuto(suo, { tipoDovutoId: altro.tipoDovutoId, cambi }));
    const pagina = await ada.apri(`${TIPI}/adotta`);
    expect(testoDi(pagina.html)).toContain(`${altro.denominazione} – Uso delle palestre`);
    const vuota = await ada.invia(pagina, { 'copia.quale': '', 'copia.codice': 'PALESTRE' });
    expect(testoDi(vuota.html)).toContain('Scegli il tipo da copiare.');
    const copiato = await ada.invia(pagina, { 'copia.quale': altro.tipoDovutoId, 'copia.codice': 'PALESTRE' });
    const id = new URL(copiato.url).pathname.split('/').at(-1) as TipoDovutoId;
    expect(await letto(id)).toMatchObject({
      denominazione: 'Uso delle palestre',
      promemoriaGiorni: [7],
      attivo: false,
      contoId: null,
      settoreAvviso: null,
      codiceContesto: null,
      bilancio: null,
    });
    // One of another intermediario is as if it were not there.
    const lontano = await unEnte(mondo);
    const rubata = await ada.invia(pagina, { 'copia.quale': lontano.tipoDovutoId, 'copia.codice': 'RUBATO' });
    expect(rubata.stato).toBe(422);
  });

  test('all the rules are changed in one page; what is refused comes back as it was typed, by its field', async () => {
    const pagina = await ada.apri(`${TIPI}/${ente.tipoDovutoId}`);
    const valori = {
      denominazione: 'Tassa sui rifiuti 2027',
      tassonomia: ente.tipo === 'TARI' ? '9/0101101IM/' : '',
      contoId: ente.contoId,
      contoPostaleId: ente.contoPostaleId,
      modalita: 'per_flussi',
      pagaDopoScadenza: 'si',
      scadenzaObbligatoria: 'si',
      bilancio: '3100; U1; ; resto',
      promemoriaGiorni: '30, 7',
      tentativiEsitoMax: '5',
    };
    const rifiutata = await ada.invia(pagina, { ...valori, promemoriaGiorni: '30, ieri' });
    expect(rifiutata.stato).toBe(422);
    expect(rifiutata.html).toContain('href="#campo-promemoriaGiorni"');
    expect(rifiutata.html).toContain('value="30, ieri"');
    for (const [campo, scritto, parole] of [
      ['importoFisso', '12.50', 'Scrivi un importo maggiore di zero'],
      ['urlEsterno', 'http://x.example', 'Scrivi l’indirizzo per intero'],
      ['bilancio', '3100; resto', 'Riga 1 del bilancio'],
      ['settoreAvviso', 'x'.repeat(51), 'al massimo 50 caratteri'],
      ['contoId', 'boh', 'Il conto indicato non è fra quelli dell’ente'],
    ] as const)
      expect(testoDi((await ada.invia(pagina, { ...valori, [campo]: scritto })).html)).toContain(parole);
    const salvata = await ada.invia(pagina, valori);
    expect(testoDi(salvata.html)).toContain('Modifiche salvate.');
    expect(await letto()).toMatchObject({
      denominazione: 'Tassa sui rifiuti 2027',
      attivo: true,
      contoPostaleId: ente.contoPostaleId,
      modalita: ['per_flussi'],
      scadenzaObbligatoria: true,
      avvisoStampabile: false,
      promemoriaGiorni: [30, 7],
      tentativiEsitoMax: 5,
      bilancio: [{ capitolo: '3100', ufficio: 'U1', accertamento: null, importoCents: 'resto' }],
    });
  });

  test('one is put to rest and to work by a button of its own', async () => {
    const indirizzo = `${TIPI}/${ente.tipoDovutoId}`;
    const spento = await ada.invia(await ada.apri(indirizzo), {}, 'stato');
    expect(testoDi(spento.html)).toContain('Questo tipo non è attivo.');
    expect((await letto()).attivo).toBe(false);
    const acceso = await ada.invia(spento, {}, 'stato');
    expect(testoDi(acceso.html)).toContain('Questo tipo è attivo.');
    valoreDi(
      await modificaTipoDovuto(ctx(), {
        tipoDovutoId: ente.tipoDovutoId,
        cambi: { modalita: ['base', 'per_flussi'], scadenzaObbligatoria: false },
      }),
    );
  });

  test('those of another ente are not there, nor is any page for who does not administer', async () => {
    const altro = await unEnte(mondo);
    for (const coda of ['', '/modulo', '/modulo/versioni'])
      expect((await ada.apri(`${TIPI}/${altro.tipoDovutoId}${coda}`)).stato).toBe(404);
    expect((await ada.apri(`${TIPI}/boh`)).stato).toBe(404);
    const olga = await entra(ufficio, await unOperatore(mondo, [ente]));
    for (const indirizzo of [
      TIPI,
      `${TIPI}/adotta`,
      `${TIPI}/${ente.tipoDovutoId}`,
      `${TIPI}/${ente.tipoDovutoId}/modulo`,
    ])
      expect((await olga.apri(indirizzo)).stato).toBe(403);
  });
});

describe('a file for a kind of due that is not joined «per flussi»', () => {
  test('is accepted and said in its page; refused, row by row, where the ente says so', async () => {
    const altro = await unEnte(mondo);
    const suo = ctxDi(mondo, 'ufficio', altro.enteId);
    const ugo = await entra(ufficio, await unOperatore(mondo, [altro], { ruolo: 'amministratore' }));
    const righe = [{ IUD: 'A1' }];
    const normale = await conFlusso(mondo, altro, { iuf: 'uno', righe });
    expect(testoDi((await ugo.apri(`/ufficio/flussi/${normale}`)).html)).not.toContain('non prevedono i flussi');
    valoreDi(await modificaTipoDovuto(suo, { tipoDovutoId: altro.tipoDovutoId, cambi: { modalita: ['base'] } }));
    const accettato = await conFlusso(mondo, altro, { iuf: 'due', righe: [{ IUD: 'A2' }] });
    const pagina = testoDi((await ugo.apri(`/ufficio/flussi/${accettato}`)).html);
    expect(pagina).toContain('Tipi di dovuto che non prevedono i flussi');
    expect(pagina).toContain('Questo file ha dovuti di TARI');
    const salvata = await ugo.invia(await ugo.apri(TIPI), { fuoriModalita: 'rifiuta' });
    expect(salvata.html).toMatch(/value="rifiuta" checked/);
    expect(await rifiutaFuoriModalita(suo)).toBe(true);
    const rifiutato = await conFlusso(mondo, altro, { iuf: 'tre', righe: [{ IUD: 'A3' }] });
    const testo = testoDi((await ugo.apri(`/ufficio/flussi/${rifiutato}`)).html);
    expect(testo).toContain('L’ente non accetta file per questo tipo dovuto');
    expect(testo).not.toContain('non prevedono i flussi');
    valoreDi(await impostaFuoriModalita(suo, false));
  });
});

describe('a change of a kind of due with dovuti still to be paid', () => {
  test('shows what it touches and what becomes of it, looks again, and only then is made', async () => {
    const altro = await unEnte(mondo);
    const suo = () => ctxDi(mondo, 'worker', altro.enteId);
    const ugo = await entra(ufficio, await unOperatore(mondo, [altro], { ruolo: 'amministratore' }));
    const leggi = async () => (await elencoTipi(suo(), altro.enteId))[0] ?? expect.fail();
    await unaPosizione(suo(), [pianoDi([10_000, 20_000])]);
    const indirizzo = `${TIPI}/${altro.tipoDovutoId}`;
    const prima = await leggi();
    const valori = {
      denominazione: prima.denominazione,
      tassonomia: prima.tassonomia,
      contoId: prima.contoId ?? '',
      modalita: 'per_flussi',
      tentativiEsitoMax: '5',
      avvisoStampabile: 'si',
    };
    const male = await ugo.invia(await ugo.apri(indirizzo), { ...valori, tassonomia: '9/9999999XX/' });
    expect(male.stato).toBe(422);
    const pagina = await ugo.invia(await ugo.apri(indirizzo), { ...valori, denominazione: 'Rifiuti' });
    for (const detto of [
      'Prima di cambiare',
      `Denominazione: da «${prima.denominazione}» a «Rifiuti»`,
      'Si può pagare anche dopo la scadenza: da «sì» a «no»',
      'quelli già scaduti diventano pagabili, o non lo sono più',
      '2 dovuti da pagare sono di questo tipo: in tutto 300,00 €',
      '2 avvisi già emessi',
      'Tassa rifiuti',
    ])
      expect(testoDi(pagina.html)).toContain(detto);
    expect((await leggi()).denominazione).toBe(prima.denominazione);
    const corretta = await ugo.invia(pagina, { azione: 'correggi' }, 'letto');
    expect(corretta.html).toContain('value="Rifiuti"');
    await unaPosizione(suo(), [unicaDi(500)]);
    const ancora = await ugo.invia(pagina, {}, 'letto');
    expect(testoDi(ancora.html)).toContain('Nel frattempo qualcosa è cambiato');
    expect(testoDi(ancora.html)).toContain('3 dovuti da pagare sono di questo tipo');
    expect(testoDi((await ugo.invia(ancora, {}, 'letto')).html)).toContain('Modifiche salvate.');
    expect(await leggi()).toMatchObject({ denominazione: 'Rifiuti', pagaDopoScadenza: false, avvisoStampabile: true });
  });

  test('as putting it to rest; what touches no dovuto is made at once', async () => {
    const altro = await unEnte(mondo);
    const ugo = await entra(ufficio, await unOperatore(mondo, [altro], { ruolo: 'amministratore' }));
    await unaPosizione(ctxDi(mondo, 'worker', altro.enteId), [unicaDi(500)]);
    const indirizzo = `${TIPI}/${altro.tipoDovutoId}`;
    const chiesta = await ugo.invia(await ugo.apri(indirizzo), {}, 'stato');
    expect(testoDi(chiesta.html)).toContain('I dovuti che ci sono si pagano ancora');
    expect(testoDi(chiesta.html)).toContain('1 dovuto da pagare è di questo tipo');
    const spento = await ugo.invia(chiesta, {}, 'letto');
    expect(testoDi(spento.html)).toContain('Questo tipo non è attivo.');
    const acceso = await ugo.invia(spento, {}, 'stato');
    expect(testoDi(acceso.html)).toContain('Questo tipo è attivo.');
  });
});
