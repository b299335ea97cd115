import { formatEuro } from '#kernel/importo';
import type { TipoDovuto } from '#modules/enti';
import { moduloAMano } from '#modules/posizioni';
import { pagina } from '#platform/http/pagina';
import { ufficio } from '#testi/it/ufficio';
import { ufficioAMano } from '#testi/it/ufficio-a-mano';
import { Vuoto } from '#ui/vuoto';
import { Foglio } from '../aspetto.tsx';
import { chiestoDi, ElencoBreve } from '../elenco-breve.tsx';
import { VAI } from '../indirizzi.ts';
import { alLavoro, tipiVisibili, type PaginaUfficio } from '../lavoro.ts';

const testi = ufficioAMano.scegli;

/** Which kind of due a new dovuto is of: of those that this person follows, the ones in use. */
export const dovutoNuovo: PaginaUfficio = {
  percorso: '/dovuti/nuovo',
  chi: 'operatore',
  atto: { get: 'lavora' },
  get: alLavoro(async (l, r) => {
    const { tipi } = await l.ctx.tx((t) => tipiVisibili(t, l));
    const righe = [];
    for (const tipo of tipi.filter(({ attivo }) => attivo))
      righe.push({ tipo, conModulo: (await moduloAMano(l.ctx, tipo.tipoDovutoId)) !== null });
    return pagina(
      <Foglio
        u={l}
        titolo={testi.titolo}
        sezione={VAI.dovuti}
        percorso={[{ testo: ufficio.dovuti.titolo, a: VAI.dovuti }]}
      >
        <p>{testi.testo}</p>
        <ElencoBreve
          a={VAI.nuovoDovuto}
          chiesto={chiestoDi(r)}
          id="tipi"
          titolo={testi.elenco}
          colonne={[
            { titolo: testi.tipo, testo: ({ tipo }) => tipo.denominazione },
            { titolo: testi.come, testo: come },
          ]}
          righe={righe}
          chiave={({ tipo }) => tipo.tipoDovutoId}
          apri={({ tipo }) => VAI.nuovoDovutoDi(tipo.tipoDovutoId)}
          vuoto={
            <Vuoto titolo={testi.vuoto}>
              <p>{testi.vuotoTesto}</p>
            </Vuoto>
          }
        />
      </Foglio>,
    );
  }),
};

function come({ tipo, conModulo }: { tipo: TipoDovuto; conModulo: boolean }): string {
  if (conModulo) return testi.conModulo;
  return tipo.importoFissoCents === null ? testi.libero : testi.conImporto(formatEuro(tipo.importoFissoCents));
}
