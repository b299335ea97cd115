import type { VNode } from 'preact';
import { isUuid, type DelegaId } from '#kernel/ids';
import { apriDelega, statoDelega, type DelegaDellEnte } from '#modules/posizioni';
import { leggiAtti, type AttoLetto } from '#modules/registro';
import { errore, pagina } from '#platform/http/pagina';
import { ufficioDeleghe as testi } from '#testi/it/ufficio-deleghe';
import { Bottone } from '#ui/bottone';
import { Collegamento } from '#ui/collegamento';
import { Messaggio } from '#ui/messaggio';
import { Foglio } from '../aspetto.tsx';
import { nomiAttori, type NomeAttore } from '../attori.ts';
import { DatiDelega, SOPRA_DELEGHE } from '../deleghe.tsx';
import { VAI } from '../indirizzi.ts';
import { alLavoro, type Lavoro, type PaginaUfficio } from '../lavoro.ts';
import { TabellaAtti } from '../tabella-atti.tsx';

const { una } = testi;
const ATTI_MOSTRATI = 20;

/** One delega: who, for whom, by what document, and what can be done. */
export const delega: PaginaUfficio = {
  percorso: '/deleghe/:id',
  chi: 'operatore',
  atto: { get: 'vedeDeleghe' },
  get: alLavoro((l, { parametri: { id = '' }, query }) =>
    l.ctx.tx(async (t) => {
      const letta = isUuid<DelegaId>(id) ? await apriDelega(t, id) : null;
      if (letta === null) return errore('nonTrovata');
      const quali = { oggetto: 'delega', oggettoId: letta.id, dopo: null, prima: null, quanti: ATTI_MOSTRATI };
      const atti = await leggiAtti(t, quali);
      const nome = await nomiAttori(
        t,
        atti.map(({ attore }) => attore),
      );
      return pagina(<Scheda l={l} d={letta} atti={atti} nome={nome} fatto={query['fatto']} />);
    }),
  ),
};

type Letto = { l: Lavoro; d: DelegaDellEnte; atti: AttoLetto[]; nome: NomeAttore; fatto: string | undefined };

function Scheda({ l, d, atti, nome, fatto }: Letto): VNode {
  return (
    <Foglio u={l} titolo={una.titolo} sezione={VAI.deleghe} percorso={SOPRA_DELEGHE}>
      <Fatto fatto={fatto} />
      <DatiDelega delega={d} ctx={l.ctx} />
      <h2>{una.documento}</h2>
      <p>{una.guardare[d.genere]}</p>
      <p>
        <Collegamento a={VAI.documentoDelega(d.id)} icona="it-download" scarica>
          {una.scaricaDocumento(d.documentoNome)}
        </Collegamento>
      </p>
      <AttiPossibili l={l} d={d} />
      <h2>{una.storia}</h2>
      <TabellaAtti id="atti" titolo={una.storiaTitolo} atti={atti} nome={nome} senzaVia />
    </Foglio>
  );
}

function Fatto({ fatto = '' }: { fatto: string | undefined }): VNode | null {
  if (!Object.hasOwn(una.fatto, fatto)) return null;
  return (
    <Messaggio tipo="successo" esito>
      <p>{una.fatto[fatto as keyof typeof una.fatto]}</p>
    </Messaggio>
  );
}

/** What may be done with it: the act itself looks again. */
function AttiPossibili({ l, d }: Pick<Letto, 'l' | 'd'>): VNode | null {
  const stato = statoDelega(d, l.ctx.oggi);
  const atti =
    stato === 'richiesta' ? (['approva', 'rifiuta'] as const) : stato === 'approvata' ? (['revoca'] as const) : [];
  if (atti.length === 0) return null;
  if (l.ruolo !== 'amministratore') return <p>{una.decide}</p>;
  return (
    <>
      <h2>{una.cheCosa}</h2>
      <ul class="atti-possibili">
        {atti.map((atto) => (
          <li key={atto}>
            <Bottone aspetto="secondario" a={VAI.attoDelega(d.id, atto)}>
              {testi.atti[atto].bottone}
            </Bottone>
            <span class="nota">{testi.atti[atto].conseguenza}</span>
          </li>
        ))}
      </ul>
    </>
  );
}
