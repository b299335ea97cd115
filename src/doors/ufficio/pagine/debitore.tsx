import type { VNode } from 'preact';
import type { Giorno } from '#kernel/giorno';
import { elencoDi, sommeDebitore, type DebitoreDellEnte, type DovutoDelDebitore } from '#modules/posizioni';
import { errore, pagina } from '#platform/http/pagina';
import { ufficio } from '#testi/it/ufficio';
import { ufficioDebitore as testi } from '#testi/it/ufficio-debitore';
import { Bottone } from '#ui/bottone';
import { Dati } from '#ui/dati';
import { Importo } from '#ui/valori';
import { Vuoto } from '#ui/vuoto';
import { Foglio } from '../aspetto.tsx';
import { DOVUTI_DEBITORE_MAX, leggiTuttoDi, type DebitoreLetto } from '../debitore.ts';
import { intero } from '../frase.ts';
import { VAI } from '../indirizzi.ts';
import { alLavoro, type Lavoro, type PaginaUfficio } from '../lavoro.ts';
import { TabellaDovuti } from '../tabella-dovuti.tsx';

/** Somebody who owes, with all of it. The address has the id of a posizione of theirs: never a tax code (model 11). */
export const debitore: PaginaUfficio = {
  percorso: '/debitori/:id',
  chi: 'operatore',
  get: alLavoro(async (l, { parametri }) => {
    const { id = '' } = parametri;
    const letto = await l.ctx.tx((t) => leggiTuttoDi(t, l, { id, azione: 'debitore.consultato' }));
    return letto === null ? errore('nonTrovata') : pagina(<Scheda l={l} letto={letto} />);
  }),
};

function Scheda({ l, letto: { debitore: d, dovuti, altri, tutti } }: { l: Lavoro; letto: DebitoreLetto }): VNode {
  const aperti = dovuti.filter(({ stato }) => elencoDi(stato) === 'online');
  const chiusi = dovuti.filter(({ stato }) => elencoDi(stato) === 'archivio');
  return (
    <Foglio
      u={l}
      titolo={d.anagrafica}
      sezione={VAI.dovuti}
      percorso={[{ testo: ufficio.dovuti.titolo, a: VAI.dovuti }]}
    >
      <Somme d={d} dovuti={dovuti} />
      {!tutti && <p>{testi.soloTuoi}</p>}
      {altri && <p>{testi.altri(intero(DOVUTI_DEBITORE_MAX))}</p>}
      <p>
        <Bottone aspetto="secondario" a={VAI.estrattoDebitore(d.posizioneId)} icona="it-print">
          {testi.estratto}
        </Bottone>
      </p>
      <h2>{testi.aperti}</h2>
      <Elenco id="aperti" righe={aperti} oggi={l.ctx.oggi} />
      <h2>{testi.chiusi}</h2>
      <Elenco id="chiusi" righe={chiusi} oggi={l.ctx.oggi} />
    </Foglio>
  );
}

function Somme({ d, dovuti }: { d: DebitoreDellEnte; dovuti: readonly DovutoDelDebitore[] }): VNode {
  const somme = sommeDebitore(dovuti);
  const luogo = [d.indirizzo, d.civico, d.cap, d.localita, d.provincia].filter(Boolean).join(' ');
  return (
    <>
      <Dati
        dati={[
          { nome: ufficio.dovuto.codice[d.tipo], valore: d.codice },
          luogo === '' ? null : { nome: ufficio.dovuto.indirizzo, valore: luogo },
          d.email === null ? null : { nome: testi.email, valore: d.email },
          { nome: testi.daPagare, valore: <Importo cents={somme.daPagareCents} grande /> },
          { nome: testi.pagato, valore: <Importo cents={somme.pagatoCents} /> },
          { nome: testi.scaduto, valore: <Importo cents={somme.scadutoCents} /> },
        ]}
      />
      <p class="nota">{testi.sommeTesto}</p>
    </>
  );
}

type PropElenco = { id: 'aperti' | 'chiusi'; righe: readonly DovutoDelDebitore[]; oggi: Giorno };

function Elenco({ id, righe, oggi }: PropElenco): VNode {
  const quanti = intero(righe.length);
  return (
    <TabellaDovuti
      id={id}
      titolo={id === 'aperti' ? testi.apertiTitolo(quanti) : testi.chiusiTitolo(quanti)}
      righe={righe}
      totaleCents={null}
      oggi={oggi}
      vuoto={
        <Vuoto titolo={id === 'aperti' ? testi.nessunoAperto : testi.nessunChiuso}>
          <p>{testi.nessunoTesto}</p>
        </Vuoto>
      }
    />
  );
}
