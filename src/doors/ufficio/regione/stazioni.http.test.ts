import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { leggiStazioni, stazioniAperte } from '#modules/enti';
import type { Mondo } from '#platform/contesto';
import { databaseNuovo } from '#support/db';
import { mondoDiProva } from '#support/mondo';
import { testoDi, type Navigatore, type Pagina } from '#support/navigatore';
import { apriUfficio, collegamento, entra, unOperatore, type UfficioDiProva } from '#support/ufficio';
import { codiceFiscaleEnte, ctxDi, unEnte, type EnteDiProva } from '#support/un-ente';
import { unIntermediario } from '#support/intermediario';

let mondo: Mondo;
let ufficio: UfficioDiProva;
let ente: EnteDiProva;
let rita: Navigatore;
beforeAll(async () => {
  // A list of the taxonomy that is loaded is loaded for all.
  mondo = mondoDiProva(await databaseNuovo());
  ufficio = await apriUfficio(mondo);
  ente = await unEnte(mondo);
  rita = await entra(ufficio, await unIntermediario(mondo));
});
afterAll(() => ufficio.chiudi());

const dice = (pagina: Pagina, parole: string): void => expect(testoDi(pagina.html)).toContain(parole);
const STAZIONI = '/ufficio/regione/stazioni';

test('who administers an ente gets 403', async () => {
  const altro = await entra(ufficio, await unOperatore(mondo, [ente], { ruolo: 'amministratore' }));
  for (const pagina of [
    '/stazioni',
    '/stazioni/nuova',
    `/stazioni/${ente.stazioneId}`,
    `/stazioni/${ente.stazioneId}/accesso`,
  ])
    expect((await altro.apri(`/ufficio/regione${pagina}`)).stato).toBe(403);
  for (const pagina of ['/catalogo', '/catalogo/usi?codice=x', '/tassonomia'])
    expect((await altro.apri(`/ufficio/regione${pagina}`)).stato).toBe(403);
});

describe('a station', () => {
  const apre = async (segmento: string): Promise<boolean> => {
    const da = { segmento, certificatoCn: null, indirizzo: '192.0.2.1' };
    return stazioniAperte(mondo.config, await leggiStazioni(ctxDi(mondo, 'nodo')), da).length > 0;
  };
  const conferma = async (pagina: Pagina, atto: string): Promise<Pagina> =>
    rita.invia(await rita.invia(pagina, { atto }), { conferma: 'si' });

  test('is registered, given a segment that is said once, put to work, and its segment changed', async () => {
    const codice = `${codiceFiscaleEnte()}_07`;
    const nuova = await rita.apri(`${STAZIONI}/nuova`);
    const creata = await rita.invia(nuova, { codice, primitive: '2' });
    dice(creata, 'Stazione registrata, non ancora attiva');
    const subito = await conferma(creata, 'attiva');
    expect(subito.stato).toBe(422);
    dice(subito, 'chiunque potrebbe fingersi pagoPA');
    const mostrata = await rita.invia(creata, { atto: 'segmento' });
    dice(mostrata, 'Quello di prima apre ancora');
    const segmentoDi = (pagina: Pagina): string => /nodo\/([\w-]+)\/paForNode/.exec(pagina.html)?.[1] ?? '';
    const primo = segmentoDi(await rita.invia(mostrata, { conferma: 'si' }));
    expect(await apre(primo)).toBe(true);
    dice(await conferma(creata, 'attiva'), 'Stazione attivata.');
    const secondo = segmentoDi(await conferma(creata, 'segmento'));
    dice(await conferma(creata, 'segmento'), 'La stazione ha già due segmenti.');
    dice(await conferma(creata, 'ritira'), 'Segmenti di prima ritirati.');
    expect([await apre(primo), await apre(secondo)]).toEqual([false, true]);
    dice(await conferma(creata, 'disattiva'), 'Stazione disattivata.');
    expect((await rita.invia(creata, { atto: 'esplodi' })).stato).toBe(400);
    for (const [campi, perche] of [
      [{ codice, primitive: '2' }, 'Una stazione con questo codice c’è già.'],
      [{ codice: 'a b', primitive: '1' }, 'Il codice della stazione ha al massimo 35 caratteri'],
      [{ codice: 'x', primitive: '3' }, 'Scegli la versione'],
    ] as const)
      dice(await rita.invia(nuova, campi), perche);
  });

  test('shows who it serves, and changes what opens it', async () => {
    const una = await rita.apri(collegamento(await rita.apri(STAZIONI), ente.stazione));
    expect(collegamento(una, ente.denominazione)).toBe(`/ufficio/regione/enti/${ente.enteId}`);
    const accesso = await rita.apri(collegamento(una, 'Certificati e indirizzi'));
    const mostrata = await rita.invia(accesso, { certificati: 'nodo.example.it', indirizzi: '192.0.2.0/24' });
    dice(mostrata, 'Il certificato nodo.example.it apre la stazione. Si può chiamare da 192.0.2.0/24.');
    dice(await rita.invia(mostrata, { conferma: 'si' }), 'Certificati e indirizzi cambiati.');
    dice(
      await rita.invia(accesso, { certificati: 'nodo.example.it', indirizzi: '192.0.2.0/24' }),
      'Non hai cambiato nulla.',
    );
    for (const [campi, perche] of [
      [{ certificati: 'x/y', indirizzi: '' }, 'Del certificato serve il solo nome comune'],
      [{ certificati: '', indirizzi: 'casa' }, '«casa» non è un indirizzo'],
    ] as const) {
      const rifiutata = await rita.invia(await rita.invia(accesso, campi), { conferma: 'si' });
      expect(rifiutata.stato).toBe(422);
      dice(rifiutata, perche);
    }
    for (const id of ['x', ente.enteId]) expect((await rita.apri(`${STAZIONI}/${id}`)).stato).toBe(404);
  });
});

