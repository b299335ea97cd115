import type { VNode } from 'preact';
import { fineGiorno, giornoA, inizioGiorno, parseGiorno, piuMesi, type Giorno } from '#kernel/giorno';
import { isUuid, type EnteId } from '#kernel/ids';
import { LIMITI } from '#kernel/limiti';
import { pagamentiDelCittadino, type Pagamento } from '#modules/pagamenti';
import { annota } from '#modules/registro';
import { pagina } from '#platform/http/pagina';
import { Azioni, Bottone } from '#ui/bottone';
import { Campo, CampoElenco } from '#ui/campo';
import { Collegamento } from '#ui/collegamento';
import { Italiano } from '#ui/italiano';
import { Tabella } from '#ui/tabella';
import { DataGiorno, Importo } from '#ui/valori';
import { Vuoto } from '#ui/vuoto';
import { AltrePagine } from '../area.tsx';
import { Foglio } from '../aspetto.tsx';
import { sopraRicerca, VAI } from '../indirizzi.ts';
import type { PaginaPortale, Portale } from '../visita.ts';

/** How far back one looks who has said nothing. */
const MESI = 24;

type Periodo = { dal: Giorno; al: Giorno; enteId: EnteId | null };

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
  return { dal: dal > al ? piuMesi(al, -MESI) : dal, al, enteId: isUuid<EnteId>(ente) ? ente : null };
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
    <Foglio u={u} titolo={testi.titolo} sezione={VAI.posizioni} percorso={sopraArea(u)}>
      <p>{testi.introduzione}</p>
      <Filtro u={u} periodo={periodo} enti={enti} />
      {altri && <p role="status">{testi.altri(righe.length)}</p>}
      <Elenco u={u} righe={righe} />
      <AltrePagine u={u} tranne={VAI.pagamenti} />
    </Foglio>
  );
}

const sopraArea = ({ t }: Portale) => [...sopraRicerca(t), { testo: t.area.percorso, a: VAI.posizioni }];

function Filtro({ u, periodo, enti }: Pick<Prop, 'u' | 'periodo' | 'enti'>): VNode {
  const testi = u.t.area.pagamenti.filtro;
  const scelte = [...new Map(enti.map(({ enteId, ente }) => [enteId as string, ente]))];
  return (
    <search aria-label={testi.titolo}>
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
  );
}

function Elenco({ u, righe }: { u: Portale; righe: readonly Pagamento[] }): VNode {
  const { colonne, elenco, come, vuotoTitolo, vuoto } = u.t.area.pagamenti;
  return (
    <Tabella
      id="pagamenti"
      titolo={elenco}
      colonne={[
        { titolo: colonne.causale, cella: (riga) => <Causale riga={riga} /> },
        {
          titolo: colonne.ente,
          cella: (riga) => (
            <>
              <Italiano>{riga.ente}</Italiano>
              {come[riga.come] !== null && <p class="campo-aiuto">{come[riga.come]}</p>}
            </>
          ),
        },
        { titolo: colonne.quando, cella: ({ pagatoIl }) => <DataGiorno giorno={giornoA(pagatoIl)} breve /> },
        { titolo: colonne.importo, cella: (riga) => <Importo cents={riga.pagatoCents} />, numerica: true },
        { titolo: colonne.ricevuta, cella: (riga) => <Ricevuta u={u} riga={riga} /> },
      ]}
      righe={righe}
      chiave={({ dovutoId }) => dovutoId}
      vuoto={
        <Vuoto titolo={vuotoTitolo}>
          <p>{vuoto}</p>
        </Vuoto>
      }
    />
  );
}

function Causale({ riga: { iuvId, causale } }: { riga: Pagamento }): VNode {
  const testo = <Italiano>{causale}</Italiano>;
  return iuvId === null ? testo : <Collegamento a={VAI.intero(iuvId)}>{testo}</Collegamento>;
}

function Ricevuta({ u, riga }: { u: Portale; riga: Pagamento }): VNode {
  const testi = u.t.area.pagamenti;
  if (riga.iuvId === null || !riga.ricevuta) return <>{testi.allEnte}</>;
  return (
    <Collegamento a={VAI.ricevutaPdf(riga.iuvId)}>
      <span aria-hidden="true">{testi.scarica}</span>
      <span class="visually-hidden">{testi.scaricaChe(riga.causale)}</span>
    </Collegamento>
  );
}
