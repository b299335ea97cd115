import type { VNode } from 'preact';
import type { IuvId } from '#kernel/ids';
import type { Aperta } from '#modules/posizioni';
import type { Testi } from '#testi/catalogo';
import { Bottone } from '#ui/bottone';
import { Collegamento } from '#ui/collegamento';
import { Italiano } from '#ui/italiano';
import { Stato, StatoDovuto } from '#ui/stato';
import { Tabella } from '#ui/tabella';
import { DataGiorno, Importo } from '#ui/valori';
import { Vuoto } from '#ui/vuoto';
import { ammessa } from './guardie.ts';
import { VAI } from './indirizzi.ts';
import type { Portale } from './visita.ts';

type Prop = {
  t: Testi;
  aperte: readonly Aperta[];
  /** Those that the carrello holds already. */
  dentro: ReadonlySet<IuvId>;
  /** Those that were ticked, when the form comes back. */
  scelte: ReadonlySet<string>;
};

/** The open notices, each with a box to be ticked where it can be paid by its number. */
export function TabellaPosizioni({ t, aperte, dentro, scelte }: Prop): VNode {
  const { colonne, elenco } = t.area.posizioni;
  const conPiuModi = posizioniAPiuModi(aperte);
  return (
    <Tabella
      id="posizioni"
      titolo={elenco}
      colonne={[
        { titolo: colonne.causale, cella: (una) => <Causale una={una} /> },
        {
          titolo: colonne.ente,
          cella: (una) => <Chi t={t} una={una} piuModi={conPiuModi.has(una.posizioneId)} />,
        },
        { titolo: colonne.scadenza, cella: ({ avviso }) => <Entro t={t} giorno={avviso.dataScadenza} /> },
        { titolo: colonne.stato, cella: ({ avviso }) => <StatoDovuto stato={avviso.stato} /> },
        {
          titolo: colonne.importo,
          cella: ({ avviso }) => <Importo cents={avviso.importoCents} />,
          numerica: true,
        },
        {
          titolo: colonne.scegli,
          cella: (una) => <Scegli t={t} una={una} dentro={dentro} scelta={scelte.has(una.avviso.iuvId)} />,
        },
      ]}
      righe={aperte}
      chiave={({ avviso }) => avviso.iuvId}
      vuoto={<></>}
    />
  );
}

/** The posizioni that are asked in more ways than one, of those in sight. */
export function posizioniAPiuModi(aperte: readonly Aperta[]): ReadonlySet<string> {
  const perPosizione = Map.groupBy(aperte, ({ posizioneId }) => posizioneId);
  return new Set([...perPosizione].flatMap(([id, sue]) => (new Set(sue.map((a) => a.opzione)).size > 1 ? [id] : [])));
}

/** What has a notice can be read whole; what has none will have one in the carrello. */
function Causale({ una: { avviso, senzaAvviso } }: { una: Aperta }): VNode {
  const testo = <Italiano>{avviso.causalePubblica}</Italiano>;
  return senzaAvviso === null ? <Collegamento a={VAI.intero(avviso.iuvId)}>{testo}</Collegamento> : testo;
}

function Chi({ t, una, piuModi }: { t: Testi; una: Aperta; piuModi: boolean }): VNode {
  const testi = t.area.posizioni;
  const { come, ente, opzione, forma, rata, rate, avviso } = una;
  const quale = forma === 'piano' ? testi.rata(rata, rate) : testi.unica;
  const perche = testi.come[come];
  return (
    <>
      <Italiano>{ente}</Italiano>
      {(piuModi || forma === 'piano') && (
        <p class="campo-aiuto">{piuModi ? `${testi.modo(opzione)}: ${quale}` : quale}</p>
      )}
      {perche !== null && (
        <p class="campo-aiuto">
          {perche}. {testi.debitore(avviso.debitore.anagrafica)}
        </p>
      )}
    </>
  );
}

function Entro({ t, giorno }: { t: Testi; giorno: Aperta['avviso']['dataScadenza'] }): VNode {
  return giorno === null ? <>{t.area.posizioni.senzaScadenza}</> : <DataGiorno giorno={giorno} breve />;
}

function Scegli({
  t,
  una,
  dentro,
  scelta,
}: Pick<Prop, 't' | 'dentro'> & { una: Aperta; scelta: boolean }): VNode | null {
  const { iuvId, causalePubblica, numeroAvviso } = una.avviso;
  const testi = t.area.posizioni;
  if (dentro.has(iuvId)) return <Stato tono="bene">{testi.nelCarrello}</Stato>;
  if (!ammessa('/posizioni', una.avviso) || (numeroAvviso === null && una.senzaAvviso === null)) return null;
  const id = `scegli-${iuvId}`;
  return (
    <div class="scelta">
      <input id={id} type="checkbox" name="scegli" value={iuvId} checked={scelta} />
      <label for={id}>
        <span class="visually-hidden">{testi.scegli(causalePubblica, una.ente)}</span>
      </label>
    </div>
  );
}

/** Nothing is asked of them, or nothing like what they look for. */
export function Niente({ u, cercato }: { u: Portale; cercato: boolean }): VNode {
  const testi = u.t.area.posizioni;
  return (
    <Vuoto titolo={cercato ? testi.vuotoFiltro : testi.vuotoTitolo}>
      <p>{cercato ? testi.vuotoFiltroTesto : testi.vuoto}</p>
      <Bottone a={cercato ? VAI.posizioni : VAI.avviso}>{cercato ? testi.tutte : testi.cercaAvviso}</Bottone>
    </Vuoto>
  );
}
