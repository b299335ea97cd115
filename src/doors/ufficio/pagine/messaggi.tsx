import { isUuid } from '#kernel/ids';
import { leggiMessaggiDifettosi } from '#modules/pagamenti';
import { pagina } from '#platform/http/pagina';
import { ufficioFlussi } from '#testi/it/ufficio-flussi';
import { ufficioMessaggi as testi } from '#testi/it/ufficio-messaggi';
import { ufficioScambi } from '#testi/it/ufficio-scambi';
import { Collegamento } from '#ui/collegamento';
import { Paginazione } from '#ui/paginazione';
import { Tabella } from '#ui/tabella';
import { Vuoto } from '#ui/vuoto';
import { Foglio } from '../aspetto.tsx';
import { CercaElenco, NienteTrovato, ScaricaElenco } from '../cerca-elenco.tsx';
import { elencoInFile, sullaPagina } from '../elenco-file.ts';
import { cercaIn, leggiCercato } from '../filtri.ts';
import { con, VAI } from '../indirizzi.ts';
import { alLavoro, type PaginaUfficio } from '../lavoro.ts';
import { COLONNE_MESSAGGI } from '../messaggi-elenco.tsx';
import { leggiTratto, puntoDi } from '../scorri.ts';

/** The receipts in which something was wrong: kept all the same, and shown (model 6). */
export const messaggi: PaginaUfficio = {
  percorso: '/incassi/messaggi',
  chi: 'operatore',
  atto: { get: 'rendiconta', post: 'rendiconta' },
  get: alLavoro((l, r) =>
    l.ctx.tx(async (t) => {
      const cercato = await leggiCercato(t, l, r);
      const filtrato = cercato.testo !== '' || cercato.ricercaPersa;
      const punto = puntoDi(r, (cursore) => isUuid(cursore));
      const tratto = await leggiTratto(punto, {
        leggi: (quanti) => leggiMessaggiDifettosi(t, { testo: cercato.testo, ...punto, quanti }),
        cursore: ({ id }) => id,
        indirizzo: (riga) => con(VAI.messaggi, { r: cercato.r ?? '', ...riga }),
      });
      const percorso = [{ testo: ufficioFlussi.incassi.titolo, a: VAI.incassi }];
      return pagina(
        <Foglio u={l} titolo={testi.titolo} sezione={VAI.incassi} percorso={percorso}>
          <p>{testi.introduzione}</p>
          {(tratto.righe.length > 0 || filtrato) && (
            <CercaElenco
              a={VAI.messaggi}
              cercato={cercato}
              aiuto={testi.cercaAiuto}
              togli={filtrato ? VAI.messaggi : undefined}
            />
          )}
          <Tabella
            id="messaggi"
            titolo={testi.elenco}
            colonne={sullaPagina(COLONNE_MESSAGGI)}
            righe={tratto.righe}
            chiave={({ id }) => id}
            vuoto={
              filtrato ? (
                <NienteTrovato />
              ) : (
                <Vuoto titolo={testi.vuoto}>
                  <p>{testi.vuotoTesto}</p>
                </Vuoto>
              )
            }
          />
          <Paginazione precedente={tratto.precedente} successiva={tratto.successiva} />
          {tratto.righe.length > 0 && (
            <ScaricaElenco a={(forma) => con(VAI.elencoMessaggi(forma), { r: cercato.r ?? '' })} />
          )}
          {l.ruolo === 'amministratore' && (
            <p>
              <Collegamento a={VAI.scambi}>{ufficioScambi.titolo}</Collegamento>
            </p>
          )}
        </Foglio>,
      );
    }),
  ),
  post: alLavoro((l, r) => cercaIn(l, r, (id) => con(VAI.messaggi, { r: id }))),
};

/** Those that were looked for, as a file for a spreadsheet. */
export const elencoMessaggi = elencoInFile({
  percorso: '/incassi/messaggi',
  atto: 'rendiconta',
  nome: 'RICEVUTE_CON_DIFETTI',
  titolo: testi.titolo,
  filtro: async (t, l, r) => {
    const { testo, ricercaPersa } = await leggiCercato(t, l, r);
    return ricercaPersa ? null : testo;
  },
  leggi: (t, testo, { dopo, quanti }) => leggiMessaggiDifettosi(t, { testo, dopo: dopo?.id ?? null, quanti }),
  colonne: COLONNE_MESSAGGI,
});
