import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { creaLink } from '#modules/pagamenti';
import { databaseNuovo } from '#support/db';
import { Navigatore, testoDi, type Pagina } from '#support/navigatore';
import {
  annullaAvviso,
  apriPortale,
  mondoFermo,
  unAvviso,
  type MondoFermo,
  type PortaleDiProva,
} from '#support/portale';
import { conModulo } from '#support/spontaneo';
import { apriUfficio, collegamento, entra, unOperatore, type UfficioDiProva } from '#support/ufficio';
import { ctxDi, unEnte, type EnteDiProva } from '#support/un-ente';

let mondo: MondoFermo;
let ufficio: UfficioDiProva;
let portale: PortaleDiProva;
let ente: EnteDiProva;
let anna: Navigatore;
beforeAll(async () => {
  mondo = mondoFermo(await databaseNuovo());
  [ufficio, portale] = [await apriUfficio(mondo), await apriPortale(mondo)];
  ente = await unEnte(mondo);
  await conModulo(mondo, ente);
  anna = await entra(ufficio, await unOperatore(mondo, [ente]));
});
afterAll(async () => {
  await ufficio.chiudi();
  await portale.chiudi();
});

const LINK = '/ufficio/link';
const testo = ({ html }: Pagina): string => testoDi(html);
const percorso = ({ url }: Pagina): string => new URL(url).pathname;
/** Where a citizen opens the link of a page. */
const indirizzoIn = (pagina: Pagina): string => /https?:\/\/[^\s<"]+(\/link\/[\w-]+)/.exec(testo(pagina))?.[1] ?? '';
let n = 0;

async function avviso(riga: Record<string, string> = {}) {
  n += 1;
  return unAvviso(mondo, ente, { IUD: `UL${n}`, importoDovuto: '10.00', causaleVersamento: `Retta ${n}`, ...riga });
}
const nuovo = async (valori: Record<string, string>, chi = anna): Promise<Pagina> =>
  chi.invia(await chi.apri(`${LINK}/nuovo`), { titolo: '', finoAl: '', usi: '', ...valori }, 'codice');

describe('a link to a notice', () => {
  test('is made by its number, copied, printed, opened, counted, listed and taken back', async () => {
    const { numeroAvviso, iuvId } = await avviso();
    const spaziato = numeroAvviso.replace(/(.{4})/g, '$1 ');
    const fatto = await nuovo({
      codice: spaziato,
      titolo: 'La retta di <i>Ada</i>',
      finoAl: '31/12/2098',
      usi: '1.000',
    });
    for (const detto of ['Il link è pronto', 'La retta di <i>Ada</i>', '0 di 1.000', '31 dicembre 2098', numeroAvviso])
      expect(testo(fatto)).toContain(detto);
    expect(fatto.html).not.toContain('<i>Ada');
    const dove = indirizzoIn(fatto);
    expect(collegamento(fatto, 'Scarica il foglio da stampare')).toBe(`${mondo.config.urlPubblico}${dove}/qr.svg`);
    const chi = new Navigatore(portale.url);
    const intero = await chi.invia(await chi.apri(dove), {});
    expect([percorso(intero), testo(intero).includes('Mario Rossi')]).toEqual([`/avvisi/${iuvId}`, true]);
    const scheda = percorso(fatto);
    expect(testo(await anna.apri(scheda))).toContain('1 di 1.000');
    const elenco = await anna.apri(collegamento(await anna.apri('/ufficio'), 'Link di pagamento'));
    expect(testo(elenco)).toContain('La retta di <i>Ada</i>');
    const csv = (await anna.scarica(collegamento(elenco, 'Scarica l’elenco (CSV)'))).byte.toString('utf8');
    expect(csv).toContain(`;Attivo;${mondo.config.urlPubblico}${dove}`);
    expect((await anna.scarica(collegamento(elenco, 'Scarica l’elenco (Excel)'))).byte.subarray(0, 2).toString()).toBe(
      'PK',
    );
    const aperta = await anna.apri(collegamento(await anna.apri(scheda), 'Ritira il link'));
    const muta = await anna.invia(aperta, { motivo: '' });
    expect([muta.stato, testo(muta).includes('Scrivi perché')]).toEqual([422, true]);
    const motivo = 'Importo <script>sbagliato</script>';
    const via = await anna.invia(aperta, { motivo });
    expect([testo(via).includes(motivo), via.html.includes('<script>sb'), indirizzoIn(via)]).toEqual([true, false, '']);
    for (const detto of ['Il link è ritirato', 'Ritirato', 'Ritirato un link di pagamento', 'Anna Operosa'])
      expect(testo(via)).toContain(detto);
    expect(testo(await chi.apri(dove))).toContain('L’ente lo ha ritirato');
    const ancora = await anna.invia(aperta, { motivo });
    expect([ancora.stato, testo(ancora).includes('L’ente lo ha ritirato')]).toEqual([422, true]);
    expect(percorso(await anna.apri(`${scheda}/ritira`))).toBe(scheda);
    expect(testo(await anna.apri(`${LINK}?quali=ritirati`))).toContain('La retta di <i>Ada</i>');
    expect(testo(await anna.apri('/ufficio/registro'))).toContain('Creato un link di pagamento');
  });

  test('is refused for what is wrong, with what was typed; of what is not to be paid any more it is told', async () => {
    const storti: [Record<string, string>, string][] = [
      [{ codice: '' }, 'Scrivi il numero dell’avviso'],
      [{ codice: '301000000000000999' }, 'Nessun avviso di questo ente'],
      [{ codice: '1', usi: '0' }, 'Scrivi un numero da 1'],
      [{ codice: '1', usi: 'tanti' }, 'Scrivi un numero da 1'],
      [{ codice: '1', finoAl: '2020-01-01' }, 'Scrivi un giorno da oggi'],
      [{ codice: '1', finoAl: '31/02/2099' }, 'Scrivi una data che esista'],
      [{ codice: '1', titolo: 'x'.repeat(141) }, 'al massimo 140 caratteri'],
      [{ codice: '<script>alert(1)</script>' }, 'Nessun avviso di questo ente'],
    ];
    for (const [valori, detto] of storti) {
      const no = await nuovo(valori);
      expect([no.stato, testo(no).includes(detto), no.html.includes('<script>alert')]).toEqual([422, true, false]);
    }
    const riga = { IUD: 'UL_ANN', importoDovuto: '10.00', causaleVersamento: 'Annullata' };
    const chiuso = await unAvviso(mondo, ente, riga);
    await annullaAvviso(mondo, ente, riga);
    expect(testo(await nuovo({ codice: chiuso.iuv }))).toContain('non si può più pagare');
    const meta = { codiceAvviso: chiuso.iuv };
    const ctx = ctxDi(mondo, 'ufficio', ente.enteId);
    const no = await creaLink(ctx, { titolo: null, scadeIl: null, usiMax: null, meta });
    expect(no).toMatchObject({ ok: false, refusal: { codice: 'LINK_AVVISO_CHIUSO' } });
  });

  test('of another ente, or of kinds that one does not follow, is not there', async () => {
    const { numeroAvviso } = await avviso();
    const scheda = percorso(await nuovo({ codice: numeroAvviso, titolo: 'Solo di Anna' }));
    const altro = await unEnte(mondo);
    const altrove = await entra(ufficio, await unOperatore(mondo, [altro]));
    const nessuno = await entra(ufficio, await unOperatore(mondo, [ente], { tipi: [] }));
    for (const chi of [altrove, nessuno]) {
      for (const via of ['', '/ritira']) expect((await chi.apri(scheda + via)).stato).toBe(404);
      expect(testo(await chi.apri(`${LINK}?quali=tutti`))).not.toContain('Solo di Anna');
      expect(testo(await nuovo({ codice: numeroAvviso }, chi))).toContain('Nessun avviso di questo ente');
      expect((await chi.apri(`${LINK}/nuovo/${ente.tipoDovutoId}`)).stato).toBe(404);
    }
    for (const via of ['nessuno', ente.tipoDovutoId, 'elenco/pdf', 'nuovo/nessuno'])
      expect((await anna.apri(`${LINK}/${via}`)).stato).toBe(404);
    const guarda = await entra(ufficio, await unOperatore(mondo, [ente], { ruolo: 'lettore' }));
    expect((await guarda.apri(scheda)).html).not.toContain('/ritira');
  });
});

describe('a link to a form', () => {
  const base = { titolo: '', finoAl: '', usi: '', 'm.luogo': 'nord', 'm.righe.righe': '1', 'm.righe.0.quante': '2' };
  const apri = async () => anna.apri(collegamento(await anna.apri(`${LINK}/nuovo`), 'Un link'));

  test('is filled in as the citizen’s, says what it comes to, and what stays as it is', async () => {
    const modulo = await apri();
    for (const detto of [
      'Cimitero',
      'Nome del defunto',
      'Che cosa chi paga non può cambiare',
      'Lampade 1: Quante lampade',
    ])
      expect(testo(modulo)).toContain(detto);
    const visto = await anna.invia(modulo, { ...base, azione: 'aggiorna', fissi: ['luogo'] }, 'm.luogo');
    expect([visto.stato, testo(visto).includes('30,00 €')]).toEqual([200, true]);
    const fatto = await anna.invia(visto, { ...base, azione: 'crea', fissi: ['luogo', 'righe.0.quante'] }, 'm.luogo');
    for (const detto of [
      'Il link è pronto',
      'Nord (non si può cambiare)',
      'Lampade 1: Quante lampade 2 (non si può cambiare)',
      'Scrive chi paga: Nome del defunto, Voglio la ricevuta a casa.',
    ])
      expect(testo(fatto)).toContain(detto);
    const chi = new Navigatore(portale.url);
    const suo = await chi.apri(collegamento(await chi.apri(indirizzoIn(fatto)), 'Continua'));
    expect([suo.html.includes('name="m.luogo"'), suo.html.includes('name="m.defunto"')]).toEqual([false, true]);
    expect(testo(suo)).toContain('30,00 €');
  });

  test('is refused with what is wrong by its question; nothing is made', async () => {
    const modulo = await apri();
    const storti: [Record<string, string | string[]>, string][] = [
      [{ 'm.luogo': 'ovest' }, 'Cimitero'],
      [{ 'm.righe.0.quante': '99' }, '9'],
      [{ 'm.defunto': 'x'.repeat(61) }, '60'],
      [{ fissi: ['defunto'] }, 'Non si può tenere ferma una risposta che non c’è: Nome del defunto'],
      [{ usi: '-1' }, 'Scrivi un numero da 1'],
    ];
    for (const [valori, detto] of storti) {
      const no = await anna.invia(modulo, { ...base, azione: 'crea', fissi: [], ...valori }, 'm.luogo');
      expect([no.stato, testo(no).includes(detto), percorso(no)]).toEqual([422, true, percorso(modulo)]);
    }
  });
});
