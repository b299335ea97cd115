import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { lavori } from '#modules/posizioni';
import { apriPagamenti, dueEnti, type Pagamenti } from '#support/checkout';
import { DEBITORE } from '#support/carico';
import { databaseNuovo } from '#support/db';
import { Navigatore, testoDi, type Pagina } from '#support/navigatore';
import { entra, mondoFermo, unaPersona } from '#support/portale';
import { DUE_MODI, dovutoDi, unaPosizione } from '#support/posizioni';
import { collegamento } from '#support/ufficio';
import { ctxDi, type EnteDiProva } from '#support/un-ente';

let p: Pagamenti;
let uno: EnteDiProva;
let altro: EnteDiProva;
beforeAll(async () => {
  const mondo = mondoFermo(await databaseNuovo());
  [uno, altro] = await dueEnti(mondo);
  p = await apriPagamenti(mondo, [uno, altro]);
});
afterAll(() => p.chiudi());

const testo = ({ html }: Pagina): string => testoDi(html);
const percorso = ({ url }: Pagina): string => new URL(url).pathname;
const caselle = ({ html }: Pagina): string[] =>
  [...html.matchAll(/<input[^>]*name="scegli"[^>]*value="([^"]+)"/g)].map(([, valore = '']) => valore);

/** What is asked of a person: euros and due date of each. */
async function chiede(codice: string, ente: EnteDiProva, ...dovuti: [number, string, string][]) {
  for (const [importo, scadenza, causale] of dovuti)
    await unaPosizione(
      ctxDi(p.mondo, 'worker', ente.enteId),
      [
        {
          forma: 'unica',
          dovuti: [dovutoDi(importo, scadenza, { causale, causalePubblica: causale, conAvviso: true })],
        },
      ],
      { debitore: { ...DEBITORE, codice } },
    );
}

