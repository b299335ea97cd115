import { valoreDi } from '#kernel/esito';
import type { EnteId } from '#kernel/ids';
import {
  accedi,
  accediConFornitore,
  cambiaStatoFornitore,
  concludiConFornitore,
  iniziaConFornitore,
  leggiFornitoreEnte,
  salvaFornitore,
  type FornitoreEnte,
  type FornitoreScritto,
  type StatoFornitore,
} from '#modules/utenti';
import type { Mondo } from '#platform/contesto';
import type { ProvaFornitore, RispostaFornitore } from '#platform/fornitore-ente';
import type { OperatoreDiProva } from './ufficio.ts';
import { ctxDi } from './un-ente.ts';

/** The providers of the enti as a test wants them: what they answer, and what they were asked. */
export type FiloFornitori = {
  /** Where the browser is sent; null: nobody answers. */
  pagina: string | null;
  risposta: RispostaFornitore;
  prova: ProvaFornitore;
  /** The last sign-in that began. */
  state: string;
  chiamate: number;
};

export const SCRITTO: FornitoreScritto = {
  ...{ nome: 'Account del Comune', emittente: 'https://accessi.example.org/realms/comune', clientId: 'mypay' },
  segreto: 'un-segreto-di-prova',
};

export const soggetto = (
  chi: string,
  altro: { email?: string | null; livelli?: string[] } = {},
): RispostaFornitore => ({
  esito: 'soggetto',
  soggetto: { soggetto: chi, email: null, livelli: [], ...altro },
});

/** The same world, where the providers of the enti are these. */
export function conFornitori(mondo: Mondo): { mondo: Mondo; filo: FiloFornitori } {
  const filo: FiloFornitori = {
    ...{ pagina: 'https://accessi.example.org/entra', risposta: soggetto('anna') },
    ...{ prova: { problemi: [], avvertenze: [] }, state: '', chiamate: 0 },
  };
  const fornitori: Mondo['wires']['fornitori'] = {
    inizia: async (_dove, { state }) => {
      filo.state = state;
      return filo.pagina;
    },
    conclude: async () => {
      filo.chiamate += 1;
      return filo.risposta;
    },
    uscita: async () => null,
    prova: async () => filo.prova,
  };
  return { mondo: { ...mondo, wires: { ...mondo.wires, fornitori } }, filo };
}

type Ente = { enteId: EnteId };

/** Gives an ente its provider, in that state. */
export async function fornitoreDellEnte(
  mondo: Mondo,
  { enteId }: Ente,
  { stato = 'attivo', ...scritto }: Partial<FornitoreScritto> & { stato?: StatoFornitore } = {},
): Promise<FornitoreEnte> {
  const ctx = ctxDi(mondo, 'ufficio', enteId);
  const versione = (await leggiFornitoreEnte(ctx))?.versione ?? 0;
  valoreDi(await salvaFornitore(ctx, { ...SCRITTO, ...scritto, versione }));
  if (stato !== 'in_prova') valoreDi(await cambiaStatoFornitore(ctx, { stato, versione: 1 }));
  const letto = await leggiFornitoreEnte(ctx);
  if (letto === null) throw new Error('the ente has no provider');
  return letto;
}

export const RITORNO = 'https://qui/ritorno';
const INDIRIZZO = '192.0.2.1';

/** Begins and ends a sign-in, as whom the wire says. */
export async function riconosci(
  mondo: Mondo,
  filo: FiloFornitori,
  { enteId }: Ente,
): Promise<Awaited<ReturnType<typeof concludiConFornitore>>> {
  const ctx = ctxDi(mondo, 'ufficio');
  const chi = { enteId, browser: 'mio', ritorno: RITORNO };
  valoreDi(await iniziaConFornitore(ctx, { ...chi, indirizzo: INDIRIZZO, dopo: '/ufficio' }));
  return concludiConFornitore(ctx, { ...chi, parametri: { state: filo.state, code: 'c' } });
}

/** Links an operator to whom the provider knows by that name, by their password: gives the session's token. */
export async function collega(
  mondo: Mondo,
  { enteId, id }: Ente & Pick<FornitoreEnte, 'id'>,
  { utente, password }: Pick<OperatoreDiProva, 'utente' | 'password'>,
  {
    come = utente,
    codice = null,
    duePassi = false,
  }: { come?: string; codice?: string | null; duePassi?: boolean } = {},
): Promise<Awaited<ReturnType<typeof accedi>>> {
  const identita = { enteId, fornitoreId: id, soggetto: come, duePassi };
  const arrivo = { codice, indirizzo: INDIRIZZO, tokenPrecedente: null };
  return accedi(ctxDi(mondo, 'ufficio'), { ...arrivo, utente, password, identita });
}

/** Comes in as whom the provider knows by that name. */
export function entraCome(
  mondo: Mondo,
  { enteId, id }: Ente & Pick<FornitoreEnte, 'id'>,
  chi: string,
  { duePassi = false, codice = null }: { duePassi?: boolean; codice?: string | null } = {},
): ReturnType<typeof accediConFornitore> {
  const identita = { enteId, fornitoreId: id, soggetto: chi, duePassi };
  return accediConFornitore(ctxDi(mondo, 'ufficio'), { identita, codice, tokenPrecedente: null });
}
