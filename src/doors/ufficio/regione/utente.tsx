import type { VNode } from 'preact';
import { isUuid, type OperatoreId } from '#kernel/ids';
import { attivaUtente, impostaIntermediario, leggiUtente, type Utente } from '#modules/utenti';
import type { Ctx } from '#platform/contesto';
import { errore, pagina, rifiutata, vai, type Risposta } from '#platform/http/pagina';
import { ufficioUtenti as testi } from '#testi/it/ufficio-utenti';
import { Azioni, Bottone } from '#ui/bottone';
import { Dati } from '#ui/dati';
import { Modulo } from '#ui/modulo';
import { Istante } from '#ui/valori';
import { frase } from '../frase.ts';
import { con, VAI } from '../indirizzi.ts';
import type { PaginaUfficio, RichiestaUfficio } from '../lavoro.ts';
import { Conferma, fattoDi, FoglioRegione } from './foglio.tsx';
import { IN_REGIONE } from './indirizzi.ts';
import { inRegione, type Regione } from './lavoro.ts';
import { entiDetti, StatoUtente } from './utenti.tsx';

const SOPRA = { testo: testi.titolo, a: IN_REGIONE.utenti };

/** What may be decided of somebody: how it is done, and the word of what was done. */
const ATTI = {
  chiudi: {
    fatto: 'chiuso',
    fai: (ctx: Ctx, operatoreId: OperatoreId) => attivaUtente(ctx, { operatoreId, attivo: false }),
  },
  riapri: {
    fatto: 'riaperto',
    fai: (ctx: Ctx, operatoreId: OperatoreId) => attivaUtente(ctx, { operatoreId, attivo: true }),
  },
  nomina: {
    fatto: 'nominato',
    fai: (ctx: Ctx, operatoreId: OperatoreId) => impostaIntermediario(ctx, { operatoreId, intermediario: true }),
  },
  destituisci: {
    fatto: 'destituito',
    fai: (ctx: Ctx, operatoreId: OperatoreId) => impostaIntermediario(ctx, { operatoreId, intermediario: false }),
  },
} as const;
type Atto = keyof typeof ATTI;
const isAtto = (nome: string): nome is Atto => Object.hasOwn(ATTI, nome);

/** Somebody who works in the ufficio: shut out or let in again, put over the installation or not any more. The effect is shown before. */
export const regioneUtente: PaginaUfficio = {
  percorso: '/regione/utenti/:id',
  chi: 'intermediario',
  get: inRegione((l, r) => conUtente(l, r, (u) => pagina(scheda(l, u, { fatto: fattoDi(r.query) })))),
  post: inRegione((l, r) =>
    conUtente(l, r, async (u) => {
      const { atto = '' } = r.modulo;
      if (!isAtto(atto)) return errore('richiesta');
      if (r.modulo['conferma'] !== 'si') return mostra(l, u, atto);
      const esito = await ATTI[atto].fai(l.ctx, u.operatoreId);
      if (!esito.ok) return rifiutata(scheda(l, u, { errore: frase(esito.refusal) }), esito.refusal);
      // Who takes it from themselves has nothing to see here any more.
      const via = atto === 'destituisci' && u.operatoreId === l.operatoreId;
      return vai(via ? VAI.oggi : con(IN_REGIONE.utente(u.operatoreId), { fatto: ATTI[atto].fatto }));
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

function mostra(l: Regione, u: Utente, atto: Atto): Risposta {
  const { titolo, effetti, bottone } = testi[atto];
  const suo = u.operatoreId === l.operatoreId;
  return pagina(
    <Conferma
      l={l}
      titolo={titolo}
      sopra={[SOPRA, { testo: u.nome, a: IN_REGIONE.utente(u.operatoreId) }]}
      effetti={effetti}
      attenzione={[
        ...(suo && atto === 'chiudi' ? [testi.tuo] : []),
        ...(suo && atto === 'destituisci' ? [testi.tuoRuolo] : []),
        ...(atto === 'nomina' && !u.secondoFattore ? [testi.senzaSecondo] : []),
      ]}
      campi={{ atto }}
      bottone={bottone}
      torna={IN_REGIONE.utente(u.operatoreId)}
    />,
  );
}

function scheda(l: Regione, u: Utente, detto: { fatto?: string | undefined; errore?: string }): VNode {
  const { colonne } = testi;
  const atti: Atto[] = u.attivo ? [u.intermediario ? 'destituisci' : 'nomina', 'chiudi'] : ['riapri'];
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
          {atti.map((atto) => (
            <Bottone key={atto} nome="atto" valore={atto} aspetto="secondario">
              {testi[atto].bottone}
            </Bottone>
          ))}
        </Azioni>
      </Modulo>
    </FoglioRegione>
  );
}
