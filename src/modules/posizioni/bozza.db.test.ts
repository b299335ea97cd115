import { beforeAll, expect, it } from 'vitest';
import { valoreDi } from '#kernel/esito';
import { piuGiorni, type Giorno } from '#kernel/giorno';
import type { Mondo } from '#platform/contesto';
import { DEBITORE } from '#support/carico';
import { databaseDiProva } from '#support/db';
import { mondoDiProva } from '#support/mondo';
import { dovutoDi, PROVA } from '#support/posizioni';
import { ctxDi, unEnte, type EnteDiProva } from '#support/un-ente';
import { pubblicaDovuto } from './acts/dovuto.ts';
import { inserisciPosizione, type DovutoInserito } from './acts/inserisci.ts';
import { leggiAvviso } from './store/avviso.ts';
import { cercaDovuti, leggiDovuto } from './store/ricerca.ts';

let mondo: Mondo;
let ente: EnteDiProva;
beforeAll(async () => {
  mondo = mondoDiProva(await databaseDiProva());
  ente = await unEnte(mondo);
});
const ufficio = () => ctxDi(mondo, 'ufficio', ente.enteId);

async function unaBozza(dataScadenza: Giorno | null): Promise<DovutoInserito> {
  const opzioni = [{ forma: 'unica' as const, dovuti: [dovutoDi(5000, dataScadenza)] }];
  const posizione = { debitore: DEBITORE, opzioni, bozza: true };
  const inserita = valoreDi(await inserisciPosizione(ctxDi(mondo, 'worker', ente.enteId), posizione, PROVA));
  return inserita.dovuti[0] ?? expect.fail();
}

/** As the ufficio, and as a citizen who has its notice, see it. */
async function visto({ iud, iuvId }: DovutoInserito): Promise<[string | undefined, string | undefined]> {
  const filtro = { elenco: 'online', testo: iud, tipoDovuto: '', daVerificare: false, tipiConsentiti: null } as const;
  const [riga] = await ufficio().tx((t) => cercaDovuti(t, { ...filtro, dopo: null, prima: null, quanti: 1 }));
  const quale = { enteId: ente.enteId, iuvId: iuvId ?? expect.fail() };
  return [riga?.stato, (await leggiAvviso(ctxDi(mondo, 'portale'), quale))?.stato];
}

async function pubblica({ dovutoId }: DovutoInserito): Promise<string | null> {
  const d = await ufficio().tx((t) => leggiDovuto(t, { dovutoId, tipiConsentiti: null }));
  const atto = { dovutoId, versione: d?.versione ?? 0, motivo: 'Approvato', tipiConsentiti: null };
  const esito = await pubblicaDovuto(ufficio(), atto);
  return esito.ok ? null : esito.refusal.codice;
}

it('is prepared: who works for the ente sees it, and no citizen finds it; published, it is asked for', async () => {
  const bozza = await unaBozza('2099-06-30' as Giorno);
  expect(await visto(bozza)).toEqual(['bozza', undefined]);
  expect(await pubblica(bozza)).toBeNull();
  expect(await visto(bozza)).toEqual(['da_pagare', 'da_pagare']);
  expect(await pubblica(bozza)).toBe('NULLA_DA_CAMBIARE');
  const d = await ufficio().tx((t) => leggiDovuto(t, { dovutoId: bozza.dovutoId, tipiConsentiti: null }));
  expect(d?.storia.map((passo) => `${passo.azione} ${passo.stato}`).toSorted((a, b) => (a < b ? -1 : 1))).toEqual([
    'inserito bozza',
    'modificato da_pagare',
  ]);
});

it('is not published past its date', async () => {
  expect(await pubblica(await unaBozza(piuGiorni(ufficio().oggi, -1)))).toBe('SCADENZA_PASSATA');
});
