import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { enteDaCodIpa, leggiEnte, leggiPassi, stazioniDiEnte } from '#modules/enti';
import type { Mondo } from '#platform/contesto';
import { databaseDiProva } from '#support/db';
import { mondoDiProva } from '#support/mondo';
import { testoDi, type Navigatore, type Pagina } from '#support/navigatore';
import { unIntermediario } from '#support/intermediario';
import { apriUfficio, collegamento, entra, unOperatore, type UfficioDiProva } from '#support/ufficio';
import { codiceFiscaleEnte, ctxDi, unEnte, type EnteDiProva } from '#support/un-ente';

let mondo: Mondo;
let ufficio: UfficioDiProva;
let ente: EnteDiProva;
let rita: Navigatore;
beforeAll(async () => {
  mondo = mondoDiProva(await databaseDiProva());
  ufficio = await apriUfficio(mondo);
  ente = await unEnte(mondo);
  rita = await entra(ufficio, await unIntermediario(mondo));
});
afterAll(() => ufficio.chiudi());

const dice = (pagina: Pagina, parole: string): void => expect(testoDi(pagina.html)).toContain(parole);
const suo = (resto = ''): string => `/ufficio/regione/enti/${ente.enteId}${resto}`;
const PARTI = ['', '/dati', '/stato', '/funzioni', '/passi/atto', '/stazioni', '/amministratore'];
const TESTA =
  'Codice_IPA;Denominazione_ente;Codice_fiscale_ente;Codice_Categoria;Indirizzo;CAP;Mail1;Tipo_Mail1;Sito_istituzionale';

describe('the pages are for who runs the installation', () => {
  test('who administers an ente gets 403', async () => {
    const altro = await entra(ufficio, await unOperatore(mondo, [ente], { ruolo: 'amministratore' }));
    for (const parte of PARTI) expect((await altro.apri(suo(parte))).stato).toBe(403);
    for (const pagina of ['', '/enti', '/enti/nuovo', '/enti/elenco/csv'])
      expect((await altro.apri(`/ufficio/regione${pagina}`)).stato).toBe(403);
    expect((await altro.apri('/ufficio/configurazione')).html).not.toContain('/ufficio/regione');
  });

  test('who signs in for nobody is sent to sign in, and an id that is none is not found', async () => {
    for (const id of ['altro', '00000000-0000-7000-8000-000000000000'])
      for (const parte of PARTI) expect((await rita.apri(`/ufficio/regione/enti/${id}${parte}`)).stato).toBe(404);
    expect((await rita.apri(suo('/passi/altro'))).stato).toBe(404);
    expect((await rita.apri(suo(`/documenti/${ente.enteId}`))).stato).toBe(404);
  });
});

describe('the list of the enti', () => {
  test('is searched, read a page at a time, and taken away as a file', async () => {
    const pagina = await rita.apri(`/ufficio/regione/enti?testo=${ente.codiceFiscale}&ambiente=prova`);
    dice(pagina, ente.denominazione);
    expect(collegamento(pagina, ente.denominazione)).toBe(suo());
    dice(await rita.apri('/ufficio/regione/enti?testo=nessuno+si+chiama+cosi'), 'Nessun ente è così.');
    for (const query of ['?dopo=altro', '?stato=%27;drop', '?prima=00000000-0000-7000-8000-000000000000', '?tipo=x'])
      expect((await rita.apri(`/ufficio/regione/enti${query}`)).stato).toBe(200);
    const { byte, nome } = await rita.scarica(`/ufficio/regione/enti/elenco/csv?testo=${ente.codiceFiscale}`);
    expect(nome).toMatch(/^ENTI_.*\.csv$/);
    expect(byte.toString('utf8').split('\r\n')[1]).toContain(`${ente.denominazione};${ente.codIpa}`);
  });
});

