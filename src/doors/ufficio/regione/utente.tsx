import type { VNode } from 'preact';
import { isUuid, type OperatoreId } from '#kernel/ids';
import { attivaUtente, leggiUtente, type Utente } from '#modules/utenti';
import { errore, pagina, rifiutata, vai, type Risposta } from '#platform/http/pagina';
import { ufficioUtenti as testi } from '#testi/it/ufficio-utenti';
import { Azioni, Bottone } from '#ui/bottone';
import { Dati } from '#ui/dati';
import { Modulo } from '#ui/modulo';
import { Istante } from '#ui/valori';
import { frase } from '../frase.ts';
import { con } from '../indirizzi.ts';
import type { PaginaUfficio, RichiestaUfficio } from '../lavoro.ts';
import { Conferma, fattoDi, FoglioRegione } from './foglio.tsx';
import { IN_REGIONE } from './indirizzi.ts';
import { inRegione, type Regione } from './lavoro.ts';
import { entiDetti, StatoUtente } from './utenti.tsx';

const SOPRA = { testo: testi.titolo, a: IN_REGIONE.utenti };
const ATTI = ['chiudi', 'riapri'] as const;

/** Somebody who works in the ufficio: shut out, or let in again. The effect is shown before. */
export const regioneUtente: PaginaUfficio = {
  percorso: '/regione/utenti/:id',
  chi: 'intermediario',
  get: inRegione((l, r) => conUtente(l, r, (u) => pagina(scheda(l, u, { fatto: fattoDi(r.query) })))),
  post: inRegione((l, r) =>
    conUtente(l, r, async (u) => {
      const atto = ATTI.find((uno) => uno === r.modulo['atto']);
      if (atto === undefined) return errore('richiesta');
      if (r.modulo['conferma'] !== 'si') return mostra(l, u, atto);
      const esito = await attivaUtente(l.ctx, { operatoreId: u.operatoreId, attivo: atto === 'riapri' });
      if (!esito.ok) return rifiutata(scheda(l, u, { errore: frase(esito.refusal) }), esito.refusal);
      return vai(con(IN_REGIONE.utente(u.operatoreId), { fatto: atto === 'riapri' ? 'riaperto' : 'chiuso' }));
    }),
  ),
};

async function conUtente(
  l: Regione,
  { parametri }: RichiestaUfficio,
  azione: (u: Utente) => Promise<Risposta> | Risposta,
): Promise<Risposta> {
  const id = parametri['id'] ?? '';
  const utente = isUuid<OperatoreId>(id) ? await leggiUtente(l.ctx, id) : null;
  return utente === null ? errore('nonTrovata') : azione(utente);
}

function mostra(l: Regione, u: Utente, atto: (typeof ATTI)[number]): Risposta {
  const { titolo, effetti, bottone } = testi[atto];
  return pagina(
    <Conferma
      l={l}
      titolo={titolo}
      sopra={[SOPRA, { testo: u.nome, a: IN_REGIONE.utente(u.operatoreId) }]}
      effetti={effetti}
      attenzione={u.operatoreId === l.operatoreId && atto === 'chiudi' ? [testi.tuo] : []}
      campi={{ atto }}
      bottone={bottone}
      torna={IN_REGIONE.utente(u.operatoreId)}
    />,
  );
}

function scheda(l: Regione, u: Utente, detto: { fatto?: string | undefined; errore?: string }): VNode {
  const { colonne } = testi;
  const atto = u.attivo ? 'chiudi' : 'riapri';
  return (
    <FoglioRegione
      l={l}
      titolo={u.nome}
      sopra={[SOPRA]}
      fatto={detto.fatto}
      errori={detto.errore === undefined ? {} : { atto: detto.errore }}
    >
      <Dati
        dati={[
          { nome: colonne.utente, valore: u.utente },
          { nome: colonne.email, valore: u.email ?? '' },
          { nome: colonne.enti, valore: entiDetti(u).join('; ') },
          { nome: colonne.secondoFattore, valore: u.secondoFattore ? testi.si : testi.no },
          { nome: colonne.stato, valore: <StatoUtente {...u} /> },
          { nome: colonne.visto, valore: u.vistoIl === null ? testi.mai : <Istante istante={u.vistoIl} /> },
        ]}
      />
      <Modulo>
        <Azioni>
          <Bottone nome="atto" valore={atto} aspetto="secondario">
            {testi[atto].bottone}
          </Bottone>
        </Azioni>
      </Modulo>
    </FoglioRegione>
  );
}
