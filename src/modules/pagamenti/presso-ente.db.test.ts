import { beforeAll, expect, it } from 'vitest';
import type { AvvisoDetto } from '#kernel/detto-ente';
import { valoreDi } from '#kernel/esito';
import { cents } from '#kernel/importo';
import { creaCtx } from '#platform/contesto';
import type { RispostaServizio } from '#platform/servizio-ente';
import { databaseDiProva } from '#support/db';
import { mondoFermo, unAvviso, type MondoFermo } from '#support/portale';
import { ctxDi, unEnte } from '#support/un-ente';
import { aggiungiAlCarrello, apriFonti, impostaPressoEnte, leggiCarrello, pagaCarrello } from './index.ts';

const DETTO: AvvisoDetto = {
  ...{ causale: 'Mensa', codiceFiscale: null, denominazione: null, settore: null },
  ...{ importo: '12.00', scadenza: null, dettaglio: null, tutteCcp: null },
};
const RITORNI = { ok: 'https://q/1', annullato: 'https://q/2', errore: 'https://q/3', attesa: 'https://q/4' };

let mondo: MondoFermo;
let verifica: RispostaServizio<AvvisoDetto>;
beforeAll(async () => {
  const fermo = mondoFermo(await databaseDiProva());
  const servizioEnte = { verifica: async () => verifica, paga: async () => expect.fail() };
  const checkout = { crea: async () => ({ esito: 'pagina' as const, location: 'https://checkout/1' }) };
  mondo = { ...fermo, wires: { ...fermo.wires, servizioEnte, checkout } };
});

it('in the carrello, too, an ente that wants the last word has it; its silence is no fault of the notice', async () => {
  const ente = await unEnte(mondo);
  const { iuvId } = await unAvviso(mondo, ente, { IUD: 'PRESSO1', importoDovuto: '10.00', causaleVersamento: 'Mensa' });
  const scelte = { attivo: true, url: 'https://gestionale.example/', attesaMs: 4000, ancheNostri: true };
  const { tipoDovutoId } = ente;
  valoreDi(await impostaPressoEnte(ctxDi(mondo, 'ufficio', ente.enteId), { ...scelte, tipoDovutoId, visto: null }));
  const citta = () => creaCtx(mondo, { ruolo: 'portale', attore: { tipo: 'cittadino', id: 'prova' } });
  const quale = { enteId: ente.enteId, iuvId };
  const messo = await aggiungiAlCarrello(citta(), { carrelloId: null, email: 'paga@example.org', quale });
  const { carrelloId } = valoreDi(messo);
  const paga = async (visto: number): Promise<string> => {
    const ordine = { carrelloId, vistoCents: cents(visto), comunque: false, ritorni: RITORNI };
    const esito = await pagaCarrello(citta(), apriFonti(mondo), ordine);
    return esito.ok ? esito.value.location : esito.refusal.codice;
  };
  verifica = { esito: 'nessuna', perche: 'tempo_scaduto' };
  expect(await paga(1000)).toBe('GESTIONALE_NON_RISPONDE');
  verifica = { esito: 'detto', detto: { ...DETTO, importo: 'tanto' } };
  expect(await paga(1000)).toBe('GESTIONALE_NON_RISPONDE');
  verifica = { esito: 'fault', fault: { codice: 'PAA_PAGAMENTO_ANNULLATO', stringa: null, descrizione: null } };
  expect(await paga(1000)).toBe('AVVISO_NON_PAGABILE');
  expect((await leggiCarrello(citta(), carrelloId))?.stato).toBe('aperto');
  verifica = { esito: 'detto', detto: DETTO };
  expect(await paga(1000)).toBe('IMPORTO_DA_RIVEDERE');
  expect(await paga(1200)).toBe('https://checkout/1');
});
