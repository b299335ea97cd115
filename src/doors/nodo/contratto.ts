import { readFileSync } from 'node:fs';
import type { Nomi } from '#platform/soap/operazione';
import { caricaSchema, type Schema } from '#platform/xml/schema';
import { xml } from '#platform/xml/scrivi';

/** Namespace of the messages of paForNode. Not that of the WSDL, nor that of the older contract of the same name. */
export const SPAZIO = 'http://pagopa-api.pagopa.gov.it/pa/paForNode.xsd';

/** The six operations by name, with the roots of request and answer. `contratto/paForNode.wsdl` says the same: a test compares them. */
export const RADICI = {
  paVerifyPaymentNotice: { richiesta: 'paVerifyPaymentNoticeReq', risposta: 'paVerifyPaymentNoticeRes' },
  paGetPayment: { richiesta: 'paGetPaymentReq', risposta: 'paGetPaymentRes' },
  paGetPaymentV2: { richiesta: 'paGetPaymentV2Request', risposta: 'paGetPaymentV2Response' },
  paSendRT: { richiesta: 'paSendRTReq', risposta: 'paSendRTRes' },
  paSendRTV2: { richiesta: 'paSendRTV2Request', risposta: 'paSendRTV2Response' },
  paDemandPaymentNotice: { richiesta: 'paDemandPaymentNoticeRequest', risposta: 'paDemandPaymentNoticeResponse' },
} as const;

export type NomeOperazione = keyof typeof RADICI;

/** The names of an operation, as the dispatcher wants them. The SOAPAction of paForNode is the bare name. */
export function nomi(nome: NomeOperazione): Nomi & { readonly nome: NomeOperazione } {
  return { nome, spazio: SPAZIO, ...RADICI[nome], soapAction: nome };
}

const FILE = ['paForNode.wsdl', 'paForNode.xsd', 'tipi-comuni.xsd'] as const;
const PRINCIPALE = 'paForNode.xsd';

/** The contract of this door: what validates its messages is what it shows to whoever asks. */
export type Contratto = {
  readonly schema: Schema;
  /** The document as served at `?wsdl` or `?xsd=<name>`: with the public address of the service, and with imports that can be followed. */
  documento(nome: string, indirizzo: string): string | null;
};

/** Reads and compiles the contract (≈ 20 ms): once, when the door is opened. Throws if it does not hold together. */
export function apriContratto(): Contratto {
  const file = Object.fromEntries(
    FILE.map((nome) => [nome, readFileSync(new URL(`contratto/${nome}`, import.meta.url))]),
  );
  return {
    schema: caricaSchema({ principale: PRINCIPALE, file }),
    documento: (nome, indirizzo) => {
      const testo = Object.hasOwn(file, nome) ? file[nome]?.toString('utf8') : undefined;
      if (testo === undefined) return null;
      return testo
        .replace(/(schemaLocation=")([^"]+)"/g, '$1?xsd=$2"')
        .replace(
          /(<soap:address location=")[^"]*"/,
          (_, inizio: string) => `${inizio}${xml`${indirizzo}`.toString()}"`,
        );
    },
  };
}
