import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { accediApi } from '#modules/utenti';
import { creaCtx, type Mondo } from '#platform/contesto';
import { databaseDiProva } from '#support/db';
import { mondoDiProva } from '#support/mondo';
import { testoDi, type Pagina } from '#support/navigatore';
import { apriUfficio, collegamento, entra, unOperatore, type UfficioDiProva } from '#support/ufficio';
import { unEnte } from '#support/un-ente';

let mondo: Mondo;
let ufficio: UfficioDiProva;
beforeAll(async () => {
  mondo = mondoDiProva(await databaseDiProva());
  ufficio = await apriUfficio(mondo);
});
afterAll(() => ufficio.chiudi());

const CHIAVI = '/ufficio/configurazione/chiavi';
const mostrata = ({ html }: Pagina): string => /value="(mp_prova_[^"]+)"/.exec(html)?.[1] ?? '';
const apre = async (chiave: string): Promise<boolean> => {
  const ctx = creaCtx(mondo, { ruolo: 'sil', attore: { tipo: 'sil' } });
  return (await accediApi(ctx, { chiave, indirizzo: '192.0.2.1' })).ok;
};

describe('the keys of the software of an ente', () => {
  test('one is made and told once, changed for another, revoked; the registro says so', async () => {
    const ente = await unEnte(mondo);
    const anna = await entra(ufficio, await unOperatore(mondo, [ente], { ruolo: 'amministratore' }));
    const indice = await anna.apri('/ufficio/configurazione');
    const elenco = await anna.apri(collegamento(indice, 'Chiavi API'));
    expect(testoDi(elenco.html)).toContain('Nessuna chiave');
    const modulo = await anna.apri(collegamento(elenco, 'Crea una chiave'));
    const senza = await anna.invia(modulo, { applicazione: 'Gestionale tributi', indirizzi: 'ovunque' });
    expect([senza.stato, testoDi(senza.html).includes('Scegli almeno una cosa')]).toEqual([422, true]);
    const chiesta = { applicazione: 'Gestionale tributi', ambiti: 'dovuti' };
    const male = await anna.invia(senza, { ...chiesta, indirizzi: 'ovunque' });
    expect([male.stato, testoDi(male.html).includes('Scrivi indirizzi o reti')]).toEqual([422, true]);
    const fatta = await anna.invia(male, { ...chiesta, indirizzi: '192.0.2.0/24\n2001:db8::1' });
    const prima = mostrata(fatta);
    expect([await apre(prima), testoDi(fatta.html).includes('non si potrà più rivedere')]).toEqual([true, true]);
    const dopo = await anna.apri(CHIAVI);
    expect(dopo.html).not.toContain(prima);
    expect(testoDi(dopo.html)).toContain(`Gestionale tributi ${prima.slice(0, 21)}… Dovuti in uso`);
    const una = await anna.apri(collegamento(dopo, 'Gestionale tributi'));
    const seconda = mostrata(await anna.invia(una, { giorni: '7', cosa: 'ruota' }));
    expect([seconda === prima, await apre(prima), await apre(seconda)]).toEqual([false, true, true]);
    const tardi = await anna.invia(una, { giorni: '7', cosa: 'ruota' });
    expect([tardi.stato, testoDi(tardi.html).includes('è già stata sostituita o revocata')]).toEqual([422, true]);
    const nuova = await anna.apri(collegamento(await anna.apri(CHIAVI), 'Gestionale tributi'));
    const incerta = await anna.invia(nuova, { cosa: 'revoca' });
    expect([incerta.stato, await apre(seconda)]).toEqual([422, true]);
    const revocata = await anna.invia(incerta, { cosa: 'revoca', conferma: 'si' });
    expect([testoDi(revocata.html).includes('Chiave revocata'), await apre(seconda)]).toEqual([true, false]);
    const registro = testoDi((await anna.apri('/ufficio/registro')).html);
    for (const atto of ['Chiave API creata', 'Chiave API sostituita', 'Chiave API revocata'])
      expect(registro).toContain(atto);
  });
});
