import type { VNode } from 'preact';
import { formatEuro } from '#kernel/importo';
import { LIMITI } from '#kernel/limiti';
import { cercaEnti } from '#modules/enti';
import { posizioniAperte, riepilogaAperte, TUTTE_LE_APERTE } from '#modules/posizioni';
import { pagina } from '#platform/http/pagina';
import { Azioni, Bottone } from '#ui/bottone';
import { Collegamento } from '#ui/collegamento';
import { useContesto } from '#ui/contesto';
import { Messaggio } from '#ui/messaggio';
import { Schede, type PropScheda } from '#ui/schede';
import { Vuoto } from '#ui/vuoto';
import { Foglio } from '../aspetto.tsx';
import { CercaEnte } from '../cerca.tsx';
import { DoveNumero } from '../dove-numero.tsx';
import { ElencoEnti, conLogo } from '../elenco-enti.tsx';
import { VAI } from '../indirizzi.ts';
import type { PaginaPortale, Portale, SessionePortale } from '../visita.ts';

/** A taste of the enti: who is not here is one link away. */
const ENTI_MAX = 6;

/** What do you want to pay? With a notice, or without. */
export const inizio: PaginaPortale = {
  percorso: '/',
  chi: 'tutti',
  pubblica: true,
  get: async (u, { sessione }) => {
    const testi = u.t.portale.inizio;
    const primi = await cercaEnti(u.ctx, { quanti: ENTI_MAX });
    const enti = await conLogo(u, primi.enti);
    return pagina(
      <Foglio u={u} titolo={testi.titolo} sezione={VAI.inizio}>
        {sessione !== null && sessione.aperti.length > 0 && <Aperti sessione={sessione} />}
        <Schede
          schede={[
            { titolo: testi.avviso, a: VAI.avviso, icona: 'it-file', testo: testi.avvisoTesto },
            { titolo: testi.senza, a: VAI.enti, icona: 'it-card', testo: testi.senzaTesto },
            ...(await mie(u, sessione)),
          ]}
        />
        <h2>{testi.dove}</h2>
        <DoveNumero />
        {enti.length === 0 ? (
          <Vuoto titolo={testi.nessunEnte}>
            <p>{testi.nessunEnteTesto}</p>
          </Vuoto>
        ) : (
          <>
            <h2>{testi.enti}</h2>
            {primi.pagine > 1 && <CercaEnte />}
            <ElencoEnti enti={enti} />
            {primi.pagine > 1 && (
              <p>
                <Collegamento a={VAI.enti}>{testi.tuttiGliEnti}</Collegamento>
              </p>
            )}
          </>
        )}
      </Foglio>,
    );
  },
};

function Aperti({ sessione: { aperti } }: { sessione: SessionePortale }): VNode {
  const testi = useContesto().t.portale.inizio;
  const uno = aperti.length === 1;
  return (
    <Messaggio tipo="informazione" titolo={testi.aperti(aperti.length)}>
      <p>{testi.apertiTesto}</p>
      <Azioni>
        {aperti.map(({ iuvId }, i) => (
          <Bottone key={iuvId} a={VAI.intero(iuvId)} aspetto="secondario">
            {uno ? testi.torna : testi.tornaN(i + 1)}
          </Bottone>
        ))}
      </Azioni>
    </Messaggio>
  );
}

/** The third door, of who signed in: how much is asked of them today. */
async function mie({ ctx, t, lingua }: Portale, sessione: SessionePortale | null): Promise<PropScheda[]> {
  if (sessione === null || sessione.cittadino === null) return [];
  const testi = t.area.inizio;
  const { aperte, altre } = await ctx.tx((tx) => posizioniAperte(tx, TUTTE_LE_APERTE, LIMITI.posizioniMax));
  const { quante, importoCents } = riepilogaAperte(aperte);
  const testo = altre ? testi.oltre(quante) : testi.testo(quante, formatEuro(importoCents, lingua));
  return [{ titolo: testi.titolo, a: VAI.posizioni, icona: 'it-list', testo }];
}
