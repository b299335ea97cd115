import type { VNode } from 'preact';
import { giornoA } from '#kernel/giorno';
import { isUuid, type LinkId } from '#kernel/ids';
import { contaLink, elencoLink, QUALI_LINK, type LinkDellEnte, type QualiLink } from '#modules/pagamenti';
import { pagina } from '#platform/http/pagina';
import { ufficioLink as testi } from '#testi/it/ufficio-link';
import { Azioni, Bottone } from '#ui/bottone';
import { Paginazione } from '#ui/paginazione';
import { Tabella } from '#ui/tabella';
import { DataGiorno, Istante } from '#ui/valori';
import { Vuoto } from '#ui/vuoto';
import { Foglio } from '../aspetto.tsx';
import { CercaElenco, NienteTrovato, ScaricaElenco } from '../cerca-elenco.tsx';
import { cercaIn } from '../filtri.ts';
import { intero } from '../frase.ts';
import { VAI } from '../indirizzi.ts';
import { alLavoro, guardaSoltanto, tipiVisibili, type Lavoro, type PaginaUfficio } from '../lavoro.ts';
import {
  indirizzoLink,
  leggiFiltriLink,
  portaA,
  qualiLinkDi,
  StatoLinkMostrato,
  titoloDi,
  usiDetti,
  type FiltriLink,
} from '../link.tsx';
import { Linguette } from '../linguette.tsx';
import { leggiTratto, puntoDi, type Tratto } from '../scorri.ts';

/** The payment links of the ente, for who follows their kinds of due. */
export const link: PaginaUfficio = {
  percorso: '/link',
  chi: 'operatore',
  atto: { post: 'consulta' },
  get: alLavoro((l, r) =>
    l.ctx.tx(async (t) => {
      const filtri = await leggiFiltriLink(t, l, r);
      const { quali, testo } = filtri;
      const { ids: tipiConsentiti } = await tipiVisibili(t, l);
      const punto = puntoDi(r, (cursore) => isUuid(cursore));
      const da = { dopo: punto.dopo as LinkId | null, prima: punto.prima as LinkId | null };
      const tratto = await leggiTratto(punto, {
        leggi: (quanti) => elencoLink(t, { quali, testo, tipiConsentiti, ...da, quanti }),
        cursore: ({ id }) => id,
        indirizzo: (riga) => indirizzoLink(filtri, riga),
      });
      const quanti = await contaLink(t, { quali, testo, tipiConsentiti });
      return pagina(<Elenco {...{ l, filtri, tratto, quanti }} parte={tipiConsentiti !== null} />);
    }),
  ),
  post: alLavoro((l, r) => cercaIn(l, r, (id) => indirizzoLink({ quali: qualiLinkDi(r.modulo), r: id }))),
};

type Prop = { l: Lavoro; filtri: FiltriLink; tratto: Tratto<LinkDellEnte>; quanti: number; parte: boolean };

function Elenco({ l, filtri, tratto, quanti, parte }: Prop): VNode {
  const { colonne } = testi;
  const { quali, testo } = filtri;
  const voci = QUALI_LINK.map((uno) => ({
    testo: testi.quali[uno],
    a: indirizzoLink({ ...filtri, quali: uno }),
    aperta: uno === quali,
  }));
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
      <CercaElenco
        a={VAI.link}
        cercato={filtri}
        aiuto={testi.cercaAiuto}
        resta={{ quali }}
        togli={testo === '' ? undefined : indirizzoLink({ quali })}
      />
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
        vuoto={testo === '' ? <Niente quali={quali} /> : <NienteTrovato />}
      />
      <Paginazione precedente={tratto.precedente} successiva={tratto.successiva} />
      {quanti > 0 && !guardaSoltanto(l, 'esporta') && (
        <ScaricaElenco a={(forma) => indirizzoLink(filtri, { base: VAI.elencoLink(forma) })} />
      )}
    </Foglio>
  );
}

function Niente({ quali }: { quali: QualiLink }): VNode {
  return (
    <Vuoto titolo={testi.vuoto[quali]}>
      <p>{testi.vuotoTesto}</p>
    </Vuoto>
  );
}
