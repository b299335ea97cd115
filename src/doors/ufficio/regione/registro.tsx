import type { VNode } from 'preact';
import { fineGiorno, inizioGiorno, piuGiorni, type Giorno } from '#kernel/giorno';
import { isUuid, type EnteId } from '#kernel/ids';
import { nomiEnti } from '#modules/enti';
import { cercaAtti, isCursoreAtti, type FiltroAtti } from '#modules/registro';
import { pagina } from '#platform/http/pagina';
import { ufficioImpianto } from '#testi/it/ufficio-impianto';
import { ufficioRegistro } from '#testi/it/ufficio-registro';
import { Azioni, Bottone } from '#ui/bottone';
import { Campo, CampoElenco } from '#ui/campo';
import { Paginazione } from '#ui/paginazione';
import { nomiAttori } from '../attori.ts';
import { ScaricaElenco } from '../cerca-elenco.tsx';
import { leggiGiorno } from '../conti.tsx';
import { con } from '../indirizzi.ts';
import type { PaginaUfficio, RichiestaUfficio } from '../lavoro.ts';
import { leggiTratto, puntoDi } from '../scorri.ts';
import { FoglioRegione } from './foglio.tsx';
import { IN_REGIONE } from './indirizzi.ts';
import { inRegione } from './lavoro.ts';
import { AttiOvunque } from './registro-atti.tsx';
import { opzioniEnti, type OpzioneEnte } from './scelta-ente.ts';

const testi = ufficioImpianto.registro;
/** As far as one search goes: an import alone writes an act a row. */
const GIORNI_MAX = 31;

type Chiesti = { ente: string; dal: string; al: string; azione: string; attore: string };

const ATTORI = ['operatore', 'sistema', 'nodo', 'sil', 'cittadino'] as const;

/** What an address asks of the registro; what is none of its filters is as if it were not said. */
export function leggiFiltroAtti({ query }: RichiestaUfficio, oggi: Giorno): { chiesti: Chiesti; filtro: FiltroAtti } {
  const al = leggiGiorno(query['al'] ?? '') ?? oggi;
  const chiesto = leggiGiorno(query['dal'] ?? '') ?? piuGiorni(al, -6);
  const dal = chiesto > al || chiesto < piuGiorni(al, 1 - GIORNI_MAX) ? piuGiorni(al, 1 - GIORNI_MAX) : chiesto;
  const { ente = '', azione = '', attore = '' } = query;
  const filtro = {
    ...{ dal: inizioGiorno(dal), al: fineGiorno(al), oggetto: '' },
    enteId: isUuid<EnteId>(ente) ? ente : null,
    attore: ATTORI.find((uno) => uno === attore) ?? '',
    azione: Object.hasOwn(ufficioRegistro.atti, azione) ? azione : '',
  };
  return { chiesti: { ente, dal, al, azione, attore }, filtro };
}

/** The registro of all the enti: by ente, days, act, and kind of who did it. Nothing of it is a person's: it may stand in the address. */
export const regioneRegistro: PaginaUfficio = {
  percorso: '/regione/registro',
  chi: 'intermediario',
  get: inRegione(async (l, r) => {
    const { chiesti, filtro } = leggiFiltroAtti(r, l.ctx.oggi);
    const punto = puntoDi(r, isCursoreAtti);
    const tratto = await leggiTratto(punto, {
      leggi: (quanti) => cercaAtti(l.ctx, filtro, { ...punto, quanti }),
      cursore: (atto) => atto.cursore,
      indirizzo: (da) => con(IN_REGIONE.registro, { ...chiesti, ...da }),
    });
    const enti = await nomiEnti(
      l.ctx,
      tratto.righe.map(({ enteId }) => enteId),
    );
    const nome = await nomiAttori(
      l.ctx,
      tratto.righe.map(({ attore }) => attore),
    );
    return pagina(
      <FoglioRegione l={l} titolo={testi.titolo}>
        <p>{testi.introduzione}</p>
        <Cerca chiesti={chiesti} enti={await opzioniEnti(l.ctx)} />
        <AttiOvunque atti={tratto.righe} nome={nome} enti={enti} />
        <Paginazione precedente={tratto.precedente} successiva={tratto.successiva} />
        <ScaricaElenco a={(forma) => con(IN_REGIONE.elencoRegistro(forma), chiesti)} />
      </FoglioRegione>,
    );
  }),
};

function Cerca({ chiesti, enti }: { chiesti: Chiesti; enti: readonly OpzioneEnte[] }): VNode {
  const azioni = Object.entries(ufficioRegistro.atti).map(([valore, testo]) => ({ valore, testo }));
  return (
    <form method="get" action={IN_REGIONE.registro} role="search">
      <CampoElenco
        nome="ente"
        etichetta={testi.ente}
        vuota={testi.tutti}
        alternative={enti}
        valore={chiesti.ente}
        facoltativo
      />
      <Campo nome="dal" etichetta={testi.dal} tipo="date" valore={chiesti.dal} larghezza="media" />
      <Campo
        nome="al"
        etichetta={testi.al}
        aiuto={testi.alAiuto(GIORNI_MAX)}
        tipo="date"
        valore={chiesti.al}
        larghezza="media"
      />
      <CampoElenco
        nome="azione"
        etichetta={ufficioRegistro.colonne.atto}
        vuota={testi.qualunque}
        alternative={azioni.toSorted((a, b) => a.testo.localeCompare(b.testo, 'it'))}
        valore={chiesti.azione}
        facoltativo
      />
      <CampoElenco
        nome="attore"
        etichetta={ufficioRegistro.colonne.chi}
        vuota={testi.chiunque}
        alternative={ATTORI.map((valore) => ({ valore, testo: testi.attori[valore] }))}
        valore={chiesti.attore}
        facoltativo
      />
      <Azioni>
        <Bottone icona="it-search">{testi.cerca}</Bottone>
      </Azioni>
    </form>
  );
}
