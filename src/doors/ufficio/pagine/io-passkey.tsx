import type { VNode } from 'preact';
import { isUuid } from '#kernel/ids';
import { leggiAccesso, rinominaPasskey, togliPasskey, type Passkey, type PasskeyId } from '#modules/utenti';
import { errore, erroreDi, pagina, rifiutata, vai, type Risposta } from '#platform/http/pagina';
import { ufficioAccesso } from '#testi/it/ufficio-accesso';
import { ufficioIo } from '#testi/it/ufficio-io';
import { Azioni, Bottone } from '#ui/bottone';
import { Campo } from '#ui/campo';
import { Modulo } from '#ui/modulo';
import { RiepilogoErrori, type Errori } from '#ui/riepilogo-errori';
import { Foglio } from '../aspetto.tsx';
import { frase } from '../frase.ts';
import { con, VAI } from '../indirizzi.ts';
import type { PaginaUfficio, RichiestaUfficio, SessioneUfficio, Ufficio } from '../lavoro.ts';
import { ParolaChiave } from '../secondo-fattore.tsx';

const testi = ufficioAccesso.una;
const { nuova } = ufficioAccesso;

/** One of their own passkeys: called by another name, or taken away. */
export const passkey: PaginaUfficio = {
  percorso: '/io/passkey/:id',
  chi: 'tutti',
  personale: true,
  get: async (u, r) => {
    if (r.sessione === null) return vai(VAI.accedi);
    const una = await leggi(u, r, r.sessione);
    return una === null ? errore('nonTrovata') : pagina(foglio(u, una, {}));
  },
  post: async (u, r) => {
    if (r.sessione === null) return vai(VAI.accedi);
    const una = await leggi(u, r, r.sessione);
    return una === null ? errore('nonTrovata') : cambia(u, r, { una, operatoreId: r.sessione.operatoreId });
  },
};

async function leggi(
  { ctx }: Ufficio,
  { parametri: { id = '' } }: RichiestaUfficio,
  sessione: SessioneUfficio,
): Promise<Passkey | null> {
  if (!isUuid<PasskeyId>(id)) return null;
  return (await leggiAccesso(ctx, sessione))?.passkey.find((una) => una.id === id) ?? null;
}

async function cambia(
  u: Ufficio,
  { modulo: { cosa, nome = '', password = '' } }: RichiestaUfficio,
  { una, operatoreId }: { una: Passkey; operatoreId: SessioneUfficio['operatoreId'] },
): Promise<Risposta> {
  const sua = { operatoreId, id: una.id };
  const togli = cosa === 'togli';
  const esito = togli
    ? await togliPasskey(u.ctx, { ...sua, password })
    : await rinominaPasskey(u.ctx, { ...sua, nome });
  if (esito.ok) return vai(con(VAI.io, { fatto: togli ? 'passkeyTolta' : 'rinominata' }));
  if (esito.refusal.codice === 'PASSKEY_SCONOSCIUTA') return erroreDi(esito.refusal, frase(esito.refusal));
  const errori = { [togli ? 'password' : 'nome']: frase(esito.refusal) };
  return rifiutata(foglio(u, una, { errori, ...(!togli && { nome }) }), esito.refusal);
}

type Scritto = { nome?: string; errori?: Errori };

function foglio(u: Ufficio, una: Passkey, { nome = una.nome, errori = {} }: Scritto): VNode {
  return (
    <Foglio
      u={u}
      titolo={testi.titolo(una.nome)}
      percorso={[{ testo: ufficioIo.titolo, a: VAI.io }]}
      conErrori={Object.keys(errori).length > 0}
    >
      <RiepilogoErrori errori={errori} />
      <h2>{testi.rinomina}</h2>
      <Modulo>
        <input type="hidden" name="cosa" value="rinomina" />
        <Campo
          nome="nome"
          etichetta={nuova.nome}
          aiuto={nuova.nomeAiuto}
          valore={nome}
          errore={errori['nome']}
          caratteriMax={60}
          larghezza="media"
        />
        <Azioni>
          <Bottone>{testi.salva}</Bottone>
        </Azioni>
      </Modulo>
      <h2>{testi.togli}</h2>
      <p>{testi.togliTesto}</p>
      <Modulo>
        <input type="hidden" name="cosa" value="togli" />
        <ParolaChiave nome="password" etichetta={testi.password} errore={errori['password']} />
        <Azioni>
          <Bottone aspetto="secondario">{testi.togli}</Bottone>
        </Azioni>
      </Modulo>
    </Foglio>
  );
}
