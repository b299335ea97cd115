import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { valoreDi } from '#kernel/esito';
import { aggiornaRecapiti, cambiaStato, leggiEnte, leggiLogo } from '#modules/enti';
import type { Mondo } from '#platform/contesto';
import { databaseDiProva } from '#support/db';
import { mondoDiProva } from '#support/mondo';
import { testoDi, type Navigatore, type Pagina } from '#support/navigatore';
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
  anna = await entra(ufficio, await unOperatore(mondo, [ente], { ruolo: 'amministratore' }));
});
afterAll(() => ufficio.chiudi());

const letto = async () => (await leggiEnte(ctxDi(mondo, 'ufficio', ente.enteId), ente.enteId)) ?? expect.fail();

describe('the configuration', () => {
  test('is offered to who administers, with a card for each of its parts', async () => {
    const indice = await anna.apri(collegamento(await anna.apri('/ufficio'), 'Configurazione'));
    expect(testoDi(indice.html)).toContain('Chi è l’ente, che cosa ci si paga e come.');
    for (const parte of ['Dati dell’ente', 'Logo', 'Funzioni'])
      expect((await anna.apri(collegamento(indice, parte))).stato).toBe(200);
  });

  test.each(['operatore', 'lettore'] as const)('of it %s sees nothing', async (ruolo) => {
    const bruno = await entra(ufficio, await unOperatore(mondo, [ente], { ruolo }));
    expect((await bruno.apri('/ufficio')).html).not.toContain('/ufficio/configurazione');
    for (const parte of ['', '/ente', '/logo', '/funzioni'])
      expect((await bruno.apri(`/ufficio/configurazione${parte}`)).stato).toBe(403);
  });
});

describe('the data of the ente', () => {
  test('are shown, and what it says of itself is changed', async () => {
    const prima = await anna.apri('/ufficio/configurazione/ente');
    for (const parole of [ente.codiceFiscale, ente.codIpa, 'Comune', 'In esercizio', 'Ente di prova', 'MyPay'])
      expect(testoDi(prima.html)).toContain(parole);
    const dopo = await anna.invia(prima, {
      ...{
        settore: ' Tributi ',
        info: '',
        indirizzo: 'Piazza Grande 1',
        email: 'tributi@comune.example.it',
        telefono: '',
        pec: '',
      },
      ...{ sito: '', popolazione: '12.500', testoCittadini: 'Si paga\r\nqui.', linguaAggiuntiva: 'sl' },
      ...{ referenteNome: 'Anna Verdi', referenteEmail: '', referenteTelefono: '041 000000' },
    });
    expect([dopo.stato, testoDi(dopo.html).includes('Salvato.')]).toEqual([200, true]);
    expect(await letto()).toMatchObject({
      ...{
        settore: 'Tributi',
        info: null,
        email: 'tributi@comune.example.it',
        popolazione: 12_500,
        linguaAggiuntiva: 'sl',
      },
      ...{
        testoCittadini: 'Si paga\r\nqui.',
        referenteNome: 'Anna Verdi',
        denominazione: ente.denominazione,
        stato: 'ESERCIZIO',
      },
    });
    expect(dopo.html).toContain('value="12500"');
  });

  test.each([
    ['email', 'tributi', 'L’indirizzo di posta non è scritto bene.'],
    ['sito', 'javascript:alert(1)', 'Scrivi l’indirizzo del sito per intero'],
    ['popolazione', 'molti', 'Scrivi quanti sono gli abitanti'],
    ['linguaAggiuntiva', 'la', 'Scegli la lingua dall’elenco.'],
    ['settore', 'x'.repeat(51), 'Il campo «Ufficio o settore» può avere al massimo 50 caratteri.'],
  ])('%s that is wrong comes back as it was typed, with why', async (campo, scritto, perche) => {
    const prima = await letto();
    const pagina = await anna.invia(await anna.apri('/ufficio/configurazione/ente'), { [campo]: scritto });
    expect(pagina.stato).toBe(422);
    expect(testoDi(pagina.html)).toContain(perche);
    expect(pagina.html).toContain(`href="#campo-${campo}"`);
    if (campo !== 'linguaAggiuntiva') expect(pagina.html).toContain(`value="${scritto}"`);
    expect(await letto()).toEqual(prima);
  });

  test('the state is shown with its history and its cap, and no field of the page changes it', async () => {
    const worker = ctxDi(mondo, 'worker', ente.enteId);
    valoreDi(await cambiaStato(worker, { a: 'PRE-ESERCIZIO', motivo: 'Nuovo tesoriere' }));
    const pagina = await anna.apri('/ufficio/configurazione/ente');
    for (const parole of [
      'I cittadini non lo vedono.',
      '1,00 €',
      'da «In esercizio» a «Pre-esercizio»',
      'Nuovo tesoriere',
    ])
      expect(testoDi(pagina.html)).toContain(parole);
    await anna.invia(pagina, { stato: 'ESERCIZIO', tipo: 'regione', denominazione: 'Altro', tetto: '1000' }, 'settore');
    expect(await letto()).toMatchObject({ stato: 'PRE-ESERCIZIO', tipo: 'comune', denominazione: ente.denominazione });
    valoreDi(await cambiaStato(worker, { a: 'ESERCIZIO', motivo: 'Fatto' }));
  });

  test('are those of the session’s ente alone', async () => {
    const altro = await unEnte(mondo);
    const { settore, info, indirizzo, email, telefono, pec, sito, ...resto } = await letto();
    const { popolazione, linguaAggiuntiva, referenteNome, referenteEmail, referenteTelefono } = resto;
    const suoi = {
      settore,
      info,
      indirizzo,
      email,
      telefono,
      pec,
      sito,
      popolazione,
      linguaAggiuntiva,
      referenteNome,
      referenteEmail,
      referenteTelefono,
    };
    valoreDi(
      await aggiornaRecapiti(ctxDi(mondo, 'worker', altro.enteId), { ...suoi, testoCittadini: 'solo dell’altro' }),
    );
    expect((await anna.apri('/ufficio/configurazione/ente')).html).not.toContain('solo dell’altro');
  });
});

