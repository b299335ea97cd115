import type { OperatoreId } from '#kernel/ids';
import {
  comuneNoto,
  elencoConti,
  leggiEnteIncassante,
  luoghiNoti,
  nascitaNota,
  nazioneNota,
  provinciaNota,
  regoleTipi,
} from '#modules/enti';
import { tipiConsentiti } from '#modules/utenti';
import type { Ctx } from '#platform/contesto';
import type { Luoghi, RegoleEnte } from '../core/dovuti/regole.ts';
import type { Flusso } from '../store.ts';

/** By what the rows of a file are judged: the ente as it is now, and the kinds of due (null: all) of whoever sent it. */
export type RegoleFlusso = { regole: RegoleEnte; tipi: Awaited<ReturnType<typeof tipiConsentiti>>; codIpa: string };

export async function leggiRegole(t: Ctx, flusso: Flusso): Promise<RegoleFlusso> {
  const enteId = t.enteId;
  if (enteId === null) throw new Error('leggiRegole: an ente is needed');
  const ente = await leggiEnteIncassante(t, enteId);
  const operatore = /^operatore:(.+)$/.exec(flusso.richiestoDa)?.[1];
  return {
    codIpa: ente.codIpa,
    regole: {
      ...(await regoleTipi(t, enteId)),
      segregazione: ente.segregazione,
      oggi: t.oggi,
      limiteNuoviIuv: t.config.limiteNuoviIuv,
      luoghi: await leggiLuoghi(t),
      conti: new Map((await elencoConti(t)).flatMap(({ contoId, iban }) => (iban === null ? [] : [[iban, contoId]]))),
    },
    tipi: operatore === undefined ? null : await tipiConsentiti(t, { operatoreId: operatore as OperatoreId, enteId }),
  };
}

/** All the places that are known, once a file: rows are many, and a look at each costs nothing then. */
async function leggiLuoghi(t: Ctx): Promise<Luoghi> {
  const noti = await luoghiNoti(t);
  return {
    provinciaNota: (sigla) => provinciaNota(noti, sigla),
    nazioneNota: (iso) => nazioneNota(noti, iso),
    comuneNoto: (coppia) => comuneNoto(noti, coppia),
    nascitaNota: (nascita) => nascitaNota(noti, nascita),
  };
}
