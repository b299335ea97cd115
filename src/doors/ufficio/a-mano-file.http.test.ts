import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { LIMITI } from '#kernel/limiti';
import type { Mondo } from '#platform/contesto';
import { CIMITERO_CON_FILE, unaImmagine, unPdf } from '#support/allegati';
import { databaseDiProva } from '#support/db';
import { mondoDiProva } from '#support/mondo';
import { testoDi, type File, type Navigatore, type Pagina } from '#support/navigatore';
import { conModulo } from '#support/spontaneo';
import { apriUfficio, collegamento, entra, unOperatore, type UfficioDiProva } from '#support/ufficio';
import { ctxDi, unEnte, type EnteDiProva } from '#support/un-ente';

let mondo: Mondo;
let ufficio: UfficioDiProva;
let ente: EnteDiProva;
let anna: Navigatore;
beforeAll(async () => {
  mondo = mondoDiProva(await databaseDiProva());
  ufficio = await apriUfficio(mondo);
  ente = await unEnte(mondo);
  await conModulo(mondo, ente, { definizione: CIMITERO_CON_FILE });
  anna = await entra(ufficio, await unOperatore(mondo, [ente]));
});
afterAll(() => ufficio.chiudi());

const BUONI = {
  ...{ 'm.luogo': 'nord', 'm.defunto': 'Ada Neri', 'm.righe.righe': '1', 'm.righe.0.quante': '1' },
  ...{ debitoreTipo: 'F', debitoreCodice: 'RSSMRA80A01H501U', debitoreNome: 'Mario Rossi', nazione: 'IT' },
  ...{ scadenza: '2099-06-30', avviso: 'si', come: 'unica' },
};
const foglio = () => anna.apri(`/ufficio/dovuti/nuovo/${ente.tipoDovutoId}`);
const invia = (p: Pagina, azione: string, altro: Record<string, string | File> = {}) =>
  anna.invia(p, { ...BUONI, ...altro, azione }, 'come');
const conferma = (p: Pagina) => anna.invia(p, { azione: 'conferma' }, 'chiave');
const pdf = (nome = 'Atto.pdf', testo?: string): File => ({ nome, byte: unPdf(testo) });
const portato = ({ html }: Pagina, nome: string): string | undefined =>
  new RegExp(`type="hidden" name="${nome.replaceAll('.', '\\.')}" value="([^"]+)"`).exec(html)?.[1];

async function file(): Promise<number> {
  const { rows } = await sql<{ n: number }>`
    select count(id)::integer as n from posizioni.allegato where ente_id = ${ente.enteId}`.execute(
    ctxDi(mondo, 'worker').db,
  );
  return rows[0]?.n ?? -1;
}

const inserito = async (nome = 'Atto.pdf') =>
  conferma(await invia(await foglio(), 'continua', { 'm.atto': pdf(nome) }));

test('the sheet takes the files that the form asks for, and keeps them when it is refused; a file that is refused says why', async () => {
  const vuoto = await foglio();
  expect(testoDi(vuoto.html)).toContain('Atto di concessione (facoltativo) PDF, PNG, JPEG: al massimo 1 MB.');
  const male: [Buffer, string][] = [
    [Buffer.from('MZ…'), 'questo file non lo è'],
    [Buffer.alloc(1024 * 1024 + 1), 'può essere al massimo di 1 MB'],
    [Buffer.alloc(LIMITI.allegatoBytesMax + 1), 'può essere al massimo di 1 MB'],
    [unPdf().subarray(0, 60), 'rovinato o incompleto'],
  ];
  for (const [n, [byte, detto]] of male.entries()) {
    const no = await invia(vuoto, n === 0 ? 'aggiorna' : 'continua', { 'm.atto': { nome: 'a.pdf', byte } });
    const letto = testoDi(no.html).includes(detto);
    expect([no.stato, letto, no.html.includes('href="#campo-m.atto"')]).toEqual([422, true, true]);
    expect(no.html).toContain('value="Ada Neri"');
  }
  const rotto = await invia(vuoto, 'continua', { 'm.atto': pdf(), debitoreCodice: 'X' });
  expect([rotto.stato, testoDi(rotto.html).includes('Atto.pdf (1 kB)')]).toEqual([422, true]);
  const anteprima = await invia(rotto, 'continua');
  expect(testoDi(anteprima.html)).toMatch(/Le risposte del modulo .*Atto di concessione Atto\.pdf \(1 kB\)/);
  const fatto = await conferma(anteprima);
  expect(testoDi(fatto.html)).toMatch(/File allegati Atto di concessione Atto\.pdf \(1 kB\), da Anna Operosa/);
  expect(testoDi(fatto.html)).toMatch(/Storia .*File allegato : Atto\.pdf/);
  expect((await conferma(anteprima)).url).toBe(fatto.url);
  const scaricato = await anna.scarica(collegamento(fatto, 'Atto.pdf'));
  expect([scaricato.nome, scaricato.byte]).toEqual(['Atto.pdf', unPdf()]);
});

