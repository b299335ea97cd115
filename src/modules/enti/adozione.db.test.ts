import { beforeAll, describe, expect, it } from 'vitest';
import { valoreDi } from '#kernel/esito';
import type { Mondo } from '#platform/contesto';
import { databaseDiProva } from '#support/db';
import { mondoDiProva } from '#support/mondo';
import { ctxDi, DA_SEMPRE, unEnte, type EnteDiProva } from '#support/un-ente';
import {
  adottaTipo,
  CATALOGO,
  elencoTipi,
  leggiModulo,
  leggiVersione,
  modificaTipoDovuto,
  nomeCategoria,
  pubblicaModulo,
  registraTassonomia,
} from './index.ts';

let mondo: Mondo;
let ente: EnteDiProva;
const ctx = () => ctxDi(mondo, 'ufficio', ente.enteId);

beforeAll(async () => {
  mondo = mondoDiProva(await databaseDiProva());
  ente = await unEnte(mondo);
  const voce = { tipoEnte: 'COMUNE', macroArea: 'Servizi', tipoServizio: 'Prova', descrizione: 'Prova' };
  const codici = new Set(CATALOGO.map(({ tassonomia }) => tassonomia));
  const voci = [...codici].map((codice) => ({ ...voce, codice, validaDal: DA_SEMPRE, validaAl: null }));
  valoreDi(await registraTassonomia(ctxDi(mondo, 'worker'), voci));
});

describe('a category of the catalogue', () => {
  it.each(CATALOGO.map(({ categoria }) => categoria))(
    '%s is adopted, completed, and open to citizens',
    async (categoria) => {
      const { contoId, enteId } = ente;
      const tipoDovutoId = valoreDi(await adottaTipo(ctx(), { categoria, codice: null, contoId }));
      const voce = CATALOGO.find((una) => una.categoria === categoria) ?? expect.fail();
      const tipo = (await elencoTipi(ctx(), enteId)).find((uno) => uno.tipoDovutoId === tipoDovutoId);
      const { denominazione, spontaneo, promemoriaGiorni } = voce;
      expect(tipo).toMatchObject({
        codice: categoria,
        categoria,
        denominazione,
        attivo: false,
        spontaneo,
        promemoriaGiorni,
      });
      expect(await leggiVersione(ctx(), { tipoDovutoId })).toMatchObject({ versione: 1, stato: 'bozza' });
      valoreDi(await pubblicaModulo(ctx(), { tipoDovutoId, versione: 1 }));
      valoreDi(await modificaTipoDovuto(ctx(), { tipoDovutoId, cambi: { attivo: true } }));
      const visto = await leggiModulo(ctxDi(mondo, 'portale'), { enteId, tipoDovutoId });
      expect(visto?.modulo.definizione).toEqual(spontaneo ? voce.definizione : undefined);
    },
  );

  it('takes a code of the ente’s own, once', async () => {
    const richiesta = { categoria: 'LUCE_VOTIVA', codice: 'LAMPADE', contoId: null };
    valoreDi(await adottaTipo(ctx(), richiesta));
    expect(await adottaTipo(ctx(), richiesta)).toMatchObject({ refusal: { codice: 'TIPO_CODICE_OCCUPATO' } });
    const ignota = await adottaTipo(ctx(), { ...richiesta, categoria: 'BOH' });
    expect(ignota).toMatchObject({ refusal: { codice: 'CATEGORIA_SCONOSCIUTA' } });
    expect([nomeCategoria('LUCE_VOTIVA'), nomeCategoria('BOH'), nomeCategoria(null)]).toEqual([
      'Canone luce votiva cimiteriale',
      null,
      null,
    ]);
  });
});
