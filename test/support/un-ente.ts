import { randomInt } from 'node:crypto';
import { valoreDi } from '#kernel/esito';
import type { Giorno } from '#kernel/giorno';
import type { ContoId, EnteId, StazioneId, TipoDovutoId } from '#kernel/ids';
import {
  associaStazione,
  attivaStazione,
  cambiaStato,
  registraConto,
  registraEnte,
  registraIban,
  registraIntermediario,
  registraStazione,
  registraTassonomia,
  registraTipoDovuto,
  type Ambiente,
} from '#modules/enti';
import { creaCtx, type Ctx, type Mondo } from '#platform/contesto';
import type { Ruolo } from '#platform/db/ruoli';

/** An ente of a test's own, in ESERCIZIO, with a station, a bank account, a postal one, and a kind of due. */
export type EnteDiProva = {
  enteId: EnteId;
  codiceFiscale: string;
  codIpa: string;
  denominazione: string;
  intermediarioId: string;
  stazioneId: StazioneId;
  stazione: string;
  /** The secret segment that opens its station, in clear. */
  segmento: string;
  segregazione: string;
  contoId: ContoId;
  contoPostaleId: ContoId;
  iban: string;
  ibanPostale: string;
  /** Code and id of its kind of due. */
  tipo: string;
  tipoDovutoId: TipoDovutoId;
};

export const DA_SEMPRE = '2020-01-01' as Giorno;
/** An IBAN that no ente of these tests has: the tests share a database, and an IBAN is of one ente. */
export const IBAN_BANCARIO = 'IT60X0542811101000000123456';
const TASSONOMIA = '9/0101101IM/';

/** A context for an ente, as a role sees it. */
export function ctxDi(mondo: Mondo, ruolo: Ruolo, enteId: EnteId | null = null): Ctx {
  return creaCtx(mondo, { ruolo, attore: { tipo: 'sistema' }, enteId });
}

/** 11 digits that nobody else in this run has, with their check digit. */
export function codiceFiscaleEnte(): string {
  const dieci = String(randomInt(1_000_000_000, 9_999_999_999));
  const somma = [...dieci].reduce((totale, c, i) => totale + (i % 2 === 0 ? Number(c) : doppia(Number(c))), 0);
  return dieci + String((10 - (somma % 10)) % 10);
}

/** An Italian IBAN on twelve digits, with its check digits (ISO 13616; the CIN is not checked). */
export function ibanDiProva(conto: string, abi = '99999'): string {
  const bban = `X${abi}01000${conto.padStart(12, '0')}`;
  const cifre = [...`${bban}IT00`].map((c) => Number.parseInt(c, 36)).join('');
  return `IT${String(98n - (BigInt(cifre) % 97n)).padStart(2, '0')}${bban}`;
}

function doppia(cifra: number): number {
  return cifra > 4 ? cifra * 2 - 9 : cifra * 2;
}

/** Makes the ente, through the acts of the product. */
export async function unEnte(
  mondo: Mondo,
  scelte: { ambiente?: Ambiente; segregazione?: string; intermediarioId?: string } = {},
): Promise<EnteDiProva> {
  const codiceFiscale = codiceFiscaleEnte();
  const { segregazione = '01', ambiente = 'prova' } = scelte;
  const base = { codiceFiscale, codIpa: `c_${codiceFiscale}`, denominazione: `Ente ${codiceFiscale}` };
  const senza = ctxDi(mondo, 'worker');
  const regione = { codiceFiscale: codiceFiscaleEnte(), denominazione: 'Regione di prova' };
  const intermediarioId = scelte.intermediarioId ?? valoreDi(await registraIntermediario(senza, regione));
  valoreDi(await registraTassonomia(senza, [VOCE]));
  const enteId = valoreDi(await registraEnte(senza, { ...base, ...VUOTO, ambiente, intermediarioId }));
  const ctx = ctxDi(mondo, 'worker', enteId);
  const stazione = `${codiceFiscale}_01`;
  const segmento = `segmento-${codiceFiscale}-abcdef`;
  const stazioneId = valoreDi(
    await registraStazione(senza, {
      intermediarioId,
      codice: stazione,
      versionePrimitive: 2,
      segreti: [segmento],
      certificatiCn: [],
      indirizzi: [],
    }),
  );
  valoreDi(await attivaStazione(senza, stazioneId));
  valoreDi(await associaStazione(ctx, { stazioneId, segregazione, predefinita: true, validaDal: DA_SEMPRE }));
  const [iban, ibanPostale] = [ibanDiProva(codiceFiscale), ibanDiProva(codiceFiscale, '07601')];
  const conto = { intestatario: base.denominazione, autorizzazioneStampa: null };
  const contoId = valoreDi(await registraConto(ctx, { ...conto, nome: 'Tesoreria', tipo: 'bancario' }));
  const contoPostaleId = valoreDi(await registraConto(ctx, { ...conto, nome: 'Poste', tipo: 'postale' }));
  valoreDi(await registraIban(ctx, { contoId, iban, validoDal: DA_SEMPRE }));
  valoreDi(await registraIban(ctx, { contoId: contoPostaleId, iban: ibanPostale, validoDal: DA_SEMPRE }));
  const tipo = 'TARI';
  const tipoDovutoId = valoreDi(
    await registraTipoDovuto(ctx, { ...TIPO, codice: tipo, contoId, contoPostaleId: null }),
  );
  valoreDi(await cambiaStato(ctx, { a: 'ESERCIZIO', motivo: 'Ente di prova' }));
  return {
    ...base,
    enteId,
    intermediarioId,
    stazioneId,
    stazione,
    segmento,
    segregazione,
    contoId,
    contoPostaleId,
    iban,
    ibanPostale,
    tipo,
    tipoDovutoId,
  };
}

/** What an ente need not have. */
export const VUOTO = {
  tipo: 'comune',
  settore: null,
  info: null,
  indirizzo: null,
  email: null,
  telefono: null,
  pec: null,
  sito: null,
  cbill: null,
};

const VOCE = {
  codice: TASSONOMIA,
  tipoEnte: 'Comune',
  macroArea: 'Tributi',
  tipoServizio: 'Tassa sui rifiuti',
  descrizione: 'Tassa sui rifiuti',
  validaDal: DA_SEMPRE,
  validaAl: null,
};

/** The flags of a kind of due whose date may pass, with its taxonomy code. */
export const TIPO = {
  denominazione: 'Tassa sui rifiuti',
  attivo: true,
  tassonomia: TASSONOMIA,
  scadenzaObbligatoria: false,
  scadenzaStampata: false,
  pagaDopoScadenza: true,
  codiceFiscaleAnonimo: false,
  avvisoStampabile: true,
};
