import type { VNode } from 'preact';
import { isUuid } from '#kernel/ids';
import { leggiInviti, leggiMembri, ritiraInvito, type InvitoAperto, type InvitoId, type Membro } from '#modules/utenti';
import type { Ctx } from '#platform/contesto';
import { pagina, vai } from '#platform/http/pagina';
import { ufficioEnte } from '#testi/it/ufficio-ente';
import { ufficioFornitore } from '#testi/it/ufficio-fornitore';
import { ufficioOperatori as testi } from '#testi/it/ufficio-operatori';
import { Azioni, Bottone } from '#ui/bottone';
import { Collegamento } from '#ui/collegamento';
import { Messaggio } from '#ui/messaggio';
import { Modulo } from '#ui/modulo';
import { Tabella } from '#ui/tabella';
import { Istante } from '#ui/valori';
import { Foglio } from '../aspetto.tsx';
import { CercaElenco, NienteTrovato, ScaricaElenco } from '../cerca-elenco.tsx';
import { cercaFra } from '../cerca-fra.ts';
import { elencoInFile, sullaPagina, tutteInsieme, type ColonnaElenco } from '../elenco-file.ts';
import { cercaIn, leggiCercato, type Cercato } from '../filtri.ts';
import { con, VAI } from '../indirizzi.ts';
import { alLavoro, type Lavoro, type PaginaUfficio, type RichiestaUfficio } from '../lavoro.ts';
import { tipiDellEnte, tipiDetti } from './campi.tsx';

const conEnte = ufficioFornitore.operatore;

/** Who works for the ente, and who was asked to. */
export const operatori: PaginaUfficio = {
  percorso: '/configurazione/operatori',
  chi: 'amministratore',
  atto: { get: 'operatori', post: 'operatori' },
  get: alLavoro((l, r) =>
    l.ctx.tx(async (t) => {
      const { cercato, righe } = await leggiRighe(t, l, r);
      const fatto = Object.entries(testi.fatto).find(([nome]) => nome === r.query['fatto'])?.[1];
      return pagina(
        <Foglio
          u={l}
          titolo={testi.titolo}
          sezione={VAI.configurazione}
          percorso={[{ testo: ufficioEnte.indice.titolo, a: VAI.configurazione }]}
        >
          {fatto !== undefined && (
            <Messaggio tipo="successo">
              <p>{fatto}</p>
            </Messaggio>
          )}
          <p>
            {testi.introduzione} <Collegamento a={VAI.permessi}>{testi.permessi}</Collegamento>
          </p>
          <Azioni>
            <Bottone a={VAI.invita}>{testi.invita}</Bottone>
          </Azioni>
          <CercaElenco
            a={VAI.operatori}
            cercato={cercato}
            aiuto={testi.cercaAiuto}
            togli={cercato.testo === '' ? undefined : VAI.operatori}
          />
          <Tabella
            id="operatori"
            titolo={testi.elenco}
            colonne={sullaPagina(COLONNE)}
            righe={righe}
            chiave={({ operatoreId }) => operatoreId}
            apri={({ operatoreId }) => VAI.operatore(operatoreId)}
            vuoto={cercato.testo === '' ? <p>{testi.nessuno}</p> : <NienteTrovato />}
          />
          {righe.length > 0 && <ScaricaElenco a={(forma) => con(VAI.elencoOperatori(forma), { r: cercato.r ?? '' })} />}
          <Inviti inviti={await leggiInviti(t)} />
        </Foglio>,
      );
    }),
  ),
  post: alLavoro(async (l, r) => {
    const { ritira = '' } = r.modulo;
    if (r.modulo['cerca'] !== undefined) return cercaIn(l, r, (id) => con(VAI.operatori, { r: id }));
    if (isUuid<InvitoId>(ritira)) await ritiraInvito(l.ctx, ritira);
    return vai(con(VAI.operatori, { fatto: 'ritirato' }));
  }),
};

/** Somebody who works for the ente, with what they follow in words. */
type Riga = Membro & { tipiDetti: string };

async function leggiRighe(t: Ctx, l: Lavoro, r: RichiestaUfficio): Promise<{ cercato: Cercato; righe: Riga[] }> {
  const cercato = await leggiCercato(t, l, r);
  const tipi = await tipiDellEnte(t, l);
  const membri = cercaFra(await leggiMembri(t), cercato.testo, ({ nome, utente, email }) => [
    nome,
    utente,
    email ?? '',
  ]);
  return { cercato, righe: membri.map((membro) => ({ ...membro, tipiDetti: tipiDetti(membro, tipi) })) };
}

const COLONNE: readonly ColonnaElenco<Riga>[] = [
  { titolo: testi.colonne.nome, testo: ({ nome }) => nome },
  { titolo: testi.colonne.utente, testo: ({ utente }) => utente },
  { titolo: testi.colonne.ruolo, testo: ({ ruolo }) => testi.ruoli[ruolo].testo },
  { titolo: testi.colonne.tipi, testo: (riga) => riga.tipiDetti },
  { titolo: testi.colonne.stato, testo: ({ sospesoIl }) => testi.stati[sospesoIl === null ? 'attivo' : 'sospeso'] },
  { titolo: testi.colonne.secondo, testo: ({ secondoFattore }) => testi.secondo[secondoFattore ? 'si' : 'no'] },
  { titolo: conEnte.colonna, testo: ({ collegatoIl }) => (collegatoIl === null ? conEnte.no : conEnte.collegato) },
];

/** Who works for the ente, as a file for a spreadsheet. */
export const elencoOperatori = elencoInFile({
  percorso: '/configurazione/operatori',
  chi: 'amministratore',
  atto: 'operatori',
  nome: 'OPERATORI',
  titolo: testi.titolo,
  filtro: async (t, l, r) => {
    const { cercato, righe } = await leggiRighe(t, l, r);
    return cercato.ricercaPersa ? null : righe;
  },
  leggi: tutteInsieme,
  colonne: COLONNE,
});

function Inviti({ inviti }: { inviti: readonly InvitoAperto[] }): VNode {
  const { colonne } = testi;
  return (
    <Tabella
      id="inviti"
      titolo={testi.invitati}
      colonne={[
        { titolo: colonne.nome, cella: ({ nome }) => nome },
        { titolo: colonne.email, cella: ({ email }) => email },
        { titolo: colonne.ruolo, cella: ({ ruolo }) => testi.ruoli[ruolo].testo },
        { titolo: colonne.scade, cella: ({ scadeIl }) => <Istante istante={scadeIl} /> },
        {
          titolo: colonne.cosa,
          cella: ({ invitoId, email }) => (
            <Modulo>
              <input type="hidden" name="ritira" value={invitoId} />
              <Bottone aspetto="secondario">
                {testi.ritira}
                <span class="visually-hidden"> {testi.ritirare(email)}</span>
              </Bottone>
            </Modulo>
          ),
        },
      ]}
      righe={inviti}
      chiave={({ invitoId }) => invitoId}
      vuoto={<p>{testi.nessunInvito}</p>}
    />
  );
}
