import type { VNode } from 'preact';
import { cercaAvviso, leggiAvviso } from '#modules/posizioni';
import { consumaRicerca, verificaSfida } from '#modules/utenti';
import { pagina, rifiutata, vai, type Risposta } from '#platform/http/pagina';
import { portale } from '#testi/it/portale';
import { Azioni, Bottone } from '#ui/bottone';
import { Campo } from '#ui/campo';
import { useContesto } from '#ui/contesto';
import { Messaggio } from '#ui/messaggio';
import { Modulo } from '#ui/modulo';
import { RiepilogoErrori, type Errori } from '#ui/riepilogo-errori';
import { Foglio } from '../aspetto.tsx';
import { leggiCoppia } from '../coppia.ts';
import { DoveNumero } from '../dove-numero.tsx';
import { frase } from '../frase.ts';
import { VAI } from '../indirizzi.ts';
import { scriviRiferimento } from '../riferimento.ts';
import type { PaginaPortale, Portale, RichiestaPortale } from '../visita.ts';

const testi = portale.avviso;

/** Which notice? Its number and its tax code, which travel in the body only. */
export const avviso: PaginaPortale = {
  percorso: '/avviso',
  chi: 'tutti',
  get: (u, { query }) => pagina(chiedi(u, { perche: query['perche'] })),
  post: async (u, r) => {
    const { coppia, errori } = leggiCoppia(r.modulo);
    if (Object.keys(errori).length > 0) return rifiutata(chiedi(u, { modulo: r.modulo, errori }));
    const sfidaRisolta = await verificaSfida(u.ctx, r.modulo['sfida'] ?? '');
    const ammessa = await consumaRicerca(u.ctx, { indirizzo: r.indirizzo, codice: coppia.codice, sfidaRisolta });
    if (ammessa.ok) return cerca(u, r, coppia);
    return { tipo: 'pagina', stato: 429, corpo: chiedi(u, { modulo: r.modulo, troppi: frase(ammessa.refusal) }) };
  },
};

/** One search, one sentence: nothing here tells which half of the pair was wrong (model 11). */
async function cerca(u: Portale, r: RichiestaPortale, coppia: Parameters<typeof cercaAvviso>[1]): Promise<Risposta> {
  const trovati = await cercaAvviso(u.ctx, coppia);
  const letti = await Promise.all(trovati.map((quale) => leggiAvviso(u.ctx, quale)));
  // A draft, which nobody has been asked to pay, is as if it were not there.
  const mostrabili = letti.filter((uno) => uno !== null);
  const [primo, secondo] = mostrabili;
  if (primo === undefined) return rifiutata(chiedi(u, { modulo: r.modulo, errori: { numero: testi.nonTrovato } }));
  const aperto = secondo === undefined && r.sessione?.aperti.some(({ iuvId }) => iuvId === primo.iuvId);
  return vai(aperto ? VAI.intero(primo.iuvId) : VAI.trovato(scriviRiferimento(u.ctx, mostrabili)));
}

type Stato = { modulo?: RichiestaPortale['modulo']; errori?: Errori; troppi?: string; perche?: string | undefined };

function chiedi(u: Portale, { modulo = {}, errori = {}, troppi, perche }: Stato): VNode {
  return (
    <Foglio
      u={u}
      titolo={testi.titolo}
      sezione={VAI.inizio}
      percorso={[{ testo: portale.navigazione.paga, a: VAI.inizio }]}
      conErrori={troppi !== undefined || Object.keys(errori).length > 0}
    >
      <Perche perche={perche} />
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
function Perche({ perche }: { perche: string | undefined }): VNode | null {
  if (perche !== 'tempo' && perche !== 'chiuso') return null;
  const { titolo, testo } = testi.perche[perche];
  return (
    <Messaggio tipo="informazione" titolo={titolo}>
      <p>{testo}</p>
    </Messaggio>
  );
}

/** Turned away by a limit. The script puts the second sentence in place of the first as soon as it is true. */
function Troppi({ frase: attesa }: { frase: string }): VNode {
  return (
    <section class="riepilogo-errori" aria-labelledby="troppi" tabindex={-1} autofocus>
      <h2 id="troppi">{testi.troppi}</h2>
      <p id="attesa" role="status">
        {attesa}
      </p>
      <p>{testi.troppiPerche}</p>
      <template id="pronta">{testi.troppiPronta}</template>
    </section>
  );
}

/** Where the script of the proof of work begins; its words appear only while it makes somebody wait. */
function Sfida(): VNode {
  const { risorsa } = useContesto();
  return (
    <>
      <p id="sfida" data-url={VAI.sfida} role="status" hidden>
        {testi.attesa}
      </p>
      <script type="module" src={risorsa('sfida.js')} />
    </>
  );
}
