/** The FdR service as pagoPA offers it to the enti (fdr-org, version 1), and its buttons for tests and scripts. */
import type { FastifyInstance, FastifyReply } from 'fastify';
import { Type } from 'typebox';
import { elencati, REVISIONI, type Fdr, type PagamentoFdr, type Pubblicato, type Revisione } from './servizio.ts';

const BASE = '/fdr-org/service/v1/organizations/:idPA/fdrs';
const Pagina = Type.Object({
  page: Type.Optional(Type.String({ pattern: '^[1-9]\\d{0,5}$' })),
  size: Type.Optional(Type.String({ pattern: '^([1-9]\\d{0,2}|1000)$' })),
  publishedGt: Type.Optional(Type.String({ pattern: '^\\d{4}-\\d\\d-\\d\\dT[\\d:.]{8,18}Z$' })),
  flowDate: Type.Optional(Type.String({ pattern: '^\\d{4}-\\d\\d-\\d\\d$' })),
  pspId: Type.Optional(Type.String({ maxLength: 35 })),
});
type Query = { page?: string; size?: string; publishedGt?: string; flowDate?: string; pspId?: string };
type Uno = { idPA: string; fdr: string; revision: string; pspId: string };

export function apiFdr(app: FastifyInstance, servizio: Fdr): void {
  const conChiave = (risposta: FastifyReply, chiave: unknown): boolean => {
    if (typeof chiave === 'string' && chiave !== '') return true;
    void risposta.code(401).send({ statusCode: 401, message: 'Access denied due to missing subscription key.' });
    return false;
  };
  const schema = { querystring: Pagina };
  app.get<{ Params: { idPA: string }; Querystring: Query }>(BASE, { schema }, async (r, risposta) => {
    if (!conChiave(risposta, r.headers['ocp-apim-subscription-key'])) return risposta;
    const { publishedGt, flowDate, pspId = null } = r.query;
    const dopo = publishedGt === undefined ? null : new Date(publishedGt);
    const trovati = elencati(servizio.elenco(), { idPA: r.params.idPA, publishedGt: dopo, pspId })
      .filter(({ regulationDate }) => flowDate === undefined || regulationDate === flowDate)
      .map((p) => ({
        ...{ fdr: p.fdr, pspId: p.psp.idPSP, revision: p.revision },
        ...{ published: istante(p.published), flowDate: istante(p.created) },
      }));
    return aPagine(trovati, r.query);
  });
  const uno = (p: Uno): Pubblicato | undefined =>
    servizio
      .elenco()
      .find(
        (q) => q.idPA === p.idPA && q.fdr === p.fdr && q.psp.idPSP === p.pspId && q.revision === Number(p.revision),
      );
  app.get<{ Params: Uno }>(`${BASE}/:fdr/revisions/:revision/psps/:pspId`, async (r, risposta) => {
    if (!conChiave(risposta, r.headers['ocp-apim-subscription-key'])) return risposta;
    const trovato = uno(r.params);
    return trovato === undefined ? sconosciuto(risposta) : json(risposta, testata(trovato));
  });
  app.get<{ Params: Uno; Querystring: Query }>(
    `${BASE}/:fdr/revisions/:revision/psps/:pspId/payments`,
    { schema },
    async (r, risposta) => {
      if (!conChiave(risposta, r.headers['ocp-apim-subscription-key'])) return risposta;
      const trovato = uno(r.params);
      if (trovato === undefined) return sconosciuto(risposta);
      return json(risposta, aPagine(trovato.pagamenti.map(pagamento), r.query));
    },
  );
  app.post<{ Body: { codiceFiscaleEnte: string } }>('/api/fdr', async ({ body }) =>
    (await servizio.pubblica(body.codiceFiscaleEnte)).map(({ fdr, psp, revision }) => ({
      fdr,
      pspId: psp.idPSP,
      revision,
    })),
  );
  app.post<{ Body: { codiceFiscaleEnte: string; fdr: string; pspId: string; come: Revisione } }>(
    '/api/fdr/revisione',
    async ({ body }, risposta) => {
      const { codiceFiscaleEnte: idPA, fdr, pspId, come } = body;
      const rivista = come in REVISIONI ? servizio.rivedi({ idPA, fdr, pspId }, come) : undefined;
      return rivista === undefined ? sconosciuto(risposta) : { fdr, pspId, revision: rivista.revision };
    },
  );
}

function testata(p: Pubblicato): object {
  const { psp } = p;
  return {
    ...{ status: 'PUBLISHED', revision: p.revision, created: istante(p.created), updated: istante(p.published) },
    ...{ fdr: p.fdr, fdrDate: istante(p.created), regulation: p.regulation, regulationDate: p.regulationDate },
    bicCodePouringBank: 'INVEITMMXXX',
    sender: {
      ...{ type: 'LEGAL_PERSON', id: psp.codiceFiscale, pspId: psp.idPSP, pspName: psp.denominazione },
      ...{ pspBrokerId: psp.codiceFiscale, channelId: psp.idCanale },
    },
    receiver: { id: p.idPA, organizationId: p.idPA, organizationName: p.denominazione },
    published: istante(p.published),
    ...{ computedTotPayments: p.dichiarati.totPayments, computedSumPayments: new Decimale(p.dichiarati.sumPayments) },
    ...{ totPayments: p.dichiarati.totPayments, sumPayments: new Decimale(p.dichiarati.sumPayments) },
  };
}

function pagamento(p: PagamentoFdr, i: number): object {
  const { iuv, iur, idTransfer, pay, payStatus, payDate } = p;
  return { index: i + 1, iuv, iur, idTransfer, pay: new Decimale(pay), payStatus, payDate: istante(payDate) };
}

/** A number that is written as it is, with its two decimals. */
class Decimale {
  readonly testo: string;
  constructor(testo: string) {
    this.testo = testo;
  }
}

const SEGNO = '@@decimale@@';

function json(risposta: FastifyReply, corpo: object): FastifyReply {
  const scritto = JSON.stringify(corpo, (_, valore: unknown) =>
    valore instanceof Decimale ? SEGNO + valore.testo : valore,
  );
  return risposta.type('application/json').send(scritto.replaceAll(new RegExp(`"${SEGNO}([\\d.]+)"`, 'g'), '$1'));
}

function aPagine<T>(tutti: readonly T[], { page = '1', size = '1000' }: Query): object {
  const [pagina, quanti] = [Number(page), Number(size)];
  const data = tutti.slice((pagina - 1) * quanti, pagina * quanti);
  const metadata = {
    pageSize: data.length,
    pageNumber: pagina,
    totPage: Math.max(1, Math.ceil(tutti.length / quanti)),
  };
  return { metadata, count: data.length, data };
}

function sconosciuto(risposta: FastifyReply): FastifyReply {
  return risposta.code(404).send({
    ...{ httpStatusCode: 404, httpStatusDescription: 'Not Found', appErrorCode: 'FDR-3001' },
    errors: [{ message: 'Reporting flow not found' }],
  });
}

/** With microseconds, as the service writes them. */
function istante(quando: Date): string {
  return quando.toISOString().replace('Z', '000Z');
}
