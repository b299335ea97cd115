import type { VNode } from 'preact';
import { fineGiorno, inizioGiorno, parseGiorno, piuMesi, type Giorno } from '#kernel/giorno';
import { isUuid, type EnteId } from '#kernel/ids';
import { LIMITI } from '#kernel/limiti';
import { pagamentiDelCittadino, type Pagamento } from '#modules/pagamenti';
import { annota } from '#modules/registro';
import { pagina } from '#platform/http/pagina';
import { Azioni, Bottone } from '#ui/bottone';
import { Campo, CampoElenco } from '#ui/campo';
import { Dettagli } from '#ui/dettagli';
import { AltrePagine, sopraArea } from '../area.tsx';
import { Foglio } from '../aspetto.tsx';
import { VAI } from '../indirizzi.ts';
import { TabellaPagamenti } from '../tabella-pagamenti.tsx';
import type { PaginaPortale, Portale } from '../visita.ts';

/** How far back one looks who has said nothing. */
const MESI = 24;

/** `detto`: somebody has said something of it. */
type Periodo = { dal: Giorno; al: Giorno; enteId: EnteId | null; detto: boolean };

/** What who signed in has paid, or paid for others: with the receipts. Nothing of it is personal in the address: ente and days. */
export const pagamenti: PaginaPortale = {
  percorso: '/pagamenti',
  chi: 'cittadino',
  get: async (u, { query, sessione }) => {
    const periodo = leggiPeriodo(u, query);
    const id = sessione?.cittadino?.id;
    const filtro = { enteId: periodo.enteId, da: inizioGiorno(periodo.dal), a: fineGiorno(periodo.al) };
    const [trovati, enti] = await u.ctx.tx(async (t) => {
      if (id !== undefined) await annota(t, { azione: 'pagamenti.visti', oggetto: 'cittadino', oggettoId: id });
      const suoi = await pagamentiDelCittadino(t, filtro, LIMITI.posizioniMax);
      if (filtro.enteId === null) return [suoi, suoi.pagamenti];
      return [suoi, (await pagamentiDelCittadino(t, { ...filtro, enteId: null }, LIMITI.posizioniMax)).pagamenti];
    });
    return pagina(<Vista u={u} periodo={periodo} {...trovati} enti={enti} />);
  },
};

/** What is no date, or comes before the other, is as if nobody had said it. */
function leggiPeriodo({ ctx }: Portale, query: Readonly<Record<string, string>>): Periodo {
  const al = parseGiorno(query['al'] ?? '') ?? ctx.oggi;
  const dal = parseGiorno(query['dal'] ?? '') ?? piuMesi(al, -MESI);
  const ente = query['ente'] ?? '';
  const detto = ['dal', 'al', 'ente'].some((nome) => query[nome] !== undefined);
  return { dal: dal > al ? piuMesi(al, -MESI) : dal, al, enteId: isUuid<EnteId>(ente) ? ente : null, detto };
}

type Prop = {
  u: Portale;
  periodo: Periodo;
  pagamenti: readonly Pagamento[];
  altri: boolean;
  enti: readonly Pagamento[];
};

function Vista({ u, periodo, pagamenti: righe, altri, enti }: Prop): VNode {
  const testi = u.t.area.pagamenti;
  return (
    <Foglio
      u={u}
      vista={{ prova: righe.some(({ prova }) => prova) }}
      titolo={testi.titolo}
      sezione={VAI.posizioni}
      percorso={sopraArea(u.t)}
    >
      <p>{testi.introduzione}</p>
      <Filtro u={u} periodo={periodo} enti={enti} />
      {altri && <p role="status">{testi.altri(righe.length)}</p>}
      <TabellaPagamenti t={u.t} righe={righe} />
      <AltrePagine u={u} tranne={VAI.pagamenti} />
    </Foglio>
  );
}

function Filtro({ u, periodo, enti }: Pick<Prop, 'u' | 'periodo' | 'enti'>): VNode {
  const testi = u.t.area.pagamenti.filtro;
  const scelte = [...new Map(enti.map(({ enteId, ente }) => [enteId as string, ente]))];
  return (
    <Dettagli titolo={testi.titolo} aperto={periodo.detto}>
      <search>
        <form action={VAI.pagamenti}>
          <CampoElenco
            nome="ente"
            etichetta={testi.ente}
            vuota={testi.tuttiGliEnti}
            valore={periodo.enteId ?? ''}
            alternative={scelte.map(([valore, testo]) => ({ valore, testo }))}
            facoltativo
          />
          {(['dal', 'al'] as const).map((nome) => (
            <Campo
              key={nome}
              nome={nome}
              tipo="date"
              etichetta={testi[nome]}
              valore={periodo[nome]}
              larghezza="breve"
              facoltativo
            />
          ))}
          <Azioni>
            <Bottone icona="it-search" aspetto="secondario">
              {testi.cerca}
            </Bottone>
          </Azioni>
        </form>
      </search>
    </Dettagli>
  );
}
