import { createTransport } from 'nodemailer';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { apriCassetta, type Cassetta, collegamenti, lettereDi, pezzi } from './cassetta.ts';
import { leggiMessaggio } from './mime.ts';

let cassetta: Cassetta;
beforeAll(async () => {
  cassetta = await apriCassetta(0);
});
afterAll(async () => {
  await cassetta.chiudi();
});

function postino() {
  return createTransport({ host: '127.0.0.1', port: cassetta.porta, ignoreTLS: true });
}

const TESTO =
  'È arrivata la ricevuta di Nicolò: 30,00 €.\nAprila: http://127.0.0.1:8080/prova?x=1&y=è.\nGrazie.\n' +
  'lungo '.repeat(60);

test('riceve una lettera con accenti, HTML e allegato, e la rilegge com’era', async () => {
  await postino().sendMail({
    from: 'MyPay <mypay@regione.example>',
    to: 'Ada Prova <ada@posta.example>',
    bcc: 'archivio@posta.example',
    subject: 'La tua ricevuta: città, però lunga abbastanza da andare a capo più di una volta nell’intestazione',
    text: TESTO,
    html: '<p>Non questo</p>',
    attachments: [{ filename: 'ricevuta.pdf', content: Buffer.from([0x25, 0x50, 0x44, 0x46, 0x00, 0xff]) }],
  });
  const [lettera] = cassetta.lettere();
  expect(lettera).toMatchObject({
    mittente: 'mypay@regione.example',
    destinatari: ['ada@posta.example', 'archivio@posta.example'],
    oggetto: 'La tua ricevuta: città, però lunga abbastanza da andare a capo più di una volta nell’intestazione',
    allegati: [{ nome: 'ricevuta.pdf', tipo: 'application/pdf', byte: 6 }],
  });
  expect(lettera?.testo.trim()).toBe(TESTO.trim());
});

test('una lettera semplice si trova per destinatario, senza badare alle maiuscole', async () => {
  await postino().sendMail({
    from: 'a@b.example',
    to: 'Bruno@posta.example',
    subject: 'Codice',
    text: 'Il codice è 123456',
  });
  expect(lettereDi(cassetta.lettere(), ' bruno@POSTA.example ').map((l) => l.oggetto)).toEqual(['Codice']);
  expect(lettereDi(cassetta.lettere(), 'nessuno@posta.example')).toEqual([]);
});

test('una lettera troppo grande è rifiutata e le altre passano ancora', async () => {
  const grande = { from: 'a@b.example', to: 'c@d.example', subject: 'Grande', text: 'x'.repeat(2_100_000) };
  await expect(postino().sendMail(grande)).rejects.toThrow();
  await postino().sendMail({ ...grande, subject: 'Piccola', text: 'x' });
  expect(cassetta.lettere()[0]?.oggetto).toBe('Piccola');
});

test('gli indirizzi finiscono dove finiscono, e solo quelli del web si possono seguire', () => {
  expect(collegamenti('Vai su https://a.example/x?y=1. Oppure (http://b.example/z), non javascript:alert(1)')).toEqual([
    'https://a.example/x?y=1',
    'http://b.example/z',
  ]);
  expect(
    pezzi('a http://b.example c')
      .map((p) => p.testo)
      .join(''),
  ).toBe('a http://b.example c');
});

test('una lettera rotta non rompe la cassetta', () => {
  expect(leggiMessaggio('')).toEqual({ oggetto: '', testo: '', allegati: [] });
  expect(leggiMessaggio('Content-Type: multipart/mixed; boundary=x\r\n\r\nniente').testo).toBe('');
  expect(leggiMessaggio('Content-Type: text/plain; charset=inesistente\r\n\r\nciao').testo).toBe('ciao');
  expect(leggiMessaggio('Subject: =?UTF-8?Q?Citt=C3=A0_?= =?UTF-8?B?ZSBwYWVzZQ==?=\r\n\r\n').oggetto).toBe(
    'Città e paese',
  );
});

test('chi tiene aperta la connessione per la prossima lettera non ferma chi chiude', async () => {
  const altra = await apriCassetta(0);
  const trasporto = createTransport({ host: '127.0.0.1', port: altra.porta, ignoreTLS: true, pool: true });
  trasporto.on('error', () => undefined);
  await trasporto.sendMail({ from: 'a@b.example', to: 'c@posta.example', subject: 'Una', text: 'Una' });
  const inizio = performance.now();
  await altra.chiudi();
  expect(performance.now() - inizio).toBeLessThan(3000);
  trasporto.close();
});
