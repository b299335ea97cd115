import type { VNode } from 'preact';
import { cercaAvviso, leggiAvviso, type Avviso } from '#modules/posizioni';
import { consumaRicerca, verificaSfida } from '#modules/utenti';
import { pagina, rifiutata, vai, type Risposta } from '#platform/http/pagina';
import { Azioni, Bottone } from '#ui/bottone';
import { Campo } from '#ui/campo';
import { Collegamento } from '#ui/collegamento';
import { Messaggio } from '#ui/messaggio';
import { Modulo } from '#ui/modulo';
import { RiepilogoErrori, type Errori } from '#ui/riepilogo-errori';
import { Foglio } from '../aspetto.tsx';
import { leggiCoppia } from '../coppia.ts';
import { DoveNumero } from '../dove-numero.tsx';
import { frase } from '../frase.ts';
import { sopraAvviso, sopraRicerca, VAI } from '../indirizzi.ts';
import { scriviRiferimento } from '../riferimento.ts';
import { Sfida, Troppi } from '../sfida.tsx';
import { enteDi, type PaginaPortale, type Portale, type RichiestaPortale } from '../visita.ts';

/** Which notice? Its number and its tax code, which travel in the body only. */
export const avviso: PaginaPortale = {
  percorso: '/avviso',
  chi: 'tutti',
  get: (u, { query }) => pagina(chiedi(u, { perche: query['perche'] })),
  post: async (u, r) => {
    const { coppia, errori } = leggiCoppia(r.modulo, u.t);
    if (Object.keys(errori).length > 0) return rifiutata(chiedi(u, { modulo: r.modulo, errori }));
    const sfidaRisolta = await verificaSfida(u.ctx, r.modulo['sfida'] ?? '');
    const ammessa = await consumaRicerca(u.ctx, { indirizzo: r.indirizzo, codice: coppia.codice, sfidaRisolta });
    if (ammessa.ok) return cerca(u, r, coppia);
    return rifiutata(chiedi(u, { modulo: r.modulo, troppi: frase(u.t, ammessa.refusal) }), ammessa.refusal);
  },
};

/** One search, one sentence: nothing here tells which half of the pair was wrong (model 11). */
async function cerca(u: Portale, r: RichiestaPortale, coppia: Parameters<typeof cercaAvviso>[1]): Promise<Risposta> {
  const trovati = await cercaAvviso(u.ctx, coppia);
  const letti = await Promise.all(trovati.map((quale) => leggiAvviso(u.ctx, quale)));
  // A draft, which nobody has been asked to pay, is as if it were not there.
  const mostrabili = letti.filter((uno) => uno !== null);
  const [primo, ...altri] = mostrabili;
  if (primo === undefined)
    return rifiutata(chiedi(u, { modulo: r.modulo, errori: { numero: u.t.portale.avviso.nonTrovato } }));
  if (altri.length > 0) return pagina(await scegli(u, mostrabili));
  const aperto = r.sessione?.aperti.some(({ iuvId }) => iuvId === primo.iuvId);
  return vai(aperto ? VAI.intero(primo.iuvId) : VAI.trovato(scriviRiferimento(u.ctx, primo)));
}

/** The same code may be another notice's IUV or IUD, at another ente: rare, and then the person knows which. */
async function scegli(u: Portale, trovati: readonly Avviso[]): Promise<VNode> {
  const testi = u.t.portale.avviso;
  const enti = await Promise.all(trovati.map(({ enteId }) => enteDi(u, enteId)));
  return (
    <Foglio u={u} titolo={testi.scegli} sezione={VAI.inizio} percorso={sopraAvviso(u.t)}>
      <p>{testi.scegliTesto}</p>
      <ul>
        {trovati.map((uno, i) => (
          <li key={uno.iuvId}>
            <Collegamento a={VAI.trovato(scriviRiferimento(u.ctx, uno))}>
              {testi.scegliVoce(enti[i]?.denominazione ?? '', uno.causalePubblica)}
            </Collegamento>
          </li>
        ))}
      </ul>
    </Foglio>
  );
}

type Stato = { modulo?: RichiestaPortale['modulo']; errori?: Errori; troppi?: string; perche?: string | undefined };

function chiedi(u: Portale, { modulo = {}, errori = {}, troppi, perche }: Stato): VNode {
  const testi = u.t.portale.avviso;
  return (
    <Foglio
      u={u}
      titolo={testi.titolo}
      sezione={VAI.inizio}
      percorso={sopraRicerca(u.t)}
      conErrori={troppi !== undefined || Object.keys(errori).length > 0}
    >
      <Perche u={u} perche={perche} />
      {troppi === undefined ? <RiepilogoErrori errori={errori} /> : <Troppi frase={troppi} />}
      <div class="row">
        <div class="col-lg-7">
          <Modulo>
            <Campo
              nome="numero"
              etichetta={testi.numero}
              aiuto={testi.numeroAiuto}
              valore={modulo['numero']}
              errore={errori['numero']}
              larghezza="media"
            />
            <Campo
              nome="codiceFiscale"
              etichetta={testi.codiceFiscale}
              aiuto={testi.codiceFiscaleAiuto}
              valore={modulo['codiceFiscale']}
              errore={errori['codiceFiscale']}
              larghezza="media"
            />
            <Azioni>
              <Bottone icona="it-search">{testi.cerca}</Bottone>
            </Azioni>
            <Sfida />
          </Modulo>
        </div>
        <div class="col-lg-5">
          <DoveNumero />
        </div>
      </div>
    </Foglio>
  );
}

/** What was open is no longer so: said once, where it can be found again. */
function Perche({ u, perche }: { u: Portale; perche: string | undefined }): VNode | null {
  if (perche !== 'tempo' && perche !== 'chiuso') return null;
  const { titolo, testo } = u.t.portale.avviso.perche[perche];
  return (
    <Messaggio tipo="informazione" titolo={titolo}>
      <p>{testo}</p>
    </Messaggio>
  );
}
