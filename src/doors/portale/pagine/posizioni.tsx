import type { VNode } from 'preact';
import { formatEuro } from '#kernel/importo';
import { LIMITI } from '#kernel/limiti';
import { aggiungiInsieme, leggiCarrello, type Carrello } from '#modules/pagamenti';
import { inDueModi, posizioniAperte, riepilogaAperte, TUTTE_LE_APERTE, type Aperta } from '#modules/posizioni';
import { annota } from '#modules/registro';
import { segnaCarrello } from '#modules/utenti';
import { pagina, rifiutata, vai, type Risposta } from '#platform/http/pagina';
import { Azioni, Bottone } from '#ui/bottone';
import { Messaggio } from '#ui/messaggio';
import { Modulo } from '#ui/modulo';
import { AltrePagine } from '../area.tsx';
import { Foglio } from '../aspetto.tsx';
import { FiltroPosizioni, leggiCercato, siCerca, type Cercato } from '../filtro-posizioni.tsx';
import { sopraRicerca, VAI } from '../indirizzi.ts';
import { avvisiDi, frasiDi } from '../scelta-posizioni.ts';
import { Niente, posizioniAPiuModi, TabellaPosizioni } from '../tabella-posizioni.tsx';
import type { PaginaPortale, Portale, RichiestaPortale } from '../visita.ts';

type Elenco = {
  cercato: Cercato;
  tutte: readonly Aperta[];
  aperte: readonly Aperta[];
  altre: boolean;
  suo: Carrello | null;
};

/** What is still asked of who signed in, over all enti: looked through, chosen among, and put in the carrello. */
export const posizioni: PaginaPortale = {
  percorso: '/posizioni',
  chi: 'cittadino',
  get: async (u, r) => pagina(<Vista u={u} {...await leggi(u, r)} />),
  post: async (u, r) => {
    const elenco = await leggi(u, r);
    if (r.modulo['cerca'] !== undefined) return pagina(<Vista u={u} {...elenco} />);
    return metti(u, r, elenco);
  },
};

/** All of them say what may be looked for; what is looked for is asked apart. One look is one row of the registro. */
async function leggi({ ctx, t: testi }: Portale, r: RichiestaPortale): Promise<Elenco> {
  const { cittadino = null, carrelloId = null } = r.sessione ?? {};
  const cercato = leggiCercato(r, testi);
  const [tutte, trovate] = await ctx.tx(async (t) => {
    const dettaglio = { cerca: siCerca(cercato) };
    if (cittadino !== null)
      await annota(t, { azione: 'posizioni.viste', oggetto: 'cittadino', oggettoId: cittadino.id, dettaglio });
    const senza = await posizioniAperte(t, TUTTE_LE_APERTE, LIMITI.posizioniMax);
    return [senza, siCerca(cercato) ? await posizioniAperte(t, cercato.filtro, LIMITI.posizioniMax) : senza];
  });
  const suo = carrelloId === null ? null : await leggiCarrello(ctx, carrelloId);
  return { cercato, tutte: tutte.aperte, ...trovate, suo: suo?.stato === 'aperto' ? suo : null };
}

async function metti(u: Portale, r: RichiestaPortale, elenco: Elenco): Promise<Risposta> {
  const testi = u.t.area.posizioni;
  const chieste = new Set(r.scelte('scegli'));
  const dentro = elenco.tutte.filter(({ avviso }) => elenco.suo?.voci.some(({ iuvId }) => iuvId === avviso.iuvId));
  const scelte = elenco.tutte.filter((una) => chieste.has(una.avviso.iuvId) && !dentro.includes(una));
  const torna = (no: string): Risposta => rifiutata(<Vista u={u} {...elenco} scelte={chieste} no={[no]} />);
  if (scelte.length === 0) return torna(testi.nessunaScelta);
  if (inDueModi([...scelte, ...dentro])) return torna(testi.dueModi);
  const { token = '', carrelloId = null, email = null, cittadino = null } = r.sessione ?? {};
  const { quali, no } = await avvisiDi(u, scelte, LIMITI.carrelloVociMax - (elenco.suo?.voci.length ?? 0));
  const messi = await aggiungiInsieme(u.ctx, { carrelloId, email: cittadino?.email ?? email, quali });
  messi.no.push(...no);
  if (messi.carrelloId !== null && messi.carrelloId !== carrelloId)
    await segnaCarrello(u.ctx, { token, carrelloId: messi.carrelloId });
  if (messi.no.length === 0) return vai(VAI.carrello);
  const suo = messi.carrelloId === null ? null : await leggiCarrello(u.ctx, messi.carrelloId);
  return rifiutata(<Vista u={u} {...elenco} suo={suo} no={frasiDi(u, messi)} messi={messi.messi} />);
}

type PropVista = Elenco & { u: Portale; scelte?: ReadonlySet<string>; no?: readonly string[]; messi?: number };

function Vista({ u, cercato, tutte, aperte, altre, suo, scelte = new Set(), no = [], messi = 0 }: PropVista): VNode {
  const testi = u.t.area.posizioni;
  const { quante, importoCents } = riepilogaAperte(tutte);
  const dentro = new Set(suo?.voci.map(({ iuvId }) => iuvId) ?? []);
  return (
    <Foglio
      u={u}
      vista={{ prova: tutte.some(({ prova }) => prova) }}
      titolo={testi.titolo}
      sezione={VAI.posizioni}
      percorso={sopraRicerca(u.t)}
      conErrori={no.length > 0 || Object.keys(cercato.errori).length > 0}
    >
      {no.length > 0 && (
        <Messaggio tipo="attenzione" esito {...(messi > 0 && { titolo: testi.messi(messi) })}>
          {no.map((frase) => (
            <p key={frase}>{frase}</p>
          ))}
        </Messaggio>
      )}
      <p>{testi.introduzione}</p>
      {tutte.length > 0 && (
        <>
          <p>
            <strong>{testi.riepilogo(quante, formatEuro(importoCents, u.lingua))}</strong>{' '}
            {posizioniAPiuModi(tutte).size > 0 && `${testi.piuModi} ${testi.unaVolta}`}
          </p>
          <FiltroPosizioni u={u} cercato={cercato} tutte={tutte} />
        </>
      )}
      {aperte.length === 0 ? (
        <Niente u={u} cercato={siCerca(cercato)} />
      ) : (
        <Modulo a={VAI.posizioni}>
          {Object.entries(cercato.valori).map(([nome, valore]) => (
            <input key={nome} type="hidden" name={nome} value={valore} />
          ))}
          <TabellaPosizioni t={u.t} aperte={aperte} dentro={dentro} scelte={scelte} />
          {altre && <p role="status">{testi.altre(aperte.length)}</p>}
          <p>{testi.quanti(LIMITI.carrelloVociMax)}</p>
          <Azioni>
            <Bottone icona="it-card" nome="metti" valore="si">
              {testi.metti}
            </Bottone>
            {dentro.size > 0 && (
              <Bottone a={VAI.carrello} aspetto="secondario">
                {testi.vaiAlCarrello}
              </Bottone>
            )}
          </Azioni>
        </Modulo>
      )}
      <AltrePagine u={u} tranne={VAI.posizioni} />
    </Foglio>
  );
}