test('«Togli» takes a file away before anything is made, and what rows are added keeps the rest', async () => {
  const prima = await file();
  const piena = await invia(await foglio(), 'aggiorna', { 'm.atto': pdf('Via.pdf', 'via') });
  expect(await file()).toBe(prima + 1);
  const due = await anna.invia(piena, { ...BUONI, 'm.righe.righe': '2' }, 'come');
  expect([due.stato, portato(due, 'm.atto')]).toEqual([200, portato(piena, 'm.atto')]);
  const senza = await anna.invia(piena, { ...BUONI, togliFile: 'm.atto' }, 'come');
  expect([senza.stato, portato(senza, 'm.atto'), await file()]).toEqual([200, undefined, prima]);
});

test('the files of another sheet are no answer', async () => {
  const id = portato(await invia(await foglio(), 'aggiorna', { 'm.atto': pdf() }), 'm.atto') ?? '';
  const no = await invia(await foglio(), 'continua', { 'm.atto': id });
  expect([no.stato, testoDi(no.html).includes('Questo file non c’è più')]).toEqual([422, true]);
});

test('on its page files are added, replaced and taken away: each with its row in the registro and in the history', async () => {
  const fatto = await inserito('Primo.pdf');
  const elenco = await anna.apri(collegamento(fatto, 'File allegati'));
  expect(testoDi(elenco.html)).toMatch(/Primo\.pdf \(1 kB\) Atto di concessione Anna Operosa/);
  const manca = await anna.invia(elenco, { domanda: 'righe.0.foto' });
  expect([manca.stato, testoDi(manca.html).includes('Scegli il file')]).toEqual([422, true]);
  const sbagliato = await anna.invia(elenco, { domanda: 'righe.0.foto', file: pdf() });
  expect([sbagliato.stato, testoDi(sbagliato.html).includes('Qui si può allegare JPEG, PNG')]).toEqual([422, true]);
  const senzaDomanda = await anna.invia(elenco, { domanda: 'atto', file: pdf() });
  expect([senzaDomanda.stato, testoDi(senzaDomanda.html).includes('Scegli che cos’è il file')]).toEqual([422, true]);
  const foto: File = { nome: 'Lapide.png', byte: await unaImmagine('png') };
  const conFoto = await anna.invia(elenco, { domanda: 'righe.0.foto', file: foto });
  expect(testoDi(conFoto.html)).toMatch(/Lapide\.png \(1 kB\) Lampade 1 – Foto Anna Operosa/);

  const uno = await anna.apri(collegamento(conFoto, 'Sostituisci o togli Primo.pdf'));
  const senzaMotivo = await anna.invia(uno, { azione: 'sostituisci', file: pdf('Nuovo.pdf', 'nuovo') }, 'motivo');
  expect(senzaMotivo.stato).toBe(422);
  for (const detto of ['Scrivi il motivo', 'Il file va scelto di nuovo'])
    expect(testoDi(senzaMotivo.html)).toContain(detto);
  const senzaFile = await anna.invia(uno, { azione: 'sostituisci', motivo: 'Illeggibile' });
  expect([senzaFile.stato, testoDi(senzaFile.html).includes('scegli il nuovo file')]).toEqual([422, true]);
  const cambiato = await anna.invia(uno, {
    azione: 'sostituisci',
    motivo: 'Illeggibile',
    file: pdf('Nuovo.pdf', 'nuovo'),
  });
  expect(testoDi(cambiato.html)).toMatch(/Nuovo\.pdf \(1 kB\) Atto di concessione/);
  // Two clerks on the same file: the second finds that it is not there any more.
  expect((await anna.invia(uno, { azione: 'togli', motivo: 'Doppio' })).stato).toBe(404);
  const tolta = await anna.apri(collegamento(cambiato, 'Sostituisci o togli Lapide.png'));
  expect(testoDi((await anna.invia(tolta, { azione: 'togli', motivo: 'Di un altro' })).html)).not.toContain(
    'Lapide.png',
  );
  const scheda = testoDi((await anna.apri(new URL(fatto.url).pathname)).html);
  for (const detto of [
    'File allegato : Primo.pdf',
    'File tolto : Primo.pdf Motivo: Illeggibile',
    'File allegato : Nuovo.pdf',
    'File tolto : Lapide.png Motivo: Di un altro',
    'Tolto un file a un dovuto',
  ])
    expect(scheda).toContain(detto);
});

test('who only looks sees the files and no form; another ente, and who does not follow the kind of due, see nothing', async () => {
  const fatto = await inserito();
  const dove = `${new URL(fatto.url).pathname}/file`;
  const lettore = await entra(ufficio, await unOperatore(mondo, [ente], { ruolo: 'lettore' }));
  const vista = await lettore.apri(dove);
  expect([vista.stato, testoDi(vista.html).includes('Atto.pdf'), vista.html.includes('multipart')]).toEqual([
    200,
    true,
    false,
  ]);
  const altrove = await entra(ufficio, await unOperatore(mondo, [await unEnte(mondo)]));
  const altri = await entra(ufficio, await unOperatore(mondo, [ente], { tipi: [] }));
  for (const chi of [altrove, altri]) expect((await chi.apri(dove)).stato).toBe(404);
});
