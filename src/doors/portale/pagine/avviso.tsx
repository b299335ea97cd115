import type { VNode } from 'preact';
import type { EnteId } from '#kernel/ids';
import { cercaAvviso, leggiAvviso, type Avviso } from '#modules/posizioni';
import { consumaRicerca, verificaSfida } from '#modules/utenti';
import { errore, frammento, pagina, rifiutata, vai, type Risposta } from '#platform/http/pagina';
import { Collegamento } from '#ui/collegamento';
import { Foglio } from '../aspetto.tsx';
import { leggiCoppia, type Coppia } from '../coppia.ts';
import { frase } from '../frase.ts';
import { sopraAvviso, VAI } from '../indirizzi.ts';
import { ModuloAvviso } from '../modulo-avviso.tsx';
import { qualeEnte, ScegliEnte, type Domanda } from '../quale-ente.tsx';
import { scriviRiferimento } from '../riferimento.ts';
import { enteDi, type PaginaPortale, type Portale, type RichiestaPortale } from '../visita.ts';

/** Which notice? Its number and its tax code, which travel in the body only. */
export const avviso: PaginaPortale = {
  percorso: '/avviso',
  chi: 'tutti',
  fotocamera: true,
  get: (u, { query }) => pagina(<ModuloAvviso u={u} perche={query['perche']} />),
  post: async (u, r) => {
    const { modulo } = r;
    const { coppia, errori } = leggiCoppia(modulo, u.t);
    if (Object.keys(errori).length > 0 && !r.htmx)
      return rifiutata(<ModuloAvviso u={u} modulo={modulo} errori={errori} />);
    const { enteId, domanda } = await qualeEnte(u, r, coppia.codice);
    if (r.htmx) return domanda === null ? errore('richiesta') : frammento(<ScegliEnte domanda={domanda} />);
    if (domanda !== null && enteId === null) {
      const chiesta = <ModuloAvviso u={u} modulo={modulo} domanda={domanda} />;
      return Object.keys(domanda.errori).length > 0 ? rifiutata(chiesta) : pagina(chiesta);
    }
    const sfidaRisolta = await verificaSfida(u.ctx, modulo['sfida'] ?? '');
    const ammessa = await consumaRicerca(u.ctx, { indirizzo: r.indirizzo, codice: coppia.codice, sfidaRisolta });
    if (ammessa.ok) return cerca(u, r, { ...coppia, enteId, domanda });
    const troppi = frase(u.t, ammessa.refusal);
    return rifiutata(<ModuloAvviso u={u} modulo={modulo} troppi={troppi} domanda={domanda} />, ammessa.refusal);
  },
};

type Cercata = Coppia & { enteId: EnteId | null; domanda: Domanda | null };

/** One search, one sentence: nothing here tells which half of the pair was wrong, or that the ente was (model 11). */
async function cerca(u: Portale, r: RichiestaPortale, { enteId, domanda, ...coppia }: Cercata): Promise<Risposta> {
  const trovati = await cercaAvviso(u.ctx, coppia);
  const suoi = trovati.filter((quale) => enteId === null || quale.enteId === enteId);
  const letti = await Promise.all(suoi.map((quale) => leggiAvviso(u.ctx, quale)));
  // A draft, which nobody has been asked to pay, is as if it were not there.
  const mostrabili = await delQr(
    u,
    letti.filter((uno) => uno !== null),
    r.modulo['enteQr'] ?? '',
  );
  const [primo, ...altri] = mostrabili;
  if (primo === undefined) {
    const errori = { numero: u.t.portale.avviso.nonTrovato };
    return rifiutata(<ModuloAvviso u={u} modulo={r.modulo} errori={errori} domanda={domanda} />);
  }
  if (altri.length > 0) return pagina(await scegli(u, mostrabili));
  const aperto = r.sessione?.aperti.some(({ iuvId }) => iuvId === primo.iuvId);
  return vai(aperto ? VAI.intero(primo.iuvId) : VAI.trovato(scriviRiferimento(u.ctx, primo)));
}

/** Of several enti with the same number, the one that the QR code names; all of them where it names none of these. */
async function delQr(u: Portale, trovati: Avviso[], codiceFiscale: string): Promise<Avviso[]> {
  if (trovati.length < 2 || codiceFiscale === '') return trovati;
  const enti = await Promise.all(trovati.map(({ enteId }) => enteDi(u, enteId)));
  const suoi = trovati.filter((_, i) => enti[i]?.codiceFiscale === codiceFiscale);
  return suoi.length === 0 ? trovati : suoi;
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
