import type { VNode } from 'preact';
import {
  controllaFornitore,
  leggiFornitoreEnte,
  salvaFornitore,
  type FornitoreEnte,
  type FornitoreScritto,
  type RifiutoUtenti,
} from '#modules/utenti';
import { pagina, rifiutata, vai, type Risposta } from '#platform/http/pagina';
import { ufficioFornitore } from '#testi/it/ufficio-fornitore';
import { Azioni, Bottone } from '#ui/bottone';
import { Campo } from '#ui/campo';
import { Collegamento } from '#ui/collegamento';
import { Modulo } from '#ui/modulo';
import type { Errori } from '#ui/riepilogo-errori';
import { riapri, sigillaPer } from '../accesso/sospeso.ts';
import { frase } from '../frase.ts';
import { con } from '../indirizzi.ts';
import { alLavoro, type PaginaUfficio, type RichiestaUfficio } from '../lavoro.ts';
import { perEnte } from '../regione/lavoro.ts';
import { Conferma, perde } from './conferma.tsx';
import { sedeEnte, sedeRegione, type Sede } from './sede.tsx';

const testi = ufficioFornitore.modulo;

/** Which is the provider of the ente: typed, shown with its effect, confirmed. */
export const datiFornitore: PaginaUfficio = {
  percorso: '/configurazione/fornitore/dati',
  chi: 'amministratore',
  atto: { get: 'operatori', post: 'operatori' },
  get: alLavoro((l) => chiedi(sedeEnte(l))),
  post: alLavoro((l, r) => compi(sedeEnte(l), r)),
};

/** The same of any ente, for who runs the installation. */
export const regioneDatiFornitore: PaginaUfficio = {
  percorso: '/regione/enti/:id/fornitore/dati',
  chi: 'intermediario',
  get: perEnte((l) => chiedi(sedeRegione(l))),
  post: perEnte((l, r) => compi(sedeRegione(l), r)),
};

async function chiedi(sede: Sede): Promise<Risposta> {
  const prima = await leggiFornitoreEnte(sede.ctx);
  return pagina(<Vista {...{ sede, prima, scritto: prima ?? VUOTO }} />);
}

/** What its seals are for: who administers two enti may have gone over to the other meanwhile. */
const scopoDi = ({ ctx }: Sede): string => `fornitore ${ctx.enteId ?? ''}`;
const VUOTO = { nome: '', emittente: '', clientId: '' };

async function compi(sede: Sede, r: RichiestaUfficio): Promise<Risposta> {
  const { nome = '', emittente = '', clientId = '', segreto = '', dati, versione = '' } = r.modulo;
  const prima = await leggiFornitoreEnte(sede.ctx);
  // Between the two steps the secret travels sealed, and is good in this browser alone.
  const confermato =
    dati === undefined ? null : riapri<FornitoreScritto>(sede.u, r, { scopo: scopoDi(sede), sigillato: dati });
  if (dati !== undefined && confermato === null)
    return rifiutata(<Vista {...{ sede, prima, scritto: prima ?? VUOTO, errori: { nome: testi.scaduto } }} />);
  const scritto = confermato ?? { nome, emittente, clientId, segreto };
  const no = (refusal: RifiutoUtenti): Risposta => {
    const adesso = refusal.codice === 'FORNITORE_CAMBIATO' ? (prima ?? VUOTO) : scritto;
    return rifiutata(
      <Vista {...{ sede, prima, scritto: adesso, errori: { [campoDi(refusal)]: frase(refusal) } }} />,
      refusal,
    );
  };
  if (confermato !== null && r.modulo['conferma'] === 'si') {
    const esito = await salvaFornitore(sede.ctx, { ...confermato, versione: Number(versione) });
    return esito.ok ? vai(con(sede.scheda, { fatto: 'salvato' })) : no(esito.refusal);
  }
  const letto = controllaFornitore(sede.ctx, scritto, prima);
  if (!letto.ok) return no(letto.refusal);
  const campi = { dati: sigillaPer(sede.u, r, { scopo: scopoDi(sede), cosa: letto.value }), versione };
  return pagina(<Conferma {...{ sede, campi, effetti: effettiDi(letto.value, prima), torna: sede.dati }} />);
}

function effettiDi({ nome, emittente, clientId, segreto }: FornitoreScritto, prima: FornitoreEnte | null): string[] {
  const t = ufficioFornitore.conferma;
  if (prima === null) return [t.nuovo(nome)];
  if (prima.emittente !== emittente || prima.clientId !== clientId)
    return [t.sostituisce(prima.nome), ...perde(prima), t.nuovo(nome)];
  const effetti = [...(prima.nome === nome ? [] : [t.nome(prima.nome, nome)]), ...(segreto === '' ? [] : [t.segreto])];
  return effetti.length === 0 ? [t.nulla] : effetti;
}

/** The field of each refusal. */
const CAMPI: Readonly<Record<string, string>> = {
  FORNITORE_EMITTENTE: 'emittente',
  FORNITORE_EMITTENTE_IN_CHIARO: 'emittente',
  FORNITORE_CLIENT: 'clientId',
  FORNITORE_SEGRETO: 'segreto',
};
const campoDi = ({ codice }: RifiutoUtenti): string => CAMPI[codice] ?? 'nome';

type Prop = {
  sede: Sede;
  prima: FornitoreEnte | null;
  scritto: Omit<FornitoreScritto, 'segreto'>;
  errori?: Errori;
};

function Vista({ sede: { Foglio, scheda }, prima, scritto, errori = {} }: Prop): VNode {
  return (
    <Foglio titolo={testi.titolo} errori={errori}>
      <Modulo>
        <input type="hidden" name="versione" value={prima?.versione ?? 0} />
        <Campo
          {...{ nome: 'nome', etichetta: testi.nome, aiuto: testi.nomeAiuto, larghezza: 'media', caratteriMax: 60 }}
          {...{ valore: scritto.nome, errore: errori['nome'] }}
        />
        <Campo
          {...{ nome: 'emittente', etichetta: testi.emittente, aiuto: testi.emittenteAiuto, caratteriMax: 400 }}
          {...{ valore: scritto.emittente, errore: errori['emittente'] }}
        />
        <Campo
          {...{ nome: 'clientId', etichetta: testi.clientId, larghezza: 'media', caratteriMax: 256 }}
          {...{ valore: scritto.clientId, errore: errori['clientId'] }}
        />
        <Campo
          {...{ nome: 'segreto', etichetta: testi.segreto, tipo: 'password', larghezza: 'media', caratteriMax: 512 }}
          {...{ aiuto: prima === null ? testi.segretoNuovo : testi.segretoResta, errore: errori['segreto'] }}
          facoltativo={prima !== null}
        />
        <Azioni>
          <Bottone>{testi.vediEffetto}</Bottone>
          <Collegamento a={scheda}>{testi.indietro}</Collegamento>
        </Azioni>
      </Modulo>
    </Foglio>
  );
}
