/** `POST /carts` of Checkout, version 1 and 2. */
import type { FastifyInstance, FastifyReply } from 'fastify';
import { type TSchema, Type } from 'typebox';
import type { Cassa, Richiesta } from './cassa.ts';

const CHIUSO = { additionalProperties: false } as const;
const Indirizzo = Type.String({ pattern: '^https?://', maxLength: 2048 });
const RITORNI = { returnOkUrl: Indirizzo, returnCancelUrl: Indirizzo, returnErrorUrl: Indirizzo };

const Avviso = Type.Object(
  {
    noticeNumber: Type.String({ pattern: '^\\d{18}$' }),
    fiscalCode: Type.String({ pattern: '^\\d{11}$' }),
    amount: Type.Integer({ minimum: 1, maximum: 99_999_999_999 }),
    companyName: Type.String({ minLength: 1, maxLength: 140 }),
    description: Type.String({ minLength: 1, maxLength: 140 }),
  },
  CHIUSO,
);

/** More notices than five are another kind of refusal, which the till gives. */
const AVVISI_LETTI_MAX = 50;

const carrello = (ritorni: TSchema): TSchema =>
  Type.Object(
    {
      emailNotice: Type.Optional(Type.String({ pattern: '^[^@\\s]+@[^@\\s]+$', maxLength: 256 })),
      paymentNotices: Type.Array(Avviso, { minItems: 1, maxItems: AVVISI_LETTI_MAX }),
      returnUrls: ritorni,
      idCart: Type.Optional(Type.String({ maxLength: 70 })),
      allCCP: Type.Optional(Type.Boolean()),
    },
    CHIUSO,
  );

const CORPI = {
  1: carrello(Type.Object(RITORNI, CHIUSO)),
  2: carrello(Type.Object({ ...RITORNI, returnWaitingUrl: Indirizzo }, CHIUSO)),
} as const;

export function apiCheckout(app: FastifyInstance, cassa: Cassa): void {
  for (const versione of [1, 2] as const) {
    const indirizzo = `/checkout/ec/v${versione}/carts`;
    app.post<{ Body: Richiesta }>(
      indirizzo,
      { schema: { body: CORPI[versione] }, attachValidation: true },
      async (richiesta, risposta) => {
        const chiave = richiesta.headers['ocp-apim-subscription-key'];
        if (typeof chiave !== 'string' || chiave === '')
          return problema(risposta, 401, 'Manca la chiave di sottoscrizione');
        if (richiesta.validationError) return problema(risposta, 400, richiesta.validationError.message);
        const aperto = await cassa.apri(versione, richiesta.body);
        if ('stato' in aperto) return problema(risposta, aperto.stato, aperto.dettaglio);
        return risposta.redirect(`http://${richiesta.headers.host}/checkout/c/${aperto.id}`, 302);
      },
    );
  }
}

function problema(risposta: FastifyReply, stato: 400 | 401 | 422, dettaglio: string): FastifyReply {
  const corpo = { type: 'about:blank', title: 'Richiesta non accettata', status: stato, detail: dettaglio };
  return risposta.code(stato).type('application/problem+json').send(corpo);
}
