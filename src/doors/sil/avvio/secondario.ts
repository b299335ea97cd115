import { capValido } from '#kernel/cap';
import { parseIban } from '#kernel/iban';
import { confronta, ZERO_CENTS, type Cents } from '#kernel/importo';
import { causalePubblica } from '#kernel/causale';
import { partitaIvaValida } from '#kernel/partita-iva';
import { comuneNoto, luoghiNoti, nazioneNota, provinciaNota, regoleTipi, type LuoghiNoti } from '#modules/enti';
import type { QuotaRichiesta } from '#modules/posizioni';
import type { Ctx } from '#platform/contesto';
import type { Elemento } from '#platform/xml/elemento';
import { leggiSecondario, type Secondario } from '../dovuti/versamento.ts';

/** With fewer or more characters it is of another country, where pagoPA credits nobody. */
const IBAN_CARATTERI = 27;
const VIA = /^[a-zA-Z0-9À-ÿ .,()/'&-]*$/;

/**
 * The share of another ente, as a document `DovutiEntiSecondari` says it; or what is wrong with it, in words: all have one code
 * (mypay-webservices 1.2).
 */
export async function leggiQuota(
  ctx: Ctx,
  radice: Elemento,
  causalePrima: string,
): Promise<{ quota: QuotaRichiesta } | { male: string }> {
  const s = leggiSecondario(radice);
  const { importoCents } = s;
  if (ctx.enteId === null || importoCents === null) return { male: 'importoSingoloVersamento' };
  const { tassonomia } = await regoleTipi(ctx, ctx.enteId);
  const male = controlla({ ...s, importoCents }, { luoghi: await luoghiNoti(ctx), tassonomia });
  if (male !== null) return { male };
  const { codiceFiscale, denominazione, iban, altro } = s;
  const quota = { importoCents, codiceFiscale, denominazione, iban: parseIban(iban), altro };
  return {
    quota: { ...quota, tassonomia: s.datiRiscossione, causale: causalePubblica(s.causale ?? causalePrima) ?? '-' },
  };
}

type Intorno = { luoghi: LuoghiNoti; tassonomia: ReadonlySet<string> };

/** The first of its fields that is wrong. */
function controlla(s: Secondario & { importoCents: Cents }, { luoghi, tassonomia }: Intorno): string | null {
  const { indirizzo = '', civico = '', cap = '', localita = '', provincia = '', nazione = '' } = s.altro;
  const italiano = nazione === 'IT';
  const prove: [string, boolean][] = [
    ['codiceFiscaleBeneficiario', partitaIvaValida(s.codiceFiscale)],
    ['ibanAccreditoBeneficiario', parseIban(s.iban)?.length === IBAN_CARATTERI],
    ['indirizzoBeneficiario', VIA.test(indirizzo)],
    ['civicoBeneficiario', VIA.test(civico)],
    ['nazioneBeneficiario', nazione === '' || nazioneNota(luoghi, nazione)],
    ['capBeneficiario', cap === '' || capValido(cap, nazione)],
    ['provinciaBeneficiario', provincia === '' || !italiano || provinciaNota(luoghi, provincia)],
    [
      'localitaBeneficiario',
      localita === '' || provincia === '' || !italiano || comuneNoto(luoghi, { provincia, nome: localita }),
    ],
    ['datiSpecificiRiscossione', tassonomia.has(s.datiRiscossione.slice(0, s.datiRiscossione.lastIndexOf('/') + 1))],
    ['importoSingoloVersamento', confronta(s.importoCents, ZERO_CENTS) > 0],
  ];
  return prove.find(([, buono]) => !buono)?.[0] ?? null;
}
