import { beforeAll, describe, expect, it } from 'vitest';
import { valoreDi } from '#kernel/esito';
import { piuGiorni, piuMesi } from '#kernel/giorno';
import type { DelegaId, EnteId } from '#kernel/ids';
import { leggiAtti } from '#modules/registro';
import type { Identita } from '#modules/utenti';
import { creaCtx, type Ctx, type Mondo } from '#platform/contesto';
import { DEBITORE } from '#support/carico';
import { unPdf } from '#support/allegati';
import { databaseDiProva } from '#support/db';
import { mondoDiProva } from '#support/mondo';
import { unaPersona } from '#support/portale';
import { dovutoDi, unaPosizione } from '#support/posizioni';
import { ctxDi, unEnte, type EnteDiProva } from '#support/un-ente';
import {
  approvaDelega,
  avvisoMio,
  chiediDelega,
  elencoDeleghe,
  leggiDelegheMie,
  posizioniAperte,
  revocaDelega,
  revocaDelegaMia,
  rifiutaDelega,
  scaricaDocumentoDelega,
  TUTTE_LE_APERTE,
} from './index.ts';

let mondo: Mondo;
let uno: EnteDiProva;
let altro: EnteDiProva;
beforeAll(async () => {
  mondo = mondoDiProva(await databaseDiProva());
  [uno, altro] = [await unEnte(mondo), await unEnte(mondo, { segregazione: '02' })];
});

const come = ({ codiceFiscale }: Identita, m: Mondo = mondo): Ctx =>
  creaCtx(m, { ruolo: 'portale', attore: { tipo: 'cittadino', codiceFiscale } });
const ufficio = (ente: EnteDiProva): Ctx => ctxDi(mondo, 'ufficio', ente.enteId);

const chiede = (io: Identita, per: Identita, ente = uno, byte: Buffer = unPdf()) =>
  chiediDelega(come(io), {
    enteId: ente.enteId,
    delegato: io,
    ...{ genere: 'delega', codice: per.codiceFiscale, nome: 'Nonna Ada', file: { nome: 'procura.pdf', byte } },
  });
const codiceDi = (esito: { ok: boolean; refusal?: { codice: string } }) => (esito.ok ? null : esito.refusal?.codice);

async function deve(chi: Identita, ente: EnteDiProva): Promise<void> {
  const dovuti = [dovutoDi(1000, '2098-01-01', { conAvviso: true })];
  const debitore = { ...DEBITORE, codice: chi.codiceFiscale };
  await unaPosizione(ctxDi(mondo, 'worker', ente.enteId), [{ forma: 'unica', dovuti }], { debitore });
}
const vede = async (chi: Identita) =>
  (await come(chi).tx((t) => posizioniAperte(t, TUTTE_LE_APERTE, 10))).aperte.map((a) => [a.come, a.avviso.enteId]);

async function approvata(
  io: Identita,
  per: Identita,
  validaAl = piuMesi(ctxDi(mondo, 'worker').oggi, 12),
): Promise<DelegaId> {
  const delegaId = valoreDi(await chiede(io, per));
  valoreDi(await approvaDelega(ufficio(uno), { delegaId, versione: 1, validaAl }));
  return delegaId;
}