describe('the open posizioni of who signed in', () => {
  test('are theirs only, of all enti; two are chosen, paid at Checkout, and found among the payments', async () => {
    const { chi, persona } = await entra(p.mondo, p.portale);
    await chiede(persona.codiceFiscale, uno, [1000, '2098-01-01', 'Retta di gennaio']);
    await chiede(persona.codiceFiscale, altro, [550, '2099-01-01', 'Mensa']);
    await chiede(unaPersona().codiceFiscale, uno, [9900, '2098-01-01', 'Di un altro']);
    expect(testo(await chi.apri('/'))).toContain('2 avvisi da pagare, 15,50 € in tutto.');
    const elenco = await chi.apri('/posizioni');
    expect(testo(elenco)).toContain('Da pagare: 2 avvisi, 15,50 € in tutto.');
    expect(testo(elenco)).not.toContain('Di un altro');
    expect(testo(elenco)).toContain('PROVA – non pagabile');
    expect(testo(elenco).indexOf('Mensa')).toBeLessThan(testo(elenco).indexOf('Retta di gennaio'));
    expect(testo(await chi.invia(elenco, { metti: 'si' }))).toContain('Scegli almeno un avviso.');
    const carrello = await chi.invia(elenco, { metti: 'si', scegli: caselle(elenco) });
    expect([percorso(carrello), testo(carrello).includes('Paga 15,50 €')]).toEqual(['/carrello', true]);
    expect(testo(await chi.apri('/posizioni'))).toContain('Nel carrello');
    const esito = await chi.invia(await chi.invia(carrello, {}, 'visto'), { andamento: 'paga' });
    expect(testo(esito)).toContain('Pagamento ricevuto');
    expect(testo(await chi.apri(collegamento(esito, 'Apri la ricevuta')))).toContain('Scarica la ricevuta');
    const pagati = await chi.apri('/pagamenti');
    for (const cosa of ['Mensa', 'Retta di gennaio', uno.denominazione]) expect(testo(pagati)).toContain(cosa);
    const { nome } = await chi.scarica(/href="(\/avvisi\/[^"]+ricevuta\.pdf)"/.exec(pagati.html)?.[1] ?? '');
    expect(nome).toMatch(/^ricevuta_\d{18}\.pdf$/);
    expect(testo(await chi.apri('/pagamenti?dal=2020-01-01&al=2020-12-31'))).toContain(
      'Nessun pagamento in questo periodo',
    );
    expect(testo(await chi.apri('/posizioni'))).toContain('Niente da pagare');
  });

  test('without a notice are given one on their way to the carrello', async () => {
    const { chi, persona } = await entra(p.mondo, p.portale);
    const dovuti = [dovutoDi(800, '2098-01-01', { causalePubblica: 'Diritti di segreteria', conAvviso: false })];
    await unaPosizione(ctxDi(p.mondo, 'worker', uno.enteId), [{ forma: 'unica', dovuti }], {
      debitore: { ...DEBITORE, codice: persona.codiceFiscale },
    });
    const elenco = await chi.apri('/posizioni');
    expect(elenco.html).not.toContain('href="/avvisi/');
    const carrello = await chi.invia(elenco, { metti: 'si', scegli: caselle(elenco) });
    expect([percorso(carrello), testo(carrello).includes('Paga 8,00 €')]).toEqual(['/carrello', true]);
    const esito = await chi.invia(await chi.invia(carrello, {}, 'visto'), { andamento: 'paga' });
    expect(testo(esito)).toContain('Pagamento ricevuto');
  });

  test('are looked through, and a date that does not exist is said', async () => {
    const { chi, persona } = await entra(p.mondo, p.portale);
    await chiede(persona.codiceFiscale, uno, [1000, '2098-01-01', 'Retta'], [700, '2099-02-01', 'Gita al lago']);
    const elenco = await chi.apri('/posizioni');
    const trovata = await chi.invia(elenco, { cerca: 'si', causale: 'LAGO' });
    expect(caselle(trovata)).toHaveLength(1);
    expect(testo(trovata)).toContain('Gita al lago');
    expect(trovata.url).not.toContain('LAGO');
    expect(testo(await chi.invia(elenco, { cerca: 'si', dal: '2098-13-01' }))).toContain('Scrivi una data che esiste.');
    expect(testo(await chi.invia(elenco, { cerca: 'si', dal: '2099-01-01', al: '2098-01-01' }))).toContain(
      'viene prima',
    );
    expect(testo(await chi.invia(elenco, { cerca: 'si', ente: altro.enteId }))).toContain(
      'Nessuna posizione corrisponde',
    );
  });

  test('more than a carrello holds, and two ways to pay the same, are said', async () => {
    const { chi, persona } = await entra(p.mondo, p.portale);
    const sei = [1, 2, 3, 4, 5, 6].map((n): [number, string, string] => [100, `2098-01-0${n}`, `Rata ${n}`]);
    await chiede(persona.codiceFiscale, uno, ...sei);
    const elenco = await chi.apri('/posizioni');
    const pieno = await chi.invia(elenco, { metti: 'si', scegli: caselle(elenco) });
    expect([pieno.stato, percorso(pieno)]).toEqual([422, '/posizioni']);
    expect(testo(pieno)).toContain('5 avvisi sono nel carrello.');
    expect(testo(pieno)).toContain('1 avviso non ci sta');
    const lei = await entra(p.mondo, p.portale);
    await unaPosizione(ctxDi(p.mondo, 'worker', uno.enteId), DUE_MODI, {
      debitore: { ...DEBITORE, codice: lei.persona.codiceFiscale },
    });
    const suo = await lei.chi.apri('/posizioni');
    expect(testo(suo)).toContain('Modo 2: Rata 1 di 3');
    expect(testo(suo)).toContain('Da pagare: 1 avviso, 300,00 € in tutto.');
    const due = await lei.chi.invia(suo, { metti: 'si', scegli: caselle(suo) });
    expect(testo(due)).toContain('Hai scelto due modi di pagare la stessa posizione');
    expect(due.html.match(/checked/g)).toHaveLength(4);
  });
});