describe('a new ente', () => {
  const riga = (cf: string): string =>
    `r_${cf};Comune di Prova ${cf};${cf};L6;Piazza 1;30100;a@pec.example.it;Pec;www.example.it`;

  test('comes from a row of the public index, is looked at, and registered once', async () => {
    const cf = codiceFiscaleEnte();
    const letta = await rita.invia(await rita.apri('/ufficio/regione/enti/nuovo'), {
      righe: `${TESTA}\n${riga(cf)}`,
      azione: 'leggi',
    });
    dice(letta, 'Controllali: non è stato registrato ancora nulla.');
    expect(letta.html).toContain(`value="Comune di Prova ${cf}"`);
    expect(await enteDaCodIpa(ctxDi(mondo, 'worker'), { codIpa: `r_${cf}`, ambiente: 'prova' })).toBeNull();
    const campi = {
      denominazione: `Comune di Prova ${cf}`,
      codIpa: `r_${cf}`,
      codiceFiscale: cf,
      tipo: 'comune',
      ambiente: 'prova',
    };
    const fatta = await rita.invia(letta, { ...campi, pec: 'a@pec.example.it', azione: 'crea' });
    dice(fatta, 'Ente registrato.');
    const nuovo = await enteDaCodIpa(ctxDi(mondo, 'worker'), { codIpa: `r_${cf}`, ambiente: 'prova' });
    expect(nuovo).toMatchObject({ stato: 'INSERITO', pec: 'a@pec.example.it', tipo: 'comune' });
    const doppia = await rita.invia(letta, { ...campi, azione: 'crea' });
    expect(doppia.stato).toBe(422);
    dice(doppia, 'Un ente con questo codice fiscale c’è già');
    const gemello = await rita.apri(`/ufficio/regione/enti/nuovo?da=${nuovo?.enteId ?? ''}`);
    expect(gemello.html).toContain(`value="${cf}"`);
    const live = await rita.invia(gemello, { ...campi, ambiente: 'live', azione: 'crea' });
    expect(collegamento(live, 'Apri l’ambiente di prova')).toBe(`/ufficio/regione/enti/${nuovo?.enteId ?? ''}`);
  });

  test('comes from the file of the index, by its code', async () => {
    const [uno, due] = [codiceFiscaleEnte(), codiceFiscaleEnte()];
    const byte = Buffer.from(`\uFEFF${TESTA}\r\n${riga(uno)}\r\n${riga(due)}\r\n`);
    const pagina = await rita.apri('/ufficio/regione/enti/nuovo');
    const letta = await rita.invia(pagina, { cercato: due, indice: { nome: 'enti.csv', byte }, righe: '' }, 'cercato');
    expect(letta.html).toContain(`value="Comune di Prova ${due}"`);
    const senza = await rita.invia(pagina, { cercato: '', indice: { nome: 'enti.csv', byte }, righe: '' }, 'cercato');
    expect(senza.stato).toBe(422);
    dice(senza, 'scrivi il codice IPA o il codice fiscale');
  });

  test.each([
    [{ codiceFiscale: '123' }, 'Il codice fiscale dell’ente ha 11 cifre'],
    [{ codIpa: 'c a' }, 'Il codice IPA ha al massimo 35 caratteri'],
    [{ denominazione: '' }, 'Scrivi la denominazione'],
    [{ tipo: 'impero' }, 'Il tipo di ente deve essere'],
    [{ ambiente: 'altro' }, 'Scegli in quale ambiente'],
    [{ pec: 'nessuna' }, 'L’indirizzo di posta non è scritto bene.'],
    [{ sito: 'javascript:alert(1)' }, 'Scrivi l’indirizzo del sito per intero'],
  ])('typed badly comes back with why: %j', async (cambia, perche) => {
    const cf = codiceFiscaleEnte();
    const campi = { denominazione: 'Ente', codIpa: `r_${cf}`, codiceFiscale: cf, tipo: 'comune', ambiente: 'prova' };
    const pagina = await rita.invia(await rita.apri('/ufficio/regione/enti/nuovo'), {
      ...campi,
      ...cambia,
      azione: 'crea',
    });
    expect(pagina.stato).toBe(422);
    dice(pagina, perche);
  });
});

