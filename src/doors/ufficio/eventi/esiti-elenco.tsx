import { isUuid } from '#kernel/ids';
import { leggiEsiti } from '#modules/eventi';
import { pagina } from '#platform/http/pagina';
import { ufficioSpinta } from '#testi/it/ufficio-eventi';
import { Paginazione } from '#ui/paginazione';
import { Foglio } from '../aspetto.tsx';
import { CercaElenco, NienteTrovato, ScaricaElenco } from '../cerca-elenco.tsx';
import { elencoInFile } from '../elenco-file.ts';
import { cercaIn, leggiCercato } from '../filtri.ts';
import { con, VAI } from '../indirizzi.ts';
import { alLavoro, type PaginaUfficio } from '../lavoro.ts';
import { leggiTratto, puntoDi } from '../scorri.ts';
import { COLONNE_ESITI, Esiti } from './esiti.tsx';
import { SOPRA_EVENTI } from './sopra.ts';

const testi = ufficioSpinta.esiti;

/** Every outcome that was to be pushed, and whether it was taken. */
export const esiti: PaginaUfficio = {
  percorso: '/configurazione/spinta/esiti',
  chi: 'amministratore',
  atto: { get: 'eventi', post: 'eventi' },
  get: alLavoro((l, r) =>
    l.ctx.tx(async (t) => {
      const cercato = await leggiCercato(t, l, r);
      const filtrato = cercato.testo !== '' || cercato.ricercaPersa;
      const punto = puntoDi(r, (cursore) => isUuid(cursore));
      const tratto = await leggiTratto(punto, {
        leggi: (quanti) => leggiEsiti(t, quanti, { testo: cercato.testo, ...punto }),
        cursore: ({ id }) => id,
        indirizzo: (riga) => con(VAI.esiti, { r: cercato.r ?? '', ...riga }),
      });
      return pagina(
        <Foglio
          u={l}
          titolo={testi.tutti}
          sezione={VAI.configurazione}
          percorso={[...SOPRA_EVENTI, { testo: ufficioSpinta.titolo, a: VAI.spinta }]}
        >
          {(tratto.righe.length > 0 || filtrato) && (
            <CercaElenco
              a={VAI.esiti}
              cercato={cercato}
              aiuto={testi.cercaAiuto}
              togli={filtrato ? VAI.esiti : undefined}
            />
          )}
          <Esiti righe={tratto.righe} vuoto={filtrato ? <NienteTrovato /> : undefined} />
          <Paginazione precedente={tratto.precedente} successiva={tratto.successiva} />
          {tratto.righe.length > 0 && (
            <ScaricaElenco a={(forma) => con(VAI.elencoEsiti(forma), { r: cercato.r ?? '' })} />
          )}
        </Foglio>,
      );
    }),
  ),
  post: alLavoro((l, r) => cercaIn(l, r, (id) => con(VAI.esiti, { r: id }))),
};

/** Those that were looked for, as a file for a spreadsheet. */
export const elencoEsitiFile = elencoInFile({
  percorso: '/configurazione/spinta/esiti',
  chi: 'amministratore',
  atto: 'eventi',
  nome: 'ESITI',
  titolo: testi.tutti,
  filtro: async (t, l, r) => {
    const { testo, ricercaPersa } = await leggiCercato(t, l, r);
    return ricercaPersa ? null : testo;
  },
  leggi: (t, testo, { dopo, quanti }) => leggiEsiti(t, quanti, { testo, dopo: dopo?.id ?? null }),
  colonne: COLONNE_ESITI,
});
