/** The Nodo for tests and scripts: JSON in, JSON out. */
import type { FastifyInstance } from 'fastify';
import { type Static, Type } from 'typebox';
import type { Banco } from './banco.ts';
import type { Scambio } from './chiamata.ts';
import type { Richiesta } from './ordine.ts';
import type { Pagamento } from './pagamento.ts';
import type { Ricevuta } from './ricevute.ts';

const CHIUSO = { additionalProperties: false } as const;

const Paga = Type.Object(
  {
    numeroAvviso: Type.Optional(Type.String({ maxLength: 40 })),
    codiceFiscaleEnte: Type.String({ maxLength: 40 }),
    versione: Type.Optional(Type.Union([Type.Literal(1), Type.Literal(2)])),
    varianti: Type.Optional(
      Type.Object(
        {
          finoA: Type.Optional(Type.Union([Type.Literal('verifica'), Type.Literal('attivazione')])),
          consegna: Type.Optional(Type.Union([Type.Literal('doppia'), Type.Literal('insieme'), Type.Literal('persa')])),
          standIn: Type.Optional(Type.Boolean()),
          importoCents: Type.Optional(Type.Integer()),
          secondoPagamento: Type.Optional(Type.Boolean()),
          orfana: Type.Optional(Type.Boolean()),
          transferType: Type.Optional(Type.Union([Type.Literal('POSTAL'), Type.Literal('PAGOPA')])),
        },
        CHIUSO,
      ),
    ),
  },
  CHIUSO,
);

export function apiNodo(app: FastifyInstance, banco: Banco): void {
  app.post<{ Body: Static<typeof Paga> & Richiesta }>('/api/paga', { schema: { body: Paga } }, async (r, risposta) => {
    const fatto = await banco.paga(r.body);
    if (!fatto.ok) return risposta.code(422).send({ errori: fatto.errori });
    return comeJson(fatto.pagamento);
  });
  app.get<{ Querystring: { numeroAvviso?: string } }>('/api/messaggi', async ({ query }) => {
    const { numeroAvviso } = query;
    return banco.scambi().filter((s) => numeroAvviso === undefined || s.numeroAvviso === numeroAvviso);
  });
  app.get('/api/ricevute', async () => banco.ricevute.elenco().map(statoDi));
  app.post<{ Params: { chiave: string } }>('/api/ricevute/:chiave/consegna', async ({ params }, risposta) => {
    const ricevuta = banco.ricevute.trova(params.chiave);
    if (!ricevuta) return risposta.code(404).send({ messaggio: 'Non c’è una ricevuta con questa chiave.' });
    const scambio = await banco.ricevute.consegna(ricevuta);
    return { ...statoDi(ricevuta), scambio };
  });
}

/** Only the steps that went over the wire: a receipt that was lost is among `ricevute`, not among `passi`. */
function comeJson({ esito, frase, ordine, passi, ricevute }: Pagamento): object {
  return {
    ...{ esito, frase, numeroAvviso: ordine.numeroAvviso },
    passi: passi.flatMap(({ titolo, racconto, scambio }) =>
      scambio ? [{ titolo, racconto, ...passoDi(scambio) }] : [],
    ),
    ricevute: ricevute.map(statoDi),
  };
}

function passoDi({ operazione, richiesta, risposta, statoHttp, ms, verdetto }: Scambio): object {
  return { operazione, richiesta, risposta, statoHttp, ms, verdetto };
}

function statoDi({ messaggio: _, pagato: __, ...resto }: Ricevuta): Omit<Ricevuta, 'messaggio' | 'pagato'> {
  return resto;
}
