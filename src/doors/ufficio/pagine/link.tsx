import type { VNode } from 'preact';
import { giornoA } from '#kernel/giorno';
import { isUuid, type LinkId } from '#kernel/ids';
import { contaLink, elencoLink, QUALI_LINK, type LinkDellEnte, type QualiLink } from '#modules/pagamenti';
import { pagina } from '#platform/http/pagina';
import { ufficioLink as testi } from '#testi/it/ufficio-link';
import { Azioni, Bottone } from '#ui/bottone';
import { Collegamento } from '#ui/collegamento';
import { Paginazione } from '#ui/paginazione';
import { Tabella } from '#ui/tabella';
import { DataGiorno, Istante } from '#ui/valori';
import { Vuoto } from '#ui/vuoto';
import { Foglio } from '../aspetto.tsx';
import { intero } from '../frase.ts';
import { con, VAI } from '../indirizzi.ts';
import { alLavoro, guardaSoltanto, tipiVisibili, type Lavoro, type PaginaUfficio } from '../lavoro.ts';
import { indirizzoLink, portaA, qualiLinkDi, StatoLinkMostrato, titoloDi, usiDetti } from '../link.tsx';
import { Linguette } from '../linguette.tsx';
import { FORME_ELENCO } from '../scarica-elenco.ts';
import { leggiTratto, puntoDi, type Tratto } from '../scorri.ts';

/** The payment links of the ente, for who follows their kinds of due. */
export const link: PaginaUfficio = {
  percorso: '/link',
  chi: 'operatore',
  get: alLavoro((l, r) =>
    l.ctx.tx(async (t) => {
      const quali = qualiLinkDi(r);
      const { ids: tipiConsentiti } = await tipiVisibili(t, l);
      const punto = puntoDi(r, (cursore) => isUuid(cursore));
      const da = { dopo: punto.dopo as LinkId | null, prima: punto.prima as LinkId | null };
      const tratto = await leggiTratto(punto, {
        leggi: (quanti) => elencoLink(t, { quali, tipiConsentiti, ...da, quanti }),
        cursore: ({ id }) => id,
        indirizzo: (riga) => indirizzoLink(quali, riga),
      });
      const quanti = await contaLink(t, { quali, tipiConsentiti });
      return pagina(<Elenco l={l} quali={quali} tratto={tratto} quanti={quanti} parte={tipiConsentiti !== null} />);
    }),
  ),
};

type Prop = { l: Lavoro; quali: QualiLink; tratto: Tratto<LinkDellEnte>; quanti: number; parte: boolean };

function Elenco({ l, quali, tratto, quanti, parte }: Prop): VNode {
  const { colonne } = testi;
  const voci = QUALI_LINK.map((uno) => ({ testo: testi.quali[uno], a: indirizzoLink(uno), aperta: uno === quali }));
  return (
    <Foglio u={l} titolo={testi.titolo} sezione={VAI.link}>
      <p>{testi.introduzione}</p>
      {parte && <p>{testi.soloTuoi}</p>}
      {!guardaSoltanto(l) && (
        <Azioni>
          <Bottone a={VAI.nuovoLink} icona="it-plus-circle">
            {testi.nuovo}
          </Bottone>
        </Azioni>
      )}
      <Linguette titolo={testi.qualiTitolo} voci={voci} />
      <Tabella
        id="link"
        titolo={testi.trovati(intero(quanti))}
        colonne={[
          { titolo: colonne.titolo, cella: titoloDi },
          { titolo: colonne.porta, cella: portaA },
          { titolo: colonne.usi, cella: usiDetti },
          { titolo: colonne.scade, cella: ({ scadeIl }) => scadeIl && <DataGiorno giorno={giornoA(scadeIl)} breve /> },
          { titolo: colonne.creato, cella: ({ creatoIl }) => <Istante istante={creatoIl} /> },
          { titolo: colonne.stato, cella: (uno) => <StatoLinkMostrato link={uno} ctx={l.ctx} /> },
        ]}
        righe={tratto.righe}
        chiave={({ id }) => id}
        apri={({ id }) => VAI.unLink(id)}
        vuoto={
          <Vuoto titolo={testi.vuoto[quali]}>
            <p>{testi.vuotoTesto}</p>
          </Vuoto>
        }
      />
      <Paginazione precedente={tratto.precedente} successiva={tratto.successiva} />
      {quanti > 0 && !guardaSoltanto(l, 'esporta') && (
        <ul>
          {FORME_ELENCO.map((forma) => (
            <li key={forma}>
              <Collegamento a={con(VAI.elencoLink(forma), { quali })} icona="it-download" scarica>
                {testi.scarica[forma]}
              </Collegamento>
            </li>
          ))}
        </ul>
      )}
    </Foglio>
  );
}