describe('the functions of the ente', () => {
  test('are turned on and off with a reason, and told with who did it', async () => {
    const pagina = await anna.apri('/ufficio/configurazione/funzioni');
    expect(testoDi(pagina.html)).toContain('Nessuna funzione è mai stata cambiata.');
    const senza = await anna.invia(pagina, { cambio: '', motivo: 'Serve' });
    expect([senza.stato, testoDi(senza.html).includes('Scegli che cosa cambiare.')]).toEqual([422, true]);
    expect(senza.html).toContain('Serve');
    const muto = await anna.invia(pagina, { cambio: 'spegni:pubblico', motivo: ' ' });
    expect([muto.stato, testoDi(muto.html).includes('Scrivi il motivo')]).toEqual([422, true]);
    const finta = await anna.invia(pagina, { cambio: 'accendi:volare', motivo: 'Serve' });
    expect([finta.stato, testoDi(finta.html).includes('Questa funzione non esiste.')]).toEqual([422, true]);
    const fatta = await anna.invia(pagina, { cambio: 'accendi:app_io', motivo: 'Delibera 12' });
    expect(testoDi(fatta.html)).toContain('Accesa «App IO» : Delibera 12');
    expect(testoDi(fatta.html)).toContain('Anna Operosa');
    // Sent twice, it is done once.
    await anna.invia(pagina, { cambio: 'accendi:app_io', motivo: 'Delibera 12' });
    expect((await letto()).funzioni).toEqual(['pubblico', 'spontaneo', 'stampa_avviso', 'app_io']);
  });
});

describe('the logo of the ente', () => {
  const carica = async (nome: string, byte: Uint8Array): Promise<Pagina> =>
    anna.invia(await anna.apri('/ufficio/configurazione/logo'), { immagine: { nome, byte } });

  test('is drawn anew, and shown in the page and in the header', async () => {
    expect(testoDi((await anna.apri('/ufficio/configurazione/logo')).html)).toContain('L’ente non ha ancora un logo');
    const jpeg = await sharp({ create: { width: 300, height: 150, channels: 3, background: '#00f' } })
      .withExif({ IFD0: { Copyright: 'segreto-nel-file' } })
      .jpeg()
      .toBuffer();
    const fatta = await carica('stemma.jpg', jpeg);
    expect([fatta.stato, testoDi(fatta.html).includes('Salvato.')]).toEqual([200, true]);
    expect(fatta.html).toContain(`alt="Logo di ${ente.denominazione}"`);
    for (const [percorso, lato] of [
      ['/ufficio/logo', 96],
      ['/ufficio/logo?misura=medio', 240],
      ['/ufficio/logo?misura=grande', 96],
    ] as const) {
      const { byte, tipo } = await anna.scarica(percorso);
      expect([tipo, (await sharp(byte).metadata()).width]).toEqual(['image/png', lato]);
      expect(byte.toString('latin1')).not.toContain('segreto');
    }
  });

  test('is refused with why, and the one of before stays', async () => {
    const prima = await leggiLogo(ctxDi(mondo, 'ufficio', ente.enteId), ente.enteId, 'medio');
    const svg = Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>');
    const casi: [Uint8Array, string][] = [
      [svg, 'Il logo deve essere un’immagine PNG, JPEG o WebP.'],
      [Buffer.from('89504e470d0a1a0a00', 'hex'), 'Il file è danneggiato o incompleto'],
      [Buffer.alloc(2 * 1024 * 1024 + 1), '2 MB'],
    ];
    for (const [byte, perche] of casi) {
      const pagina = await carica('logo.png', byte);
      expect([pagina.stato, testoDi(pagina.html).includes(perche)]).toEqual([422, true]);
      expect(pagina.html).toContain('href="#campo-immagine"');
    }
    const vuota = await carica('', Buffer.alloc(0));
    expect(testoDi(vuota.html)).toContain('Scegli l’immagine da caricare.');
    expect(await leggiLogo(ctxDi(mondo, 'ufficio', ente.enteId), ente.enteId, 'medio')).toEqual(prima);
  });
});
