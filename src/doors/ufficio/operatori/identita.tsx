import type { VNode } from 'preact';
import { isUuid, type OperatoreId } from '#kernel/ids';
import { indicaCodiceFiscale, leggiMembro, type Membro } from '#modules/utenti';
import { errore, pagina, rifiutata, vai } from '#platform/http/pagina';
import { ufficioAccesso } from '#testi/it/ufficio-accesso';
import { Azioni, Bottone } from '#ui/bottone';
import { Campo } from '#ui/campo';
import { Collegamento } from '#ui/collegamento';
import { Modulo } from '#ui/modulo';
import { RiepilogoErrori } from '#ui/riepilogo-errori';
import { Foglio } from '../aspetto.tsx';
import { frase } from '../frase.ts';
import { con, VAI } from '../indirizzi.ts';
import { alLavoro, type Lavoro, type PaginaUfficio, type RichiestaUfficio } from '../lavoro.ts';
import { SOPRA_OPERATORI } from './campi.tsx';

const testi = ufficioAccesso.operatore;

/** By which tax code an operator of the ente comes in with SPID or CIE: it opens nothing until they have shown their password with it. */
export const identitaOperatore: PaginaUfficio = {
  percorso: '/configurazione/operatori/:id/identita',
  chi: 'amministratore',
  atto: { get: 'operatori', post: 'operatori' },
  get: alLavoro(async (l, r) => {
    const membro = await leggi(l, r);
    return membro === null ? errore('nonTrovata') : pagina(foglio(l, membro, {}));
  }),
  post: alLavoro(async (l, r) => {
    const membro = await leggi(l, r);
    if (membro === null) return errore('nonTrovata');
    const { codiceFiscale: scritto = '', versione } = r.modulo;
    const { operatoreId } = membro;
    const esito = await indicaCodiceFiscale(l.ctx, { operatoreId, versione: Number(versione), scritto });
    if (esito.ok) return vai(con(VAI.operatore(operatoreId), { fatto: 'codiceFiscale' }));
    return rifiutata(foglio(l, membro, { scritto, errore: frase(esito.refusal) }), esito.refusal);
  }),
};

async function leggi({ ctx }: Lavoro, { parametri: { id = '' } }: RichiestaUfficio): Promise<Membro | null> {
  return isUuid<OperatoreId>(id) ? leggiMembro(ctx, id) : null;
}

/** How they may come in by who they are. */
export function statoIdentita({ codiceFiscale, identitaProvata }: Membro): string {
  if (codiceFiscale === null) return testi.stato.nessuna;
  return testi.stato[identitaProvata ? 'collegata' : 'da_collegare'];
}

function foglio(l: Lavoro, membro: Membro, { scritto, errore: no }: { scritto?: string; errore?: string }): VNode {
  return (
    <Foglio
      u={l}
      titolo={testi.titolo}
      sezione={VAI.configurazione}
      percorso={[...SOPRA_OPERATORI, { testo: membro.nome, a: VAI.operatore(membro.operatoreId) }]}
      conErrori={no !== undefined}
    >
      <RiepilogoErrori errori={no === undefined ? {} : { codiceFiscale: no }} />
      {membro.codiceFiscale !== null && <p>{testi.cambiato}</p>}
      <Modulo>
        <input type="hidden" name="versione" value={membro.versione} />
        <Campo
          nome="codiceFiscale"
          etichetta={testi.codiceFiscale}
          aiuto={testi.aiuto}
          valore={scritto ?? membro.codiceFiscale ?? ''}
          errore={no}
          facoltativo
          caratteriMax={16}
          larghezza="media"
        />
        <Azioni>
          <Bottone>{testi.salva}</Bottone>
          <Collegamento a={VAI.operatore(membro.operatoreId)}>{testi.indietro}</Collegamento>
        </Azioni>
      </Modulo>
    </Foglio>
  );
}
