import type { VNode } from 'preact';
import {
  enteDaCodIpa,
  leggiPassi,
  leggiPrerequisiti,
  leggiStoriaStato,
  stazioniDiEnte,
  type Ente,
  type PassoLetto,
  type PassoStato,
  type Prerequisiti,
  type StazioneAssociata,
} from '#modules/enti';
import { pagina } from '#platform/http/pagina';
import { ufficioEnte } from '#testi/it/ufficio-ente';
import { ufficioFornitore } from '#testi/it/ufficio-fornitore';
import { ufficioRegione } from '#testi/it/ufficio-regione';
import { Azioni, Bottone } from '#ui/bottone';
import { nomiAttori, type NomeAttore } from '../attori.ts';
import { con } from '../indirizzi.ts';
import type { PaginaUfficio } from '../lavoro.ts';
import { Adesione } from './adesione.tsx';
import { Anagrafica, Mancanze, Stazioni, Storia } from './ente-parti.tsx';
import { FoglioRegione, fattoDi } from './foglio.tsx';
import { IN_REGIONE } from './indirizzi.ts';
import { perEnte, type RegioneEnte } from './lavoro.ts';

const testi = ufficioRegione.ente;

/** The pages above those of an ente. */
export const sopraEnte = ({ ente }: RegioneEnte): { testo: string; a: string }[] => [
  { testo: ufficioRegione.enti.titolo, a: IN_REGIONE.enti },
  { testo: ente.denominazione, a: IN_REGIONE.ente(ente.enteId) },
];

/** An ente as who runs the installation sees it: who it is, how far it is, how it is connected, how it came to its state. */
export const regioneEnte: PaginaUfficio = {
  percorso: '/regione/enti/:id',
  chi: 'intermediario',
  get: perEnte(async (l, { query }) => {
    const { per, ente } = l;
    const letto = await per.tx(async (t) => ({
      ha: await leggiPrerequisiti(t),
      passi: await leggiPassi(t),
      stazioni: await stazioniDiEnte(t),
      storia: await leggiStoriaStato(t, ente.enteId),
    }));
    const altro = ente.ambiente === 'live' ? 'prova' : 'live';
    const gemello = await enteDaCodIpa(l.ctx, { codIpa: ente.codIpa, ambiente: altro });
    const attori = [...letto.passi, ...letto.storia].map(({ attore }) => attore);
    return pagina(
      <Scheda l={l} {...letto} gemello={gemello} nome={await nomiAttori(l.ctx, attori)} fatto={fattoDi(query)} />,
    );
  }),
};

type Prop = {
  l: RegioneEnte;
  /** The same ente in the other ambiente. */
  gemello: Ente | null;
  ha: Prerequisiti | null;
  passi: readonly PassoLetto[];
  stazioni: readonly StazioneAssociata[];
  storia: readonly PassoStato[];
  nome: NomeAttore;
  fatto: string | undefined;
};

function Scheda({ l, gemello, ha, passi, stazioni, storia, nome, fatto }: Prop): VNode {
  const { ente } = l;
  return (
    <FoglioRegione l={l} titolo={ente.denominazione} sopra={sopraEnte(l).slice(0, 1)} fatto={fatto}>
      <Azioni>
        <Bottone a={IN_REGIONE.stato(ente.enteId)}>{testi.cambiaStato}</Bottone>
        <Bottone a={IN_REGIONE.amministratore(ente.enteId)} aspetto="secondario">
          {testi.amministratore}
        </Bottone>
        <Bottone a={IN_REGIONE.funzioni(ente.enteId)} aspetto="secondario">
          {testi.funzioni}
        </Bottone>
        <Bottone a={IN_REGIONE.fornitore(ente.enteId)} aspetto="secondario">
          {ufficioFornitore.titolo}
        </Bottone>
        <Bottone a={con(IN_REGIONE.registro, { ente: ente.enteId })} aspetto="secondario">
          {testi.registro}
        </Bottone>
      </Azioni>
      <Anagrafica ente={ente} gemello={gemello} />
      <Mancanze ha={ha} />
      <Adesione ente={ente} passi={passi} nome={nome} />
      <Stazioni ente={ente} stazioni={stazioni} />
      <h2>{ufficioEnte.dati.storia}</h2>
      <Storia storia={storia} nome={nome} />
    </FoglioRegione>
  );
}