describe('an ente', () => {
  test('goes through its steps, with a document that only this page gives back', async () => {
    const pagina = await rita.apri(suo('/passi/scheda'));
    dice(pagina, 'Scheda informativa');
    const { oggi } = ctxDi(mondo, 'worker');
    const byte = Buffer.from('%PDF-1.7 scheda');
    const fatta = await rita.invia(pagina, {
      stato: 'fatto',
      giorno: oggi,
      nota: '',
      documento: { nome: 'scheda.pdf', byte },
    });
    dice(fatta, 'Passo segnato.');
    const scaricata = await rita.scarica(collegamento(fatta, 'scheda.pdf'));
    expect([scaricata.nome, scaricata.byte.equals(byte)]).toEqual(['scheda.pdf', true]);
    // The form that was open before is of another moment.
    const tardi = await rita.invia(pagina, {
      stato: 'in_corso',
      giorno: oggi,
      nota: 'Da rifare',
      documento: { nome: '', byte: Buffer.alloc(0) },
    });
    expect(tardi.stato).toBe(422);
    dice(tardi, 'Qualcuno ha cambiato questo passo');
    const finto = await rita.invia(await rita.apri(suo('/passi/atto')), {
      stato: 'fatto',
      giorno: oggi,
      documento: { nome: 'a.pdf', byte: Buffer.from('<html>') },
    });
    expect(finto.stato).toBe(422);
    dice(finto, 'Il documento deve essere un PDF');
    const domani = await rita.invia(await rita.apri(suo('/passi/atto')), {
      stato: 'fatto',
      giorno: '2099-01-01',
      documento: { nome: '', byte: Buffer.alloc(0) },
    });
    dice(domani, 'Il giorno non può essere dopo oggi');
    expect(await leggiPassi(ctxDi(mondo, 'worker', ente.enteId))).toHaveLength(1);
  });

  test('changes its state after the effect was shown, and only from the state that was shown', async () => {
    const scelta = { a: 'PRE-ESERCIZIO', motivo: 'Nuovo tesoriere' };
    const mostrata = await rita.invia(await rita.apri(suo('/stato')), scelta);
    dice(mostrata, 'pagoPA e il gestionale trovano l’ente; i cittadini no.');
    expect((await leggiEnte(ctxDi(mondo, 'worker'), ente.enteId))?.stato).toBe('ESERCIZIO');
    dice(await rita.invia(mostrata, { conferma: 'si' }), 'Stato cambiato.');
    // Sent again it is of another moment: the ente is there already.
    expect((await rita.invia(mostrata, { conferma: 'si' })).stato).toBe(422);
    dice(await rita.apri(suo()), 'Nuovo tesoriere');
    for (const [campi, perche] of [
      [{ a: '', motivo: 'x' }, 'Scegli lo stato nuovo.'],
      [{ a: 'ESERCIZIO', motivo: ' ' }, 'Scrivi il motivo'],
    ] as const) {
      const rifiutata = await rita.invia(await rita.apri(suo('/stato')), campi);
      expect(rifiutata.stato).toBe(422);
      dice(rifiutata, perche);
    }
    const indietro = await rita.invia(await rita.apri(suo('/stato')), { a: 'ESERCIZIO', motivo: 'Finito' });
    dice(await rita.invia(indietro, { conferma: 'si' }), 'Stato cambiato.');
  });

  test('of which something is missing is told so, and is not put to work', async () => {
    const cf = codiceFiscaleEnte();
    const campi = {
      denominazione: `Nuovo ${cf}`,
      codIpa: `r_${cf}`,
      codiceFiscale: cf,
      tipo: 'comune',
      ambiente: 'prova',
    };
    const pagina = await rita.invia(await rita.apri('/ufficio/regione/enti/nuovo'), { ...campi, azione: 'crea' });
    dice(pagina, 'Una stazione attiva, predefinita per l’ente.');
    const mostrata = await rita.invia(await rita.apri(collegamento(pagina, 'Cambia lo stato')), {
      a: 'ESERCIZIO',
      motivo: 'Subito',
    });
    dice(mostrata, 'Da guardare prima');
    const rifiutata = await rita.invia(mostrata, { conferma: 'si' });
    expect([rifiutata.stato, testoDi(rifiutata.html).includes('Per incassare serve una stazione')]).toEqual([
      422,
      true,
    ]);
  });

  test('is put right after what changes was shown', async () => {
    const pagina = await rita.apri(suo('/dati'));
    const prima = { denominazione: ente.denominazione, codIpa: ente.codIpa, tipo: 'comune', cbill: '' };
    expect((await rita.invia(pagina, prima)).stato).toBe(422);
    const mostrata = await rita.invia(pagina, { ...prima, cbill: 'AB12' });
    dice(mostrata, 'Codice CBILL: da «niente» a «AB12».');
    dice(await rita.invia(mostrata, { conferma: 'si' }), 'Dati corretti.');
    const male = await rita.invia(pagina, { ...prima, cbill: 'troppo lungo' });
    dice(await rita.invia(male, { conferma: 'si' }), 'Il codice CBILL ha al massimo 5 caratteri');
  });

  test('has its functions turned on and off, with the meaning shown before', async () => {
    const mostrata = await rita.invia(await rita.apri(suo('/funzioni')), { funzione: 'app_io', motivo: 'Convenzione' });
    dice(mostrata, 'Gli avvisi arrivano anche come messaggi dell’App IO.');
    dice(await rita.invia(mostrata, { conferma: 'si' }), 'Funzione cambiata.');
    expect((await leggiEnte(ctxDi(mondo, 'worker'), ente.enteId))?.funzioni).toContain('app_io');
    const male = await rita.invia(await rita.apri(suo('/funzioni')), { funzione: 'volare', motivo: 'x' });
    expect(male.stato).toBe(422);
  });

  test('is given a station, and the old one is closed, each with its effect shown', async () => {
    const altro = await unEnte(mondo);
    const pagina = await rita.apri(suo('/stazioni'));
    const { oggi } = ctxDi(mondo, 'worker');
    const campi = { stazione: altro.stazioneId, segregazione: '09', predefinita: 'si', dal: oggi };
    const mostrata = await rita.invia(pagina, campi);
    dice(mostrata, 'I numeri degli avvisi nuovi cominciano per 309.');
    dice(mostrata, `La stazione ${ente.stazione} non è più la predefinita`);
    dice(await rita.invia(mostrata, { conferma: 'si' }), 'Stazione dell’ente cambiata.');
    const chiusa = await rita.invia(pagina, { stazione: ente.stazioneId, chiudi: 'si', dal: oggi });
    dice(chiusa, 'Avvisi ancora da pagare con il suo codice: 0.');
    dice(await rita.invia(chiusa, { conferma: 'si' }), 'Stazione dell’ente cambiata.');
    const sue = await stazioniDiEnte(ctxDi(mondo, 'worker', ente.enteId));
    expect(sue.map(({ segregazione, predefinita }) => [segregazione, predefinita])).toEqual([
      ['09', true],
      ['01', false],
    ]);
    for (const [cambia, perche] of [
      [{ stazione: 'altra' }, 'Scegli la stazione.'],
      [{ dal: 'ieri' }, 'Scrivi il giorno'],
    ] as const)
      dice(await rita.invia(pagina, { ...campi, ...cambia }), perche);
    const centrale = await rita.invia(pagina, { ...campi, segregazione: '47' });
    dice(await rita.invia(centrale, { conferma: 'si' }), 'è dei servizi centrali di pagoPA');
  });

  test('has who administers it, invited by mail', async () => {
    const email = `capo.${ente.codiceFiscale}@example.it`;
    const pagina = await rita.apri(suo('/amministratore'));
    dice(pagina, 'Anna Operosa: amministra l’ente.');
    dice(await rita.invia(pagina, { nome: 'Carla Capo', email }), 'Invito mandato.');
    dice(await rita.apri(suo('/amministratore')), 'Carla Capo: invito che aspetta una risposta');
    for (const [campi, campo] of [
      [{ nome: 'Carla Capo', email: 'nessuna' }, 'email'],
      [{ nome: '', email }, 'nome'],
    ] as const) {
      const male = await rita.invia(pagina, campi);
      expect([male.stato, male.html.includes(`href="#campo-${campo}"`)]).toEqual([422, true]);
    }
  });
});