test('the catalogue and the taxonomy say who uses what', async () => {
  dice(await rita.apri('/ufficio/regione/catalogo'), 'Canone luce votiva cimiteriale');
  const tassonomia = await rita.apri('/ufficio/regione/tassonomia');
  const usi = await rita.apri(collegamento(tassonomia, '9/0101101IM/'));
  expect(collegamento(usi, ente.denominazione)).toBe(`/ufficio/regione/enti/${ente.enteId}`);
  dice(await rita.apri('/ufficio/regione/catalogo/usi?categoria=MENSA_SCOLASTICA'), 'Nessun ente lo usa');
  expect((await rita.apri('/ufficio/regione/catalogo/usi?categoria=ALTRO')).stato).toBe(404);
});

test('a new list of the taxonomy is loaded whole, or not at all', async () => {
  const testa =
    'TIPO ENTE CREDITORE;NOME MACRO AREA;TIPO SERVIZIO;DATI SPECIFICI INCASSO;DATA INIZIO VALIDITA;DATA FINE VALIDITA';
  const voce = (codice: string): string => `Comune;Tributi;Tassa;${codice};01/01/2021;01/01/2080`;
  const carica = async (testo: string, nome = 'elenco.csv'): Promise<Pagina> =>
    rita.invia(await rita.apri('/ufficio/regione/tassonomia'), { elenco: { nome, byte: Buffer.from(testo) } });
  dice(await carica(`${testa}\n${voce('9/0101101IM/')}\n${voce('9/0101102IM/')}\n`), 'Tassonomia caricata.');
  for (const [testo, perche] of [
    ['ciao', 'Non è l’elenco della tassonomia'],
    [`${testa}\n${voce('9/01/')}`, 'La riga 1 dell’elenco non va bene'],
    [`${testa}\n${voce('9/0101199IM/')}`, 'Nulla è cambiato.'],
  ] as const) {
    const pagina = await carica(testo);
    expect(pagina.stato).toBe(422);
    dice(pagina, perche);
  }
  dice(await carica('', ''), 'Scegli il file da caricare.');
});