describe('a delega', () => {
  it('approved by an ente shows who asked what is owed there, and nowhere else', async () => {
    const [io, nonna] = [unaPersona(), unaPersona()];
    await deve(nonna, uno);
    await deve(nonna, altro);
    const delegaId = valoreDi(await chiede(io, nonna));
    expect(await vede(io)).toEqual([]);
    const [in_attesa] = (await elencoDeleghe(ufficio(uno), { quali: 'da_decidere' })).filter(
      ({ id }) => id === delegaId,
    );
    expect(in_attesa).toMatchObject({
      deleganteCodice: nonna.codiceFiscale,
      documentoNome: 'procura.pdf',
      versione: 1,
    });
    expect(await scaricaDocumentoDelega(ufficio(uno), delegaId)).toMatchObject({ nome: 'procura.pdf', byte: unPdf() });
    expect(await scaricaDocumentoDelega(ufficio(altro), delegaId)).toBeNull();
    const validaAl = piuMesi(ctxDi(mondo, 'worker').oggi, 12);
    expect(codiceDi(await approvaDelega(ufficio(altro), { delegaId, versione: 1, validaAl }))).toBe(
      'DELEGA_SCONOSCIUTA',
    );
    expect(codiceDi(await approvaDelega(ufficio(uno), { delegaId, versione: 2, validaAl }))).toBe('DELEGA_GIA_DECISA');
    valoreDi(await approvaDelega(ufficio(uno), { delegaId, versione: 1, validaAl }));
    expect(await vede(io)).toEqual([['delega', uno.enteId]]);
    const [mia] = await leggiDelegheMie(come(io));
    expect(mia).toMatchObject({ mia: true, stato: 'approvata', ente: uno.denominazione });
    expect((await leggiDelegheMie(come(nonna)))[0]).toMatchObject({ mia: false, delegatoCodice: io.codiceFiscale });
    expect(await leggiDelegheMie(come(unaPersona()))).toEqual([]);
  });

  it('ends by who is acted for, by who acts and by the ente; and by its last day', async () => {
    const [io, nonna, lei] = [unaPersona(), unaPersona(), unaPersona()];
    await deve(nonna, uno);
    const id = await approvata(io, nonna);
    const iuvId = (await come(io).tx((t) => posizioniAperte(t, TUTTE_LE_APERTE, 10))).aperte[0]?.avviso.iuvId;
    if (iuvId === undefined) throw new Error('nothing is seen');
    expect(codiceDi(await revocaDelegaMia(come(lei), id))).toBe('DELEGA_SCONOSCIUTA');
    valoreDi(await revocaDelegaMia(come(nonna), id));
    // Asked for and taken back by citizens, approved by the ente: all of it stands in the ente's registro.
    const atti = await ufficio(uno).tx((t) =>
      leggiAtti(t, { oggetto: 'delega', oggettoId: id, dopo: null, prima: null, quanti: 9 }),
    );
    expect(atti.map(({ azione }) => azione).toReversed()).toEqual([
      'delega.chiesta',
      'delega.approvata',
      'delega.revocata',
    ]);
    expect([await vede(io), await come(io).tx((t) => avvisoMio(t, iuvId))]).toEqual([[], null]);
    expect(codiceDi(await revocaDelegaMia(come(nonna), id))).toBe('DELEGA_SCONOSCIUTA');
    const seconda = await approvata(io, nonna);
    valoreDi(await revocaDelega(ufficio(uno), { delegaId: seconda, versione: 2, motivo: 'È cambiato il tutore.' }));
    expect(codiceDi(await revocaDelega(ufficio(uno), { delegaId: seconda, versione: 3, motivo: 'Ancora.' }))).toBe(
      'DELEGA_GIA_DECISA',
    );
    expect(await vede(io)).toEqual([]);
    const terza = await approvata(io, nonna);
    expect(await vede(io)).toHaveLength(1);
    const ieri = piuGiorni(ctxDi(mondo, 'worker').oggi, -1);
    await mondo.pools.worker.query('update posizioni.delega set valida_al = $1 where id = $2', [ieri, terza]);
    expect(await vede(io)).toEqual([]);
    // What is over makes room for another.
    valoreDi(await chiede(io, nonna));
    expect((await leggiDelegheMie(come(io))).map(({ stato }) => stato)).toEqual([
      ...['richiesta', 'scaduta', 'revocata', 'revocata'],
    ]);
  });

  it('is refused with a reason, and is asked once at a time', async () => {
    const [io, nonna] = [unaPersona(), unaPersona()];
    const delegaId = valoreDi(await chiede(io, nonna));
    expect(codiceDi(await chiede(io, nonna))).toBe('DELEGA_GIA_CHIESTA');
    expect(codiceDi(await rifiutaDelega(ufficio(uno), { delegaId, versione: 1, motivo: ' ' }))).toBe(
      'DELEGA_MOTIVO_MANCANTE',
    );
    valoreDi(await rifiutaDelega(ufficio(uno), { delegaId, versione: 1, motivo: 'Manca la firma.' }));
    expect((await leggiDelegheMie(come(io)))[0]).toMatchObject({ stato: 'rifiutata', motivo: 'Manca la firma.' });
    const nessuno = { ...uno, enteId: delegaId as string as EnteId };
    expect(codiceDi(await chiede(io, nonna, nessuno))).toBe('DELEGA_ENTE_NON_VALIDO');
    expect(codiceDi(await chiede(io, nonna, uno, Buffer.from('GIF89a')))).toBe('ALLEGATO_TIPO_NON_AMMESSO');
    for (let n = 0; n < 10; n += 1) valoreDi(await chiede(io, unaPersona()));
    expect(codiceDi(await chiede(io, nonna))).toBe('DELEGHE_TROPPE');
  });
});
