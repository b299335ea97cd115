import { afterAll, beforeAll, expect, test } from 'vitest';
import { enteDaCodIpa, registraIntermediario, registraTassonomia } from '#modules/enti';
import { datiInvito, leggiInviti } from '#modules/utenti';
import type { Mondo } from '#platform/contesto';
import { unDovuto } from '#support/carico';
import { databaseNuovo } from '#support/db';
import { unIntermediario } from '#support/intermediario';
import { mondoDiProva } from '#support/mondo';
import { testoDi, type Navigatore, type Pagina } from '#support/navigatore';
import { pagaAvviso } from '#support/portale';
import { apriUfficio, collegamento, entra, type UfficioDiProva } from '#support/ufficio';
import { codiceFiscaleEnte, ctxDi, ibanDiProva, type EnteDiProva } from '#support/un-ente';
import { leggiTassonomia } from '../../src/app/tassonomia.ts';

let mondo: Mondo;
let ufficio: UfficioDiProva;
let rita: Navigatore;
beforeAll(async () => {
  // An installation at its beginning: an intermediario, and nothing else.
  mondo = mondoDiProva(await databaseNuovo());
  const ctx = ctxDi(mondo, 'worker');
  await registraIntermediario(ctx, { codiceFiscale: codiceFiscaleEnte(), denominazione: 'Regione di Prova' });
  await registraTassonomia(ctx, await leggiTassonomia());
  ufficio = await apriUfficio(mondo);
  rita = await entra(ufficio, await unIntermediario(mondo));
});
afterAll(() => ufficio.chiudi());

const dice = (pagina: Pagina, parole: string): void => expect(testoDi(pagina.html)).toContain(parole);
/** Sends a form, reads what will follow, and confirms. */
async function conferma(chi: Navigatore, pagina: Pagina, campi: Record<string, string>): Promise<Pagina> {
  return chi.invia(await chi.invia(pagina, campi), { conferma: 'si' });
}

test(
  'a new ente goes from the public index to its first payment, without the command line',
  { timeout: 60_000 },
  async () => {
    const cf = codiceFiscaleEnte();
    const codIpa = `r_${cf}`;
    const riga = `Codice_IPA;Denominazione_ente;Codice_fiscale_ente;Codice_Categoria\n${codIpa};Comune di Primopago;${cf};L6`;
    const letta = await rita.invia(await rita.apri('/ufficio/regione/enti/nuovo'), { righe: riga, azione: 'leggi' });
    const dati = { denominazione: 'Comune di Primopago', codIpa, codiceFiscale: cf, tipo: 'comune', ambiente: 'prova' };
    const scheda = await rita.invia(letta, { ...dati, azione: 'crea' });
    const { enteId } = (await enteDaCodIpa(ctxDi(mondo, 'worker'), { codIpa, ambiente: 'prova' })) ?? expect.fail();
    const suo = `/ufficio/regione/enti/${enteId}`;

    const { oggi } = ctxDi(mondo, 'worker');
    const vuoto = { nome: '', byte: Buffer.alloc(0) };
    for (const passo of ['atto', 'adesione_pagopa', 'scheda', 'prove'])
      await rita.invia(await rita.apri(`${suo}/passi/${passo}`), { stato: 'fatto', giorno: oggi, documento: vuoto });
    dice(await rita.apri(suo), 'Tutto ciò che è stato segnato');

    const stazione = await rita.invia(await rita.apri('/ufficio/regione/stazioni/nuova'), {
      codice: `${cf}_01`,
      primitive: '2',
    });
    const fatto = await conferma(rita, stazione, { atto: 'segmento' });
    const segmento = /nodo\/([\w-]+)\/paForNode/.exec(fatto.html)?.[1] ?? '';
    await conferma(rita, stazione, { atto: 'attiva' });
    const stazioneId = stazione.url.split('/').at(-1)?.split('?')[0] ?? '';
    await conferma(rita, await rita.apri(`${suo}/stazioni`), {
      stazione: stazioneId,
      segregazione: '05',
      predefinita: 'si',
      dal: oggi,
    });

    const email = `capo.${cf}@example.it`;
    await rita.invia(await rita.apri(`${suo}/amministratore`), { nome: 'Carla Capo', email });
    const [invito] = await leggiInviti(ctxDi(mondo, 'worker', enteId));
    const { token } = (await datiInvito(ctxDi(mondo, 'worker'), invito?.invitoId ?? expect.fail())) ?? expect.fail();
    const password = 'Parola-lunga-di-prova-7';
    await rita.copia().invia(await rita.apri(`/ufficio/invito/${token}`), { password });
    const carla = await entra(ufficio, { operatoreId: enteId as never, utente: email, password });
    const conto = { nome: 'Tesoreria', tipo: 'bancario', intestatario: 'Comune di Primopago', iban: ibanDiProva(cf) };
    await carla.invia(await carla.apri('/ufficio/configurazione/conti/nuovo'), {
      ...conto,
      dal: oggi,
      stato: 'attivo',
    });
    await conTipo(carla);

    for (const a of ['PRE-ESERCIZIO', 'ESERCIZIO'])
      dice(await conferma(rita, await rita.apri(`${suo}/stato`), { a, motivo: 'Prove finite' }), 'Stato cambiato.');

    const dovuto = await unDovuto(ctxDi(mondo, 'worker', enteId), { iud: 'PRIMO', importo: 1000, tipoDovuto: 'SALE' });
    expect(dovuto.numeroAvviso.slice(0, 3)).toBe('305');
    await pagaAvviso(mondo, { enteId, segmento } as EnteDiProva, { ...dovuto, iud: 'PRIMO' } as never);
    const dopo = await carla.apri('/ufficio/dovuti?elenco=archivio');
    dice(dopo, 'Pagato');
    const registro = await rita.apri(collegamento(scheda, 'Registro di questo ente'));
    dice(registro, 'Ricevuta registrata');
  },
);

/** The administrator makes a kind of due from scratch, gives it the account, and puts it to work. */
async function conTipo(carla: Navigatore): Promise<void> {
  const nuovo = { 'zero.denominazione': 'Sale comunali', 'zero.tassonomia': '0101101IM', 'zero.codice': 'SALE' };
  const tipo = await carla.invia(await carla.apri('/ufficio/configurazione/tipi/adotta'), nuovo);
  await carla.invia(
    tipo,
    {
      denominazione: 'Sale comunali',
      tassonomia: '9/0101101IM/',
      modalita: 'per_flussi',
      ...{ pagaDopoScadenza: 'si', avvisoStampabile: 'si', tentativiEsitoMax: '5' },
      contoId: await contoDi(carla),
    },
    'modalita',
  );
  const attivo = await carla.invia(await carla.apri(new URL(tipo.url).pathname), {}, 'stato');
  dice(attivo, 'Questo tipo è attivo.');
}

async function contoDi(carla: Navigatore): Promise<string> {
  const conti = await carla.apri('/ufficio/configurazione/conti');
  return /\/conti\/([0-9a-f-]{36})/.exec(conti.html)?.[1] ?? '';
}
