import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { lavori } from '#modules/notifiche';
import type { Lettera, Mondo } from '#platform/contesto';
import { segretoCasuale } from '#platform/crypto';
import { databaseDiProva } from '#support/db';
import { FILI_MUTI, mondoDiProva } from '#support/mondo';
import { Navigatore, testoDi } from '#support/navigatore';
import { apriUfficio, collegamento, entra, unOperatore, type UfficioDiProva } from '#support/ufficio';
import { ctxDi, unEnte } from '#support/un-ente';

const spedite: Lettera[] = [];
let mondo: Mondo;
let ufficio: UfficioDiProva;
beforeAll(async () => {
  const posta = { invia: (lettera: Lettera) => Promise.resolve(void spedite.push(lettera)) };
  mondo = mondoDiProva(await databaseDiProva(), { wires: { ...FILI_MUTI, posta } });
  ufficio = await apriUfficio(mondo);
});
afterAll(() => ufficio.chiudi());

const OPERATORI = '/ufficio/configurazione/operatori';

async function alLavoro() {
  const ente = await unEnte(mondo);
  const capo = await unOperatore(mondo, [ente], { ruolo: 'amministratore' });
  return { ente, capo, anna: await entra(ufficio, capo) };
}

/** The mail of the invitation to an address, as the jobs send it. */
async function mailPer(email: string): Promise<Lettera | undefined> {
  const ctx = ctxDi(mondo, 'worker');
  const fai = (nome: string, payload: Record<string, string>) =>
    lavori.find((uno) => uno.nome === nome)?.esegui(ctx, payload);
  const { rows } = await sql<{ id: string }>`select id from utenti.invito where email = ${email} order by id`.execute(
    ctx.db,
  );
  for (const { id } of rows) await fai('fatto.utenti.invitato', { invitoId: id });
  const { rows: messaggi } = await sql<{ id: string }>`
    select id from notifiche.messaggio where modello = 'invito' and destinatario = ${email} order by id`.execute(
    ctx.db,
  );
  for (const { id } of messaggi) await fai('notifiche.invia', { messaggioId: id });
  return spedite.findLast(({ a }) => a === email);
}

const linkDi = (lettera: Lettera | undefined): string =>
  /\/ufficio\/invito\/\S+/.exec(lettera?.testo ?? '')?.[0] ?? expect.fail();

