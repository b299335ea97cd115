import { sql } from 'kysely';
import type { Mondo, RispostaBizEvents, Wires } from '#platform/contesto';
import { ctxDi } from './un-ente.ts';

/** What biz-events says of a payment to an ente: one transfer of the whole amount, unless `parti` says otherwise. */
export function jsonRicevuta(
  codiceFiscale: string,
  d: { iuv: string; numeroAvviso: string; importo: string; iur: string },
  parti: Readonly<Record<string, unknown>> = {},
): Record<string, unknown> {
  return {
    ...{ receiptId: d.iur, noticeNumber: d.numeroAvviso, fiscalCode: codiceFiscale, outcome: 'OK' },
    ...{ creditorReferenceId: d.iuv, paymentAmount: d.importo, description: 'TARI', companyName: 'Comune di Prova' },
    officeName: null,
    debtor: {
      ...{ entityUniqueIdentifierType: 'F', entityUniqueIdentifierValue: 'RSSMRA80A01H501U' },
      ...{ fullName: 'Mario Rossi', email: null },
    },
    transferList: [
      {
        ...{
          idTransfer: 1,
          transferAmount: d.importo,
          fiscalCodePA: codiceFiscale,
          iban: 'IT60X0542811101000000123456',
        },
        ...{ mbdAttachment: '', remittanceInformation: 'TARI', transferCategory: '9/0101101IM/', metadata: [] },
      },
    ],
    ...{ idPSP: 'PSPTEST1', pspCompanyName: 'Banca di prova', idChannel: 'CANALE1', channelDescription: 'app' },
    ...{ payer: null, paymentMethod: 'carta', fee: '1.5' },
    ...{ paymentDateTime: '2026-11-20', paymentDateTimeFormatted: '2026-11-20T10:11:12' },
    ...{ applicationDate: '2026-11-20', transferDate: '2026-11-21', metadata: [] },
    ...parti,
  };
}

/** A wire that answers as it is told, and remembers what it was asked. */
export type FintoBizEvents = {
  filo: Wires['bizEvents'];
  /** Tax code and IUR of each question. */
  chieste: string[];
  rispondi: (risposta: string | Record<string, unknown> | (() => Promise<string | Record<string, unknown>>)) => void;
};

/** Until it is told otherwise it finds nothing. A text is why there is no receipt; an object is its JSON. */
export function fintoBizEvents(): FintoBizEvents {
  const chieste: string[] = [];
  let come: string | Record<string, unknown> | (() => Promise<string | Record<string, unknown>>) = 'non_trovata';
  return {
    chieste,
    rispondi: (risposta) => {
      come = risposta;
    },
    filo: {
      ricevuta: async (_, { codiceFiscale, iur }): Promise<RispostaBizEvents> => {
        chieste.push(`${codiceFiscale} ${iur}`);
        const detta = typeof come === 'function' ? await come() : come;
        if (typeof detta === 'string') return { esito: 'nessuna', perche: detta };
        return { esito: 'ricevuta', corpo: Buffer.from(JSON.stringify(detta)), letta: detta };
      },
    },
  };
}

/** The queue is one for all: what other tests of this database left in it is taken out. */
export async function svuotaCoda(mondo: Mondo): Promise<void> {
  await sql`
    update rendicontazione.mancante
       set stato = 'chiusa', prossimo_il = null, perche = null, conclusa_il = now(), chiusura = 'ritirata', chiusa_da = 'prova'
     where stato in ('in_coda', 'in_attesa', 'da_chiudere')`.execute(ctxDi(mondo, 'worker').db);
}