describe('a notice', () => {
  test('is opened by its debtor without a mail, and by nobody else', async () => {
    const { chi, persona } = await entra(p.mondo, p.portale);
    await chiede(persona.codiceFiscale, uno, [1000, '2098-01-01', 'Solo mio']);
    const [iuv = ''] = caselle(await chi.apri('/posizioni'));
    const intero = await chi.apri(`/avvisi/${iuv}`);
    expect(testo(intero)).toContain('Solo mio');
    expect((await chi.scarica(`/avvisi/${iuv}/avviso.pdf`)).nome).toMatch(/^avviso_\d{18}\.pdf$/);
    const lei = await entra(p.mondo, p.portale);
    for (const dove of [`/avvisi/${iuv}`, `/avvisi/${iuv}/avviso.pdf`, `/avvisi/${iuv}/ricevuta.pdf`])
      expect(percorso(await lei.chi.apri(dove))).toBe('/avviso');
    expect(percorso(await new Navigatore(p.portale.url).apri(`/avvisi/${iuv}`))).toBe('/avviso');
    const { rows } = await p.mondo.pools.worker.query<{ azione: string }>(
      `select distinct azione from registro.atto
        where attore = (select 'cittadino:' || id from utenti.cittadino where codice_fiscale = $1)`,
      [persona.codiceFiscale],
    );
    const azioni = rows.map(({ azione }) => azione);
    for (const azione of ['posizioni.viste', 'avviso.aperto', 'avviso.scaricato']) expect(azioni).toContain(azione);
  });

  test('of somebody else is opened by its pair, and the sign-in stands for the mail', async () => {
    const { chi } = await entra(p.mondo, p.portale);
    const codice = unaPersona().codiceFiscale;
    const fatta = await unaPosizione(
      ctxDi(p.mondo, 'worker', uno.enteId),
      [{ forma: 'unica', dovuti: [dovutoDi(1000, '2098-01-01', { conAvviso: true })] }],
      { debitore: { ...DEBITORE, codice } },
    );
    const numero = fatta.dovuti[0]?.numeroAvviso ?? '';
    const iuvId = fatta.dovuti[0]?.iuvId;
    const trovato = await chi.invia(await chi.apri('/avviso'), { numero, codiceFiscale: codice });
    expect(testo(trovato)).not.toContain('Mandami la mail');
    const intero = await chi.invia(trovato, { apri: 'si' });
    expect(percorso(intero)).toBe(`/avvisi/${iuvId}`);
  });

  test('that they asked for themselves is taken back, once asked again; one of the ente is not', async () => {
    const { chi, persona } = await entra(p.mondo, p.portale);
    const suo = { debitore: { ...DEBITORE, codice: persona.codiceFiscale }, iupd: `S-${'0123456789abcdef'.repeat(2)}` };
    const worker = ctxDi(p.mondo, 'worker', uno.enteId);
    await unaPosizione(worker, [{ forma: 'unica', dovuti: [dovutoDi(1000, '2098-01-01', { conAvviso: true })] }], suo);
    const [iuvId = ''] = caselle(await chi.apri('/posizioni'));
    const conferma = await chi.apri(
      collegamento(await chi.apri(`/avvisi/${iuvId}`), 'Non ti serve più? Ritira l’avviso'),
    );
    expect(testo(conferma)).toContain('nessuno potrà più pagarlo');
    const attesa = await chi.invia(conferma, { ritira: 'si' });
    expect(testo(attesa)).toContain('Stiamo ritirando l’avviso');
    expect(attesa.html).toContain('http-equiv="refresh"');
    await lavori.find(({ nome }) => nome === 'posizioni.ritira')?.esegui(worker, { iuvId });
    expect(testo(await chi.apri(`/avvisi/${iuvId}/ritira`))).toContain('Avviso ritirato');
    await chiede(persona.codiceFiscale, uno, [100, '2098-01-01', 'Dell’ente']);
    const [altri = ''] = caselle(await chi.apri('/posizioni'));
    expect(testo(await chi.apri(`/avvisi/${altri}`))).not.toContain('Ritira');
    expect(testo(await chi.apri(`/avvisi/${altri}/ritira`))).toContain('solo l’ente può annullarlo');
    const lei = await entra(p.mondo, p.portale);
    expect(testo(await lei.chi.apri(`/avvisi/${altri}/ritira`))).toContain('non è a tuo nome');
  });

  test('asks who has not signed in to do so', async () => {
    for (const dove of ['/posizioni', '/pagamenti']) {
      const risposta = await fetch(p.portale.url + dove, { redirect: 'manual' });
      expect([risposta.status, risposta.headers.get('location')]).toEqual([
        303,
        expect.stringContaining(`dopo=%2F${dove.slice(1)}`),
      ]);
    }
  });
});