describe('the operators of an ente', () => {
  test('somebody is invited, chooses a password by the link of the mail, and works', async () => {
    const { ente, anna } = await alLavoro();
    const email = `rita.${segretoCasuale(6).toLowerCase()}@example.org`;
    const modulo = await anna.apri(collegamento(await anna.apri(OPERATORI), 'Invita un operatore'));
    const senza = await anna.invia(modulo, { nome: 'Rita Blu', email });
    expect([senza.stato, testoDi(senza.html).includes('Scegli un ruolo.')]).toEqual([422, true]);
    const invitata = await anna.invia(senza, { nome: 'Rita Blu', email, ruolo: 'operatore', tipi: ente.tipoDovutoId });
    expect(testoDi(invitata.html)).toContain('Se l’indirizzo è giusto, la mail arriva fra poco');
    const lettera = await mailPer(email);
    expect(lettera?.oggetto).toBe(`${ente.denominazione} ti invita a lavorare con MyPay`);
    expect(lettera?.testo).not.toContain('Rita');
    const rita = new Navigatore(ufficio.url);
    const offerta = await rita.apri(linkDi(lettera));
    expect(testoDi(offerta.html)).toContain(`${ente.denominazione} ti invita a lavorare con MyPay come operatore.`);
    const debole = await rita.invia(offerta, { password: 'corta' }, 'password');
    expect([debole.stato, testoDi(debole.html).includes('Scegli una password di almeno 12')]).toEqual([422, true]);
    const fatto = await rita.invia(debole, { password: 'una lunga frase di prova' }, 'password');
    expect(testoDi(fatto.html)).toContain('Invito accettato');
    expect(testoDi((await rita.apri(linkDi(lettera))).html)).toContain('Questo invito non si può usare');
    await rita.invia(await rita.apri('/ufficio/accedi'), { utente: email, password: 'una lunga frase di prova' });
    expect((await rita.apri('/ufficio/flussi/carica')).stato).toBe(200);
    expect(testoDi((await anna.apri(OPERATORI)).html)).toContain(
      `Rita Blu ${email} Operatore Tassa sui rifiuti attivo non attivo`,
    );
    expect(testoDi((await anna.apri('/ufficio/registro')).html)).toContain('Invitato un operatore');
  });

  test('the answer is one, whether an address is known or not', async () => {
    const [{ anna }, { ente }] = [await alLavoro(), await alLavoro()];
    const noto = await unOperatore(mondo, [ente]);
    const risposte = [];
    for (const email of [`${noto.utente}@example.org`, `mai.${segretoCasuale(6).toLowerCase()}@example.org`]) {
      const modulo = await anna.apri(`${OPERATORI}/invita`);
      const pagina = await anna.invia(modulo, { nome: 'Una Persona', email, ruolo: 'lettore' });
      risposte.push([
        pagina.stato,
        testoDi(pagina.html).includes('Invito preparato'),
        testoDi(pagina.html).includes(email),
      ]);
    }
    expect(risposte[0]).toEqual(risposte[1]);
  });

  test('a change is shown before it is made; what somebody else has changed meanwhile is told', async () => {
    const { ente, anna } = await alLavoro();
    const { operatoreId } = await unOperatore(mondo, [ente]);
    const pagina = await anna.apri(`${OPERATORI}/${operatoreId}`);
    const [prima, seconda] = [
      await anna.invia(pagina, { ruolo: 'ragioneria', cosa: 'ruolo' }),
      await anna.invia(pagina, { ruolo: 'lettore', cosa: 'ruolo' }),
    ];
    expect(testoDi(prima.html)).toContain(
      'Adesso Operatore; Tassa sui rifiuti Dopo Ragioneria; tutti, e ciò che non ne ha',
    );
    expect((await anna.apri(`${OPERATORI}/${operatoreId}`)).html).toContain('Operatore');
    expect(testoDi((await anna.invia(prima, { cosa: 'ruolo' })).html)).toContain('Ruolo e tipi dovuto cambiati');
    const tardi = await anna.invia(seconda, { cosa: 'ruolo' });
    expect([tardi.stato, testoDi(tardi.html).includes('qualcun altro ha cambiato questo operatore')]).toEqual([
      422,
      true,
    ]);
    expect(tardi.html).toMatch(/value="ragioneria"[^>]*checked/);
  });

  test('who is suspended is out at the next page, with the session in hand; the last administrator stays', async () => {
    const { ente, anna, capo } = await alLavoro();
    const altro = await unOperatore(mondo, [ente]);
    const fuori = await entra(ufficio, altro);
    expect((await fuori.apri('/ufficio/dovuti')).stato).toBe(200);
    const chiesta = await anna.invia(await anna.apri(`${OPERATORI}/${altro.operatoreId}`), { cosa: 'sospendi' });
    expect(testoDi(chiesta.html)).toContain('non potrà fare più nulla per questo ente');
    await anna.invia(chiesta, { cosa: 'sospendi' });
    expect(new URL((await fuori.apri('/ufficio/dovuti')).url).pathname).toBe('/ufficio/ente');
    const suo = await anna.invia(await anna.apri(`${OPERATORI}/${capo.operatoreId}`), { cosa: 'togli' });
    expect(testoDi(suo.html)).toContain('Stai cambiando il tuo stesso accesso.');
    const no = await anna.invia(suo, { cosa: 'togli' });
    expect([no.stato, testoDi(no.html).includes('È l’unico amministratore dell’ente')]).toEqual([422, true]);
  });

  test('an invitation that waits is taken back', async () => {
    const { anna } = await alLavoro();
    const email = `rita.${segretoCasuale(6).toLowerCase()}@example.org`;
    const elenco = await anna.invia(await anna.apri(`${OPERATORI}/invita`), {
      nome: 'Rita Blu',
      email,
      ruolo: 'lettore',
    });
    const lettera = await mailPer(email);
    const senza = await anna.invia(elenco, {}, 'ritira');
    expect(testoDi(senza.html)).toContain('Nessun invito aspetta una risposta.');
    const chiusa = await new Navigatore(ufficio.url).apri(linkDi(lettera));
    expect([chiusa.stato, testoDi(chiusa.html).includes('Chiedi a chi amministra gli accessi')]).toEqual([422, true]);
  });
});
