import { fineGiorno, inizioGiorno, piuGiorni, type Giorno } from '#kernel/giorno';
import { isUuid, type EnteId } from '#kernel/ids';
import { nomiEnti } from '#modules/enti';
import { cercaAtti, isCursoreAtti, type FiltroAtti } from '#modules/registro';
import { pagina } from '#platform/http/pagina';
import { ufficioImpianto } from '#testi/it/ufficio-impianto';
import { CampoElenco } from '#ui/campo';
import { Paginazione } from '#ui/paginazione';
import { nomiAttori } from '../attori.ts';
import { ScaricaElenco } from '../cerca-elenco.tsx';
import { attiCercati, CercaAtti, type AttiCercati } from '../cerca-atti.tsx';
import { con } from '../indirizzi.ts';
import type { PaginaUfficio, RichiestaUfficio } from '../lavoro.ts';
import { leggiTratto, puntoDi } from '../scorri.ts';
import { FoglioRegione } from './foglio.tsx';
import { IN_REGIONE } from './indirizzi.ts';
import { inRegione } from './lavoro.ts';
import { AttiOvunque } from './registro-atti.tsx';
import { opzioniEnti } from './scelta-ente.ts';

const testi = ufficioImpianto.registro;
/** As far as one search goes: an import alone writes an act a row. */
const GIORNI_MAX = 31;
/** Of a day before there was anything to write: a year typed with a digit less. */
const NESSUN_ATTO_PRIMA = '2000-01-01' as Giorno;

type Chiesti = AttiCercati & { ente: string; dal: string; al: string };

/** What an address asks of the registro of all the enti: never more days than one search goes. */
export function leggiFiltroAtti(r: RichiestaUfficio, oggi: Giorno): { chiesti: Chiesti; filtro: FiltroAtti } {
  const { azione, attore, ...giorni } = attiCercati(r);
  const al = giorni.al === null || giorni.al < NESSUN_ATTO_PRIMA ? oggi : giorni.al;
  const chiesto = giorni.dal ?? piuGiorni(al, -6);
  const dal = chiesto > al || chiesto < piuGiorni(al, 1 - GIORNI_MAX) ? piuGiorni(al, 1 - GIORNI_MAX) : chiesto;
  const ente = r.query['ente'] ?? '';
  const filtro = {
    ...{ dal: inizioGiorno(dal), al: fineGiorno(al), azione, attore },
    enteId: isUuid<EnteId>(ente) ? ente : null,
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
        <CercaAtti a={IN_REGIONE.registro} cercati={chiesti} alAiuto={testi.alAiuto(GIORNI_MAX)}>
          <CampoElenco
            nome="ente"
            etichetta={testi.ente}
            vuota={testi.tutti}
            alternative={await opzioniEnti(l.ctx)}
            valore={chiesti.ente}
            facoltativo
          />
        </CercaAtti>
        <AttiOvunque atti={tratto.righe} nome={nome} enti={enti} />
        <Paginazione precedente={tratto.precedente} successiva={tratto.successiva} />
        <ScaricaElenco a={(forma) => con(IN_REGIONE.elencoRegistro(forma), chiesti)} />
      </FoglioRegione>,
    );
  }),
};
