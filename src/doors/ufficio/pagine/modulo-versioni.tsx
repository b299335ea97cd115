import type { VNode } from 'preact';
import { isUuid, type TipoDovutoId } from '#kernel/ids';
import { elencoTipi, versioniModulo, type VersioneModulo } from '#modules/enti';
import { errore, pagina } from '#platform/http/pagina';
import { ufficioTipi } from '#testi/it/ufficio-tipi';
import { Bottone } from '#ui/bottone';
import { Tabella } from '#ui/tabella';
import { Istante } from '#ui/valori';
import { Vuoto } from '#ui/vuoto';
import { Foglio } from '../aspetto.tsx';
import { nomiAttori, type NomeAttore } from '../attori.ts';
import { VAI } from '../indirizzi.ts';
import { alLavoro, type PaginaUfficio } from '../lavoro.ts';
import { Confronta, confronta } from '../modulo-confronto.tsx';
import { percorsoTipo } from '../modulo-parti.tsx';

const testi = ufficioTipi.versioni;

/** The versions of a form, and what changed between two of them. */
export const moduloVersioni: PaginaUfficio = {
  percorso: '/configurazione/tipi/:id/modulo/versioni',
  chi: 'amministratore',
  get: alLavoro(async (l, { parametri, query }) => {
    const { id = '' } = parametri;
    if (!isUuid<TipoDovutoId>(id)) return errore('nonTrovata');
    return l.ctx.tx(async (t) => {
      const tipo = (await elencoTipi(t, l.ente.enteId)).find(({ tipoDovutoId }) => tipoDovutoId === id);
      if (tipo === undefined) return errore('nonTrovata');
      const versioni = await versioniModulo(t, id);
      const nome = await nomiAttori(
        t,
        versioni.map(({ attore }) => attore),
      );
      const scelte = { prima: query['prima'] ?? '', dopo: query['dopo'] ?? '' };
      const confronto = await confronta(t, id, { prima: Number(scelte.prima), dopo: Number(scelte.dopo) });
      const { denominazione } = tipo;
      return pagina(
        <Foglio
          u={l}
          titolo={testi.titolo(denominazione)}
          sezione={VAI.configurazione}
          percorso={percorsoTipo({ denominazione, a: VAI.tipo(id) })}
        >
          <Elenco versioni={versioni} nome={nome} a={VAI.modulo(id)} />
          {versioni.length > 1 && <Confronta versioni={versioni} scelte={scelte} />}
          {confronto}
        </Foglio>,
      );
    });
  }),
};

function Elenco({ versioni, nome, a }: { versioni: readonly VersioneModulo[]; nome: NomeAttore; a: string }): VNode {
  const { colonne, stati } = testi;
  const inVigore = versioni.find(({ stato }) => stato === 'pubblicata')?.versione;
  return (
    <Tabella
      id="versioni"
      titolo={testi.tabella}
      colonne={[
        { titolo: colonne.versione, cella: (v) => String(v.versione) },
        { titolo: colonne.stato, cella: (v) => (v.versione === inVigore ? stati.inVigore : stati[v.stato]) },
        { titolo: colonne.quando, cella: (v) => <Istante istante={v.creataIl} /> },
        {
          titolo: colonne.pubblicata,
          cella: (v) => (v.pubblicataIl === null ? '–' : <Istante istante={v.pubblicataIl} />),
        },
        { titolo: colonne.chi, cella: (v) => nome(v.attore) },
      ]}
      righe={versioni}
      chiave={(v) => String(v.versione)}
      vuoto={
        <Vuoto titolo={testi.vuoto}>
          <p>{testi.vuotoTesto}</p>
          <Bottone a={a}>{ufficioTipi.tipo.apriModulo}</Bottone>
        </Vuoto>
      }
    />
  );
}
