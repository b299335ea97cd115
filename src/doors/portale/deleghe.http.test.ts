import { afterAll, beforeAll, expect, test } from 'vitest';
import { valoreDi } from '#kernel/esito';
import { piuMesi } from '#kernel/giorno';
import { approvaDelega, elencoDeleghe } from '#modules/posizioni';
import { DEBITORE } from '#support/carico';
import { unPdf } from '#support/allegati';
import { databaseNuovo } from '#support/db';
import { testoDi, type Pagina } from '#support/navigatore';
import { apriPortale, entra, mondoFermo, unaPersona, type MondoFermo, type PortaleDiProva } from '#support/portale';
import { dovutoDi, unaPosizione } from '#support/posizioni';
import { ctxDi, unEnte, type EnteDiProva } from '#support/un-ente';

let mondo: MondoFermo;
let portale: PortaleDiProva;
let ente: EnteDiProva;
beforeAll(async () => {
  mondo = mondoFermo(await databaseNuovo());
  ente = await unEnte(mondo);
  portale = await apriPortale(mondo);
});
afterAll(() => portale.chiudi());

const testo = ({ html }: Pagina): string => testoDi(html);
const percorso = ({ url }: Pagina): string => new URL(url).pathname;
const FILE = { nome: 'procura.pdf', byte: unPdf() };

test('is asked with a document, approved by the ente, seen by both, and ended by who is acted for', async () => {
  const [{ chi }, nonna] = [await entra(mondo, portale), await entra(mondo, portale)];
  const codice = nonna.persona.codiceFiscale;
  const dovuti = [dovutoDi(1000, '2098-01-01', { causalePubblica: 'Retta della nonna', conAvviso: true })];
  await unaPosizione(ctxDi(mondo, 'worker', ente.enteId), [{ forma: 'unica', dovuti }], {
    debitore: { ...DEBITORE, codice },
  });
  expect(testo(await chi.apri('/deleghe'))).toContain('Non hai ancora chiesto nessuna delega');
  const valori = { genere: 'delega', codice: codice.toLowerCase(), nome: 'Nonna Ada', ente: ente.enteId };
  const fatta = await chi.invia(await chi.apri('/deleghe/nuova'), { ...valori, documento: FILE });
  expect([percorso(fatta), testo(fatta).includes('In attesa dell’ente')]).toEqual(['/deleghe', true]);
  const ufficio = ctxDi(mondo, 'ufficio', ente.enteId);
  const [delega] = await elencoDeleghe(ufficio, { quali: 'da_decidere' });
  if (delega === undefined) throw new Error('nothing was asked');
  valoreDi(await approvaDelega(ufficio, { delegaId: delega.id, versione: 1, validaAl: piuMesi(ufficio.oggi, 6) }));
  const posizioni = testo(await chi.apri('/posizioni'));
  for (const cosa of ['Retta della nonna', 'Per delega di chi la deve', 'Intestata a Mario Rossi'])
    expect(posizioni).toContain(cosa);
  const suoi = await nonna.chi.apri('/deleghe');
  expect(testo(suoi)).toContain('Chi agisce per te');
  const finita = await nonna.chi.invia(suoi, { revoca: delega.id });
  expect(testo(finita)).toContain('La delega è revocata');
  expect(testo(await chi.apri('/posizioni'))).toContain('Niente da pagare');
  expect((await nonna.chi.invia(suoi, { revoca: delega.id })).stato).toBe(422);
});

test('what is wrong is said by its field, and the form comes back as it was typed', async () => {
  const { chi } = await entra(mondo, portale);
  const buoni = {
    genere: 'delega',
    codice: unaPersona().codiceFiscale as string,
    nome: 'Ada',
    ente: ente.enteId as string,
  };
  const invia = async (valori: Partial<typeof buoni>, file: typeof FILE | null = FILE) =>
    chi.invia(await chi.apri('/deleghe/nuova'), { ...buoni, ...valori, ...(file !== null && { documento: file }) });
  const casi: [Partial<typeof buoni>, string][] = [
    [{ codice: 'PRV' }, 'Controlla il codice fiscale'],
    [{ nome: ' ' }, 'Scrivi nome e cognome'],
    [{ genere: 'minore' }, 'è maggiorenne'],
    [{ genere: '' }, 'Scegli perché'],
    [{ ente: '' }, 'Scegli un ente dell’elenco'],
  ];
  for (const [valori, frase] of casi) {
    const tornata = await invia(valori);
    expect([
      tornata.stato,
      testo(tornata).includes(frase),
      tornata.html.includes('value="Ada"') || 'nome' in valori,
    ]).toEqual([422, true, true]);
  }
  expect(testo(await invia({}, null))).toContain('Allega il documento.');
  expect(testo(await invia({}, { nome: 'a.pdf', byte: Buffer.from('non è un PDF') }))).toContain('Qui si può allegare');
  expect(testo(await chi.apri('/deleghe'))).toContain('Non hai ancora chiesto nessuna delega');
});
