import type { VNode } from 'preact';
import { formatGiornoLungo, giornoA } from '#kernel/giorno';
import { isUuid, type OperatoreId } from '#kernel/ids';
import type { TipoDovuto } from '#modules/enti';
import { cambiaMembro, leggiMembro, type CambioMembro, type Membro } from '#modules/utenti';
import { errore, pagina, rifiutata, vai } from '#platform/http/pagina';
import { ufficioAccesso } from '#testi/it/ufficio-accesso';
import { ufficioFornitore } from '#testi/it/ufficio-fornitore';
import { ufficioOperatori as testi } from '#testi/it/ufficio-operatori';
import { Azioni, Bottone } from '#ui/bottone';
import { Collegamento } from '#ui/collegamento';
import { Dati } from '#ui/dati';
import { Messaggio } from '#ui/messaggio';
import { Modulo } from '#ui/modulo';
import { RiepilogoErrori, type Errori } from '#ui/riepilogo-errori';
import { Foglio } from '../aspetto.tsx';
import { frase } from '../frase.ts';
import { con, VAI } from '../indirizzi.ts';
import { alLavoro, type Lavoro, type PaginaUfficio, type RichiestaUfficio } from '../lavoro.ts';
import { CampiRuolo, leggiScelto, SOPRA_OPERATORI, tipiDellEnte, tipiDetti, type Scelto } from './campi.tsx';
import { Conferma } from './conferma.tsx';
import { statoIdentita } from './identita.tsx';

const conEnte = ufficioFornitore.operatore;

/** Whether the provider of the ente knows them. */
function statoFornitore({ collegatoIl }: Membro): string {
  return collegatoIl === null ? conEnte.no : conEnte.si(formatGiornoLungo(giornoA(collegatoIl)));
}

/**
 * One operator of the ente. What is asked is shown with its effect first; the same form, posted again, confirms it. What was read is what
 * is changed: `versione` comes along.
 */
export const operatore: PaginaUfficio = {
  percorso: '/configurazione/operatori/:id',
  chi: 'amministratore',
  atto: { get: 'operatori', post: 'operatori' },
  get: alLavoro(async (l, r) => {
    const letto = await leggi(l, r);
    if (letto === null) return errore('nonTrovata');
    const fatto = FATTO[r.query['fatto'] ?? ''];
    return pagina(foglio(l, letto, letto.membro, { fatto }));
  }),
  post: alLavoro(async (l, r) => {
    const letto = await leggi(l, r);
    if (letto === null) return errore('nonTrovata');
    const { membro, tipi } = letto;
    const scelto = leggiScelto(r);
    const cambio = cambioDi(r.modulo['cosa'], scelto);
    if (cambio === null) return rifiutata(foglio(l, letto, scelto, { errori: { ruolo: testi.ruoloMancante } }));
    const versione = Number(r.modulo['versione']);
    const chiesto = { cambio, scelto, versione };
    if (r.modulo['conferma'] !== 'si') return pagina(<Conferma l={l} membro={membro} tipi={tipi} chiesto={chiesto} />);
    const { operatoreId } = membro;
    const esito = await cambiaMembro(l.ctx, { operatoreId, versione, cambio, tipi: scelto.tipi });
    if (esito.ok) return vai(con(VAI.operatori, { fatto: cambio.cosa }));
    // As they are now: what somebody else has changed meanwhile is seen, and nothing of it is lost.
    return rifiutata(foglio(l, letto, membro, { errori: { ruolo: frase(esito.refusal) } }), esito.refusal);
  }),
};

type Letto = { membro: Membro; tipi: TipoDovuto[] };

async function leggi(l: Lavoro, { parametri: { id = '' } }: RichiestaUfficio): Promise<Letto | null> {
  return l.ctx.tx(async (t) => {
    const membro = isUuid<OperatoreId>(id) ? await leggiMembro(t, id) : null;
    return membro === null ? null : { membro, tipi: await tipiDellEnte(t, l) };
  });
}

const ALTRI = ['sospendi', 'riattiva', 'togli'] as const;

function cambioDi(cosa: string | undefined, { ruolo }: Scelto): CambioMembro | null {
  const altro = ALTRI.find((uno) => uno === cosa);
  if (altro !== undefined) return { cosa: altro };
  return ruolo === null ? null : { cosa: 'ruolo', ruolo };
}

/** What has just been done to them, on a page of its own. */
const FATTO: Readonly<Record<string, string>> = {
  codiceFiscale: ufficioAccesso.operatore.fatto,
  scollegato: conEnte.fatto,
};

type Visto = { fatto?: string | undefined; errori?: Errori };

function foglio(l: Lavoro, { membro, tipi }: Letto, scelto: Scelto, { fatto, errori = {} }: Visto): VNode {
  const { colonne, uno } = testi;
  const sospeso = membro.sospesoIl !== null;
  return (
    <Foglio
      u={l}
      titolo={membro.nome}
      sezione={VAI.configurazione}
      percorso={SOPRA_OPERATORI}
      conErrori={Object.keys(errori).length > 0}
    >
      <RiepilogoErrori errori={errori} />
      {fatto !== undefined && (
        <Messaggio tipo="successo">
          <p>{fatto}</p>
        </Messaggio>
      )}
      <Dati
        dati={[
          { nome: colonne.utente, valore: membro.utente },
          { nome: colonne.email, valore: membro.email ?? '–' },
          { nome: colonne.ruolo, valore: testi.ruoli[membro.ruolo].testo },
          { nome: colonne.tipi, valore: tipiDetti(membro, tipi) },
          { nome: colonne.stato, valore: testi.stati[sospeso ? 'sospeso' : 'attivo'] },
          { nome: colonne.secondo, valore: testi.secondo[membro.secondoFattore ? 'si' : 'no'] },
          { nome: ufficioAccesso.operatore.colonna, valore: statoIdentita(membro) },
          { nome: conEnte.colonna, valore: statoFornitore(membro) },
        ]}
      />
      <p>
        <Collegamento a={VAI.identitaOperatore(membro.operatoreId)}>{ufficioAccesso.operatore.cambia}</Collegamento>
      </p>
      {membro.collegatoIl !== null && (
        <p>
          <Collegamento a={VAI.fornitoreOperatore(membro.operatoreId)}>{conEnte.scollega}</Collegamento>
        </p>
      )}
      <h2>{uno.cambia}</h2>
      <Modulo>
        <input type="hidden" name="versione" value={membro.versione} />
        <CampiRuolo scelto={scelto} tipi={tipi} errori={errori} />
        <Azioni>
          <Bottone nome="cosa" valore="ruolo">
            {uno.vediEffetto}
          </Bottone>
        </Azioni>
      </Modulo>
      <h2>{uno.altro}</h2>
      <Modulo>
        <input type="hidden" name="versione" value={membro.versione} />
        <Azioni>
          <Bottone nome="cosa" valore={sospeso ? 'riattiva' : 'sospendi'} aspetto="secondario">
            {sospeso ? uno.riattiva : uno.sospendi}
          </Bottone>
          <Bottone nome="cosa" valore="togli" aspetto="secondario">
            {uno.togli}
          </Bottone>
        </Azioni>
      </Modulo>
    </Foglio>
  );
}
