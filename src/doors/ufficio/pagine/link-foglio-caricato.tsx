import type { VNode } from 'preact';
import { formatGiorno, giornoA } from '#kernel/giorno';
import { LIMITI } from '#kernel/limiti';
import {
  buttaFoglioLink,
  confermaFoglioLink,
  leggiRigheFoglioLink,
  type FoglioLink,
  type RigaFoglioLink,
} from '#modules/flussi';
import type { Ctx } from '#platform/contesto';
import { errore, pagina, rifiutata, vai } from '#platform/http/pagina';
import { ufficioLink } from '#testi/it/ufficio-link';
import { Azioni, Bottone } from '#ui/bottone';
import { Messaggio } from '#ui/messaggio';
import { Modulo } from '#ui/modulo';
import { Foglio } from '../aspetto.tsx';
import { trovaFoglio } from '../fogli-link.ts';
import { DatiFoglio, Prime, Sbagliate, ScaricaFoglio } from '../fogli-link-parti.tsx';
import { frase, intero } from '../frase.ts';
import { con, VAI } from '../indirizzi.ts';
import { alLavoro, guardaSoltanto, type Lavoro, type PaginaUfficio } from '../lavoro.ts';
import { SOPRA_LINK } from '../link.tsx';

const testi = ufficioLink.foglio;
const SBAGLIATE_MOSTRATE = 100;
const BUONE_MOSTRATE = 5;

/** A sheet of links: what was read of it, before anything is made; then its links, to be downloaded beside their rows. */
export const linkFogliCaricati: PaginaUfficio = {
  percorso: '/link/fogli/:id',
  chi: 'operatore',
  get: alLavoro((l, { parametri }) =>
    l.ctx.tx(async (t) => {
      const foglio = await trovaFoglio(t, l, parametri);
      return foglio === null ? errore('nonTrovata') : pagina(<Vista l={l} {...await letto(t, foglio)} />);
    }),
  ),
  post: alLavoro(async (l, { parametri, modulo: { azione } }) => {
    const foglio = await l.ctx.tx((t) => trovaFoglio(t, l, parametri));
    if (foglio === null) return errore('nonTrovata');
    if (azione === 'butta') {
      const buttato = await buttaFoglioLink(l.ctx, foglio.id);
      if (!buttato.ok) return vai(VAI.foglioCaricato(foglio.id));
      return vai(con(VAI.foglioLink(foglio.tipoDovutoId), { fatto: 'butta' }));
    }
    const esito = azione === 'conferma' ? await confermaFoglioLink(l.ctx, foglio.id) : null;
    if (esito === null || esito.ok) return vai(VAI.foglioCaricato(foglio.id));
    const { refusal } = esito;
    const dati = await l.ctx.tx((t) => letto(t, foglio));
    return rifiutata(<Vista l={l} {...dati} rifiuto={frase(refusal)} />, refusal);
  }),
};

type Letto = { foglio: FoglioLink; buone: RigaFoglioLink[]; sbagliate: RigaFoglioLink[] };

async function letto(t: Ctx, foglio: FoglioLink): Promise<Letto> {
  const righe = (sbagliate: boolean, quante: number) =>
    leggiRigheFoglioLink(t, { foglioId: foglio.id, sbagliate, dopo: 0, quante });
  return { foglio, buone: await righe(false, BUONE_MOSTRATE), sbagliate: await righe(true, SBAGLIATE_MOSTRATE) };
}

function Vista({ l, rifiuto, ...dati }: Letto & { l: Lavoro; rifiuto?: string }): VNode {
  const { foglio, sbagliate } = dati;
  const daConfermare = foglio.stato === 'da_confermare';
  const percorso = [...SOPRA_LINK, { testo: ufficioLink.crea.titolo, a: VAI.nuovoLink }];
  const titolo = daConfermare ? testi.anteprima : testi.fatto;
  return (
    <Foglio u={l} titolo={titolo} sezione={VAI.link} percorso={percorso} conErrori={rifiuto !== undefined}>
      {rifiuto !== undefined && (
        <Messaggio tipo="errore" esito>
          <p>{rifiuto}</p>
        </Messaggio>
      )}
      {!daConfermare && <Creati l={l} foglio={foglio} />}
      <DatiFoglio foglio={foglio} />
      {daConfermare && !guardaSoltanto(l) && <Conferma foglio={foglio} />}
      {daConfermare && <Prime {...dati} />}
      {sbagliate.length > 0 && !guardaSoltanto(l, 'esporta') && <Sbagliate {...dati} />}
    </Foglio>
  );
}

function Conferma({ foglio: { righe, sbagliate } }: { foglio: FoglioLink }): VNode {
  const buone = righe - sbagliate;
  return (
    <Modulo>
      {buone === 0 && <p>{testi.nessunaBuona}</p>}
      <Azioni>
        {buone > 0 && (
          <Bottone nome="azione" valore="conferma">
            {testi.conferma(intero(buone), intero(sbagliate))}
          </Bottone>
        )}
        <Bottone aspetto="secondario" nome="azione" valore="butta">
          {testi.butta}
        </Bottone>
      </Azioni>
    </Modulo>
  );
}

function Creati({ l, foglio }: { l: Lavoro; foglio: FoglioLink }): VNode {
  const fine = new Date((foglio.confermatoIl ?? foglio.creatoIl).getTime() + LIMITI.foglioLinkConservatoMs);
  return (
    <Messaggio tipo="successo" esito titolo={testi.creati(intero(foglio.righe - foglio.sbagliate))}>
      {!guardaSoltanto(l, 'esporta') && (
        <ScaricaFoglio id={foglio.id} quale="indirizzi" parole={testi.scaricaIndirizzi} />
      )}
      <p>{testi.finoAQuando(formatGiorno(giornoA(fine)))}</p>
    </Messaggio>
  );
}
