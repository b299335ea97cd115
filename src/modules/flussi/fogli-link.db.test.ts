import { randomUUID } from 'node:crypto';
import { Readable } from 'node:stream';
import { beforeAll, expect, test } from 'vitest';
import { valoreDi } from '#kernel/esito';
import type { FoglioLinkId, LinkId } from '#kernel/ids';
import { LIMITI } from '#kernel/limiti';
import { elencoLink, leggiLink, revocaLink } from '#modules/pagamenti';
import type { Ctx, Mondo } from '#platform/contesto';
import { databaseDiProva } from '#support/db';
import { mondoDiProva } from '#support/mondo';
import { cimiteroA, conModulo } from '#support/spontaneo';
import { ctxDi, unEnte, type EnteDiProva } from '#support/un-ente';
import { buttaFoglioLink, confermaFoglioLink, leggiRigheFoglioLink, riceviFoglioLink } from './index.ts';

let mondo: Mondo;
let ente: EnteDiProva;
beforeAll(async () => {
  mondo = mondoDiProva(await databaseDiProva());
  ente = await unEnte(mondo);
  await conModulo(mondo, ente);
});

const ufficio = (di = ente): Ctx => ctxDi(mondo, 'ufficio', di.enteId);
const codice = (esito: { ok: boolean; refusal?: { codice: string } }) => esito.refusal?.codice ?? 'ok';
const riceve = (csv: string, altro: { usiMax?: number | null } = {}) =>
  riceviFoglioLink(ufficio(), {
    ...{ tipoDovutoId: ente.tipoDovutoId, fermo: true, scadeIl: null, usiMax: null, nomeFile: 'a.csv', ...altro },
    contenuto: Readable.from([Buffer.from(csv)]),
  });

test('a sheet is confirmed once, by its ente, and its links answer what its rows did', async () => {
  const foglioId = valoreDi(
    await riceve('Cimitero;Lampade 1: Quante lampade;Titolo\nnord;2;Luci di Ada\nsud;;\novest;1;\n', { usiMax: 2 }),
  );
  const altro = await unEnte(mondo);
  for (const fa of [confermaFoglioLink, buttaFoglioLink])
    expect(codice(await fa(ufficio(altro), foglioId))).toBe('FOGLIO_SCONOSCIUTO');
  // Two at once, then another: the links are two.
  const fatti = await Promise.all([1, 2].map(() => confermaFoglioLink(ufficio(), foglioId)));
  expect(fatti.map(valoreDi)).toEqual([2, 2]);
  expect(codice(await buttaFoglioLink(ufficio(), foglioId))).toBe('FOGLIO_SCONOSCIUTO');
  const suoi = await ufficio().tx((t) => elencoLink(t, { quanti: 10 }));
  expect(suoi.map((link) => link.genere === 'modulo' && [link.titolo, link.valori, link.fissi, link.usiMax])).toEqual([
    [null, { luogo: 'sud' }, ['luogo'], 2],
    [
      'Luci di Ada',
      { luogo: 'nord', 'righe.0.quante': '2', 'righe.righe': '1' },
      ['luogo', 'righe.righe', 'righe.0.quante'],
      2,
    ],
  ]);
  const righe = await ufficio().tx((t) => leggiRigheFoglioLink(t, { foglioId, sbagliate: false, dopo: 0, quante: 9 }));
  expect(new Set(righe.map(({ linkId }) => linkId))).toEqual(new Set(suoi.map(({ id }) => id)));
  const nessuna = await ufficio().tx((t) => leggiLink(t, { linkId: suoi[0]?.id as LinkId, tipiConsentiti: [] }));
  expect(nessuna).toBeNull();
  const motivo = 'Non è suo.';
  for (const linkId of [randomUUID() as LinkId, suoi[0]?.id as LinkId])
    expect(codice(await revocaLink(ufficio(), { linkId, motivo, tipiConsentiti: [] }))).toBe('LINK_SCONOSCIUTO');
});

test('what cannot be taken, or confirmed, is told by its code, and nothing of it stays', async () => {
  const troppe = `Cimitero\n${'nord\n'.repeat(LIMITI.foglioLinkRigheMax + 1)}`;
  const { rows: prima } = await mondo.pools.worker.query('select count(*) from flussi.foglio_link');
  expect(codice(await riceve(troppe))).toBe('FOGLIO_TROPPE_RIGHE');
  expect(codice(await riceve('Cimitero\nnord', { usiMax: 0 }))).toBe('LINK_MISURA_NON_VALIDA');
  const { rows: dopo } = await mondo.pools.worker.query('select count(*) from flussi.foglio_link');
  expect(dopo).toEqual(prima);
  const storto = valoreDi(await riceve('Cimitero\novest'));
  expect(codice(await confermaFoglioLink(ufficio(), storto))).toBe('FOGLIO_SENZA_RIGHE_BUONE');
  expect(codice(await buttaFoglioLink(ufficio(), storto))).toBe('ok');
  expect(codice(await confermaFoglioLink(ufficio(), randomUUID() as FoglioLinkId))).toBe('FOGLIO_SCONOSCIUTO');
  const vecchio = valoreDi(await riceve('Cimitero\nnord'));
  await conModulo(mondo, ente, { definizione: cimiteroA(17) });
  expect(codice(await confermaFoglioLink(ufficio(), vecchio))).toBe('FOGLIO_MODULO_CAMBIATO');
});
