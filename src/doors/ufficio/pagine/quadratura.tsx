import type { VNode } from 'preact';
import { isUuid, type QuadraturaId } from '#kernel/ids';
import { contaQuadrature } from '#modules/rendicontazione';
import { pagina } from '#platform/http/pagina';
import { ufficioQuadratura as testi } from '#testi/it/ufficio-quadratura';
import { Azioni, Bottone } from '#ui/bottone';
import { Paginazione } from '#ui/paginazione';
import { Tabella } from '#ui/tabella';
import { Vuoto } from '#ui/vuoto';
import { Foglio } from '../aspetto.tsx';
import { CercaElenco, NienteTrovato, ScaricaElenco } from '../cerca-elenco.tsx';
import { sullaPagina } from '../elenco-file.ts';
import { Fatto } from '../fatto.tsx';
import { cercaIn, leggiCercato, type Cercato } from '../filtri.ts';
import { intero } from '../frase.ts';
import { con, VAI } from '../indirizzi.ts';
import { alLavoro, type Lavoro, type PaginaUfficio } from '../lavoro.ts';
import { COLONNE_QUADRATURA, leggiArchivio, type QuadraturaMostrata } from '../quadratura-elenco.tsx';
import { SOPRA_RENDICONTAZIONE } from '../rendicontazione.tsx';
import { leggiTratto, puntoDi, type Tratto } from '../scorri.ts';

/** The flows of quadratura that the ente brought from MyPay. Its form looks for some: what was looked for stands in the address. */
export const quadratura: PaginaUfficio = {
  percorso: '/rendicontazione/quadratura',
  chi: 'operatore',
  atto: { get: 'rendiconta', post: 'rendiconta' },
  get: alLavoro((l, r) =>
    l.ctx.tx(async (t) => {
      const cercato = await leggiCercato(t, l, r);
      const { testo } = cercato;
      const punto = puntoDi(r, (cursore) => isUuid(cursore));
      const da = { dopo: punto.dopo as QuadraturaId | null, prima: punto.prima as QuadraturaId | null };
      const tratto = await leggiTratto(punto, {
        leggi: (quanti) => leggiArchivio(t, { testo, ...da, quanti }),
        cursore: ({ id }) => id,
        indirizzo: (riga) => con(VAI.quadratura, { r: cercato.r ?? '', ...riga }),
      });
      const quanti = await contaQuadrature(t, testo);
      return pagina(<Archivio l={l} visto={{ cercato, tratto, quanti, fatto: r.query['fatto'] }} />);
    }),
  ),
  post: alLavoro((l, r) => cercaIn(l, r, (id) => con(VAI.quadratura, { r: id }))),
};

type Visto = { cercato: Cercato; tratto: Tratto<QuadraturaMostrata>; quanti: number; fatto: string | undefined };

function Archivio({ l, visto: { cercato, tratto, quanti, fatto } }: { l: Lavoro; visto: Visto }): VNode {
  const cercata = cercato.testo !== '';
  return (
    <Foglio u={l} titolo={testi.titolo} sezione={VAI.rendicontazioni} percorso={SOPRA_RENDICONTAZIONE}>
      <Fatto frasi={testi.fatto} fatto={fatto} />
      <p>{testi.ritirati}</p>
      <p>{testi.archivio}</p>
      <Azioni>
        <Bottone a={VAI.caricaQuadratura} icona="it-upload" aspetto="secondario">
          {testi.carica}
        </Bottone>
      </Azioni>
      <CercaElenco
        a={VAI.quadratura}
        cercato={cercato}
        aiuto={testi.cercaAiuto}
        togli={cercata ? VAI.quadratura : undefined}
      />
      <Tabella
        id="quadratura"
        titolo={testi.trovati(intero(quanti))}
        colonne={sullaPagina(COLONNE_QUADRATURA)}
        righe={tratto.righe}
        chiave={({ id }) => id}
        vuoto={cercata ? <NienteTrovato /> : <Niente />}
      />
      <Paginazione precedente={tratto.precedente} successiva={tratto.successiva} />
      {quanti > 0 && <ScaricaElenco a={(forma) => con(VAI.elencoQuadratura(forma), { r: cercato.r ?? '' })} />}
    </Foglio>
  );
}

function Niente(): VNode {
  return (
    <Vuoto titolo={testi.vuoto}>
      <p>{testi.vuotoTesto}</p>
    </Vuoto>
  );
}
