/** The routes of the pages. */
import type { FastifyInstance } from 'fastify';
import { lettereDi } from '../posta/cassetta.ts';
import type { Fili } from '../fili.ts';
import { pagineBizEvents } from './biz-events.tsx';
import { pagineCheckout } from './checkout.tsx';
import { Guasto, NonTrovata } from './cornice.tsx';
import { PaginaPagamento, PaginaRicevute } from './esito.tsx';
import { pagineGestionale } from './gestionale.tsx';
import { pagineIdentita } from './identita.tsx';
import { pagineFdr } from './fdr.tsx';
import { PaginaInizio } from './inizio.tsx';
import { moduloDa, richiestaDa } from './modulo-paga.ts';
import { mostra } from './mostra.ts';
import { PaginaPaga } from './paga.tsx';
import { PaginaLettera, PaginaPosta } from './posta.tsx';
import { pagineSitoEnte } from './sito-ente.tsx';
import { PaginaMessaggi, PaginaScambio } from './scambio.tsx';

type Campi = Record<string, unknown>;

export function pagine(app: FastifyInstance, fili: Fili): void {
  app.setErrorHandler((guasto: Error & { statusCode?: number }, _, risposta) =>
    mostra(risposta, <Guasto testo={guasto.message} />, guasto.statusCode ?? 500),
  );
  app.setNotFoundHandler((_, risposta) =>
    mostra(risposta, <NonTrovata testo="Nel simulatore non c’è nulla a questo indirizzo." />, 404),
  );
  app.get('/', async (_, risposta) => mostra(risposta, <PaginaInizio {...fili} />));
  pagineNodo(app, fili);
  pagineCheckout(app, fili.cassa);
  for (const fornitore of fili.fornitori) pagineIdentita(app, fornitore);
  pagineFdr(app, fili);
  pagineBizEvents(app, fili);
  paginePosta(app, fili);
  pagineSitoEnte(app, fili.arrivi);
  pagineGestionale(app, fili);
}

function pagineNodo(app: FastifyInstance, { banco }: Fili): void {
  app.get<{ Querystring: Campi }>('/paga', async ({ query }, risposta) =>
    mostra(risposta, <PaginaPaga enti={await banco.enti()} modulo={moduloDa(query)} errori={[]} />),
  );
  app.post<{ Body: Campi | undefined }>('/paga', async ({ body }, risposta) => {
    const modulo = moduloDa(body ?? {});
    const fatto = await banco.paga(richiestaDa(modulo));
    if (!fatto.ok)
      return mostra(risposta, <PaginaPaga {...{ enti: await banco.enti(), modulo, errori: fatto.errori }} />, 422);
    return risposta.redirect(`/pagamenti/${fatto.pagamento.id}`, 303);
  });
  app.get<{ Params: { id: string } }>('/pagamenti/:id', async ({ params }, risposta) => {
    const pagamento = banco.pagamenti().find((p) => String(p.id) === params.id);
    if (!pagamento)
      return mostra(risposta, <NonTrovata testo="Questo pagamento è di un altro avvio del simulatore." />, 404);
    return mostra(risposta, <PaginaPagamento pagamento={pagamento} portale={banco.controparte} />);
  });
  app.get('/ricevute', async (_, risposta) => mostra(risposta, <PaginaRicevute ricevute={banco.ricevute.elenco()} />));
  app.post<{ Params: { chiave: string }; Body: Campi | undefined }>(
    '/ricevute/:chiave/consegna',
    async ({ params, body }, risposta) => {
      const ricevuta = banco.ricevute.trova(params.chiave);
      if (!ricevuta)
        return mostra(risposta, <NonTrovata testo="Questa ricevuta è di un altro avvio del simulatore." />, 404);
      await banco.ricevute.consegna(ricevuta);
      const torna = /^\/pagamenti\/\d+$/.exec(String(body?.['torna']))?.[0] ?? '/ricevute';
      return risposta.redirect(torna, 303);
    },
  );
  app.get('/messaggi', async (_, risposta) => mostra(risposta, <PaginaMessaggi scambi={banco.scambi()} />));
  app.get<{ Params: { numero: string } }>('/messaggi/:numero', async ({ params }, risposta) => {
    const scambio = banco.scambi().find((s) => String(s.numero) === params.numero);
    if (!scambio)
      return mostra(risposta, <NonTrovata testo="Questo messaggio non c’è più: si tengono gli ultimi 500." />, 404);
    return mostra(risposta, <PaginaScambio scambio={scambio} />);
  });
}

function paginePosta(app: FastifyInstance, { cassetta }: Fili): void {
  app.get<{ Querystring: { destinatario?: string } }>('/posta', async ({ query }, risposta) => {
    const destinatario = String(query.destinatario ?? '');
    return mostra(
      risposta,
      <PaginaPosta lettere={lettereDi(cassetta.lettere(), destinatario)} destinatario={destinatario} />,
    );
  });
  app.get<{ Params: { id: string } }>('/posta/:id', async ({ params }, risposta) => {
    const lettera = cassetta.lettere().find((l) => String(l.id) === params.id);
    if (!lettera)
      return mostra(
        risposta,
        <NonTrovata testo="Questo messaggio di posta non c’è più: si tengono gli ultimi 500." />,
        404,
      );
    return mostra(risposta, <PaginaLettera lettera={lettera} />);
  });
}
