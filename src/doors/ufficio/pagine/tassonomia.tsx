import type { VNode } from 'preact';
import { formatGiorno, giornoA } from '#kernel/giorno';
import { areeTassonomia, avvisiTassonomia, cercaTassonomia, ultimoCaricamento, type Caricamento } from '#modules/enti';
import { pagina } from '#platform/http/pagina';
import { ufficioConti } from '#testi/it/ufficio-conti';
import { Azioni, Bottone } from '#ui/bottone';
import { Campo, CampoElenco } from '#ui/campo';
import { Messaggio } from '#ui/messaggio';
import { Paginazione } from '#ui/paginazione';
import { Tabella } from '#ui/tabella';
import { Vuoto } from '#ui/vuoto';
import { Foglio } from '../aspetto.tsx';
import { AvvisiTassonomia } from '../avvisi-tassonomia.tsx';
import { percorsoConti } from '../conti.tsx';
import { ScaricaElenco } from '../cerca-elenco.tsx';
import { sullaPagina } from '../elenco-file.ts';
import { frase } from '../frase.ts';
import { con, VAI } from '../indirizzi.ts';
import { alLavoro, type PaginaUfficio } from '../lavoro.ts';
import { puntoDi, trattoFra } from '../scorri.ts';
import { COLONNE_VOCI, filtroDi, PAROLE_CARATTERI_MAX, TUTTE } from '../tassonomia-elenco.ts';

const testi = ufficioConti.tassonomia;

/** The codes that end, and a search in the whole list. Words of the taxonomy are nobody's data: they may stand in the address. */
export const tassonomia: PaginaUfficio = {
  percorso: '/configurazione/tassonomia',
  chi: 'amministratore',
  get: alLavoro(async (l, r) => {
    const filtro = filtroDi(r.query);
    const voci = await cercaTassonomia(l.ctx, { ...filtro, quante: TUTTE });
    const punto = puntoDi(r, (cursore) => cursore !== '');
    const { righe, precedente, successiva } = trattoFra(voci, punto, {
      cursore: ({ codice }) => codice,
      indirizzo: (da) => con(VAI.tassonomia, { ...filtro, ...da }),
    });
    return pagina(
      <Foglio u={l} titolo={testi.titolo} sezione={VAI.configurazione} percorso={percorsoConti} senzaRicerca>
        <p>{testi.introduzione}</p>
        <Ultimo caricamento={await ultimoCaricamento(l.ctx)} />
        <AvvisiTassonomia avvisi={await avvisiTassonomia(l.ctx)} />
        <Cerca filtro={filtro} aree={await areeTassonomia(l.ctx)} />
        <Tabella
          id="voci"
          titolo={testi.elenco(voci.length)}
          colonne={sullaPagina(COLONNE_VOCI)}
          righe={righe}
          chiave={({ codice }) => codice}
          vuoto={
            <Vuoto titolo={testi.vuoto}>
              <p>{testi.vuotoTesto}</p>
            </Vuoto>
          }
        />
        <Paginazione precedente={precedente} successiva={successiva} />
        {voci.length > 0 && <ScaricaElenco a={(forma) => con(VAI.elencoTassonomia(forma), filtro)} />}
      </Foglio>,
    );
  }),
};

/** When the list came, or why the last one was not taken. */
function Ultimo({ caricamento: c }: { caricamento: Caricamento | null }): VNode {
  if (c === null) return <p>{testi.mai}</p>;
  const quando = formatGiorno(giornoA(c.istante));
  if (c.rifiuto === null) return <p>{testi.aggiornata(quando, c.voci)}</p>;
  return (
    <Messaggio tipo="attenzione" titolo={testi.rifiutata}>
      <p>{testi.rifiutataTesto(quando, frase({ codice: c.rifiuto, parametri: c.parametri ?? {} }))}</p>
    </Messaggio>
  );
}

type PropCerca = {
  filtro: { tipoEnte: string; macroArea: string; parole: string };
  aree: readonly { tipoEnte: string; macroArea: string }[];
};

function Cerca({ filtro, aree }: PropCerca): VNode {
  const sue = aree.filter(({ tipoEnte }) => filtro.tipoEnte === '' || tipoEnte === filtro.tipoEnte);
  const scelte = (valori: readonly string[]) =>
    [...new Set(valori)].toSorted().map((valore) => ({ valore, testo: valore }));
  return (
    <form method="get" action={VAI.tassonomia} role="search">
      <CampoElenco
        nome="tipoEnte"
        etichetta={testi.tipoEnte}
        vuota={testi.tutti}
        alternative={scelte(aree.map((a) => a.tipoEnte))}
        valore={filtro.tipoEnte}
        facoltativo
      />
      <CampoElenco
        nome="macroArea"
        etichetta={testi.macroArea}
        vuota={testi.tutte}
        alternative={scelte(sue.map((a) => a.macroArea))}
        valore={filtro.macroArea}
        facoltativo
      />
      <Campo
        nome="parole"
        etichetta={testi.parole}
        aiuto={testi.paroleAiuto}
        valore={filtro.parole}
        caratteriMax={PAROLE_CARATTERI_MAX}
        facoltativo
      />
      <Azioni>
        <Bottone icona="it-search">{testi.cerca}</Bottone>
      </Azioni>
    </form>
  );
}
