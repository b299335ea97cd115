/** The statements of the PSPs: what waits to be reported, what was published, and the buttons to do it again in another way. */
import type { FastifyInstance } from 'fastify';
import type { VNode } from 'preact';
import type { Ente } from '../demo.ts';
import { REVISIONI, type Fdr, type Pubblicato, type Revisione } from '../fdr/servizio.ts';
import type { Fili } from '../fili.ts';
import { centesimi, euro } from '../nodo/cifre.ts';
import { Ora, Pagina } from './cornice.tsx';
import { mostra } from './mostra.ts';

export function pagineFdr(app: FastifyInstance, { banco, fdr }: Fili): void {
  app.get('/fdr', async (_, risposta) => mostra(risposta, <PaginaFdr enti={await banco.enti()} fdr={fdr} />));
  app.post<{ Body: Record<string, unknown> | undefined }>('/fdr', async ({ body }, risposta) => {
    await fdr.pubblica(String(body?.['ente']));
    return risposta.redirect('/fdr', 303);
  });
  app.post<{ Body: Record<string, unknown> | undefined }>('/fdr/revisione', async ({ body }, risposta) => {
    const [idPA, quale, pspId, come] = ['ente', 'fdr', 'psp', 'come'].map((nome) => String(body?.[nome]));
    if (come !== undefined && come in REVISIONI)
      fdr.rivedi({ idPA: idPA ?? '', fdr: quale ?? '', pspId: pspId ?? '' }, come as Revisione);
    return risposta.redirect('/fdr', 303);
  });
}

function PaginaFdr({ enti, fdr }: { enti: readonly Ente[]; fdr: Fdr }): VNode {
  const pubblicati = fdr.elenco();
  const ultime = new Set<string>();
  return (
    <Pagina titolo="Rendicontazioni" sezione="/fdr">
      <p class="guida">
        Ogni PSP dice a un ente che cosa gli ha accreditato. Qui non si aspetta il giorno dopo: lo fai tu. MyPay le
        chiede ogni due ore, e quando parte. Di un pagamento la cui ricevuta si è persa la rendicontazione parla lo
        stesso: <a href="/biz-events">MyPay può chiederla</a>.
      </p>
      <h2>Da rendicontare</h2>
      <ul class="righe">
        {enti.map(({ codiceFiscale, denominazione }) => {
          const quanti = fdr.daRendicontare(codiceFiscale);
          return (
            <li>
              <span>
                {denominazione}: {quanti === 1 ? '1 ricevuta' : `${quanti} ricevute`}
              </span>
              {quanti > 0 && (
                <form method="post" action="/fdr">
                  <input type="hidden" name="ente" value={codiceFiscale} />
                  <button type="submit">
                    Pubblica la rendicontazione<span class="nascosto"> per {denominazione}</span>
                  </button>
                </form>
              )}
            </li>
          );
        })}
      </ul>
      <h2>Pubblicate</h2>
      {pubblicati.length === 0 ? (
        <p>Nessuna: prima si paga un avviso, poi si pubblica.</p>
      ) : (
        <ul class="righe">
          {pubblicati.map((p) => {
            const chiave = `${p.idPA} ${p.fdr} ${p.psp.idPSP}`;
            const ultima = !ultime.has(chiave);
            ultime.add(chiave);
            return <Una pubblicato={p} ultima={ultima} />;
          })}
        </ul>
      )}
    </Pagina>
  );
}

function Una({ pubblicato: p, ultima }: { pubblicato: Pubblicato; ultima: boolean }): VNode {
  return (
    <li>
      <code>{p.fdr}</code>
      <span>
        {p.psp.denominazione} a {p.denominazione}, revisione {p.revision}, <Ora istante={p.published} />
      </span>
      <span>
        Pagamenti: {p.dichiarati.totPayments}, {euro(centesimi(p.dichiarati.sumPayments))}
      </span>
      {ultima && (
        <form method="post" action="/fdr/revisione">
          <input type="hidden" name="ente" value={p.idPA} />
          <input type="hidden" name="fdr" value={p.fdr} />
          <input type="hidden" name="psp" value={p.psp.idPSP} />
          {Object.entries(REVISIONI).map(([come, testo]) => (
            <button type="submit" name="come" value={come} class="secondario">
              {testo}
              <span class="nascosto"> {p.fdr}</span>
            </button>
          ))}
        </form>
      )}
    </li>
  );
}
