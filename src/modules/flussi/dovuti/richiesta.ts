import { causalePubblica } from '#kernel/causale';
import type { RichiestaCarico } from '#modules/posizioni';
import type { RigaLetta } from '../core/dovuti/leggi-riga.ts';
import type { RegoleEnte } from '../core/dovuti/regole.ts';
import { conDue } from './richiesta-due.ts';

const oNull = (valore: string | undefined): string | null => (valore === undefined || valore === '' ? null : valore);

/** A good row as a request to `posizioni`. */
export function richiestaDi(riga: number, letta: RigaLetta, regole: RegoleEnte): RichiestaCarico {
  const richiesta = richiestaDovuto(riga, letta);
  return letta.due === null ? richiesta : conDue(richiesta, letta.campi, letta.due, regole);
}

function richiestaDovuto(riga: number, letta: RigaLetta): RichiestaCarico {
  const { campi } = letta;
  const causale = campi['causaleVersamento'] ?? '';
  return {
    riga,
    azione: campi['azione'] as RichiestaCarico['azione'],
    iud: campi['IUD'] ?? '',
    iuv: oNull(campi['codIuv']),
    generaIuv: letta.generaIuv,
    debitore: {
      tipo: (campi['tipoIdentificativoUnivoco'] ?? '').toUpperCase() as 'F' | 'G',
      codice: (campi['codiceIdentificativoUnivoco'] ?? '').toUpperCase(),
      anagrafica: campi['anagraficaPagatore'] ?? '',
      indirizzo: oNull(campi['indirizzoPagatore']),
      civico: oNull(campi['civicoPagatore']),
      cap: oNull(campi['capPagatore']),
      localita: oNull(campi['localitaPagatore']),
      provincia: oNull(campi['provinciaPagatore']?.toUpperCase()),
      nazione: oNull(campi['nazionePagatore']?.toUpperCase()),
      email: oNull(campi['emailPagatore']),
    },
    dataScadenza: letta.dataScadenza,
    importoCents: letta.importoCents,
    commissioneCents: letta.commissioneCents,
    tipoDovuto: campi['tipoDovuto'] ?? '',
    canali: oNull(campi['tipoVersamento']?.toUpperCase()) ?? 'ALL',
    causale,
    causalePubblica: causalePubblica(causale) ?? '-',
    datiRiscossione: campi['datiSpecificiRiscossione'] ?? '',
    bilancio: oNull(campi['bilancio']),
    altreQuote: letta.secondario === null ? [] : [quotaSeconda(letta, letta.secondario)],
  };
}

const ALTRO = ['indirizzo', 'civico', 'cap', 'localita', 'provincia', 'nazione'];

function quotaSeconda(
  { campi }: RigaLetta,
  { importoCents }: NonNullable<RigaLetta['secondario']>,
): RichiestaCarico['altreQuote'][number] {
  const causale = oNull(campi['causaleVersamentoEnteSecondario']) ?? campi['causaleVersamento'] ?? '';
  return {
    importoCents,
    codiceFiscale: (campi['codiceFiscaleEnteSecondario'] ?? '').toUpperCase(),
    denominazione: campi['denominazioneEnteSecondario'] ?? '',
    iban: (campi['ibanAccreditoEnteSecondario'] ?? '').toUpperCase(),
    tassonomia: campi['datiSpecificiRiscossioneEnteSecondario'] ?? '',
    causale: causalePubblica(causale) ?? '-',
    altro: Object.fromEntries(
      [
        ...ALTRO.map((nome) => [nome, campi[`${nome}EnteSecondario`] ?? '']),
        ['causale', campi['causaleVersamentoEnteSecondario'] ?? ''],
      ].filter(([, valore]) => valore !== ''),
    ),
  };
}
