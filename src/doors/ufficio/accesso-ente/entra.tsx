import {
  accettaConFornitore,
  concludiConFornitore,
  guardaInvito,
  iniziaConFornitore,
  type ConclusoEnte,
} from '#modules/utenti';
import { vai, vaiFuori, type Risposta } from '#platform/http/pagina';
import { giaEntrato, nonEntrato, prova } from '../accesso/prova.tsx';
import { destinazione, dopoDi } from '../dopo-accesso.ts';
import { con, VAI } from '../indirizzi.ts';
import type { PaginaUfficio, RichiestaUfficio, Ufficio } from '../lavoro.ts';
import { enteDi, sconosciuto, type EnteAccesso } from './ente.tsx';
import { nomeInIndirizzo, ritornoDi } from './indirizzo.ts';
import { accessoDellInvito } from './invito.ts';

type DaIniziare = { ente: Pick<EnteAccesso, 'enteId' | 'codIpa' | 'ambiente'>; dopo: string } & Pick<
  Parameters<typeof iniziaConFornitore>[1],
  'invitoId'
>;

/** To the provider of the ente. */
async function inizia(u: Ufficio, r: RichiestaUfficio, { ente, ...altro }: DaIniziare): Promise<Risposta> {
  const ritorno = ritornoDi(u.ctx.config.urlPubblico, ente);
  const chi = { enteId: ente.enteId, browser: r.csrf(), indirizzo: r.indirizzo };
  const iniziato = await iniziaConFornitore(u.ctx, { ...chi, ritorno, ...altro });
  const { dopo } = altro;
  return iniziato.ok
    ? vaiFuori(iniziato.value.location)
    : nonEntrato(u, iniziato.refusal, con(VAI.enteAccesso(nomeInIndirizzo(ente)), { dopo }));
}

export const entraEnte: PaginaUfficio = {
  percorso: '/accedi/ente/:ente/entra',
  chi: 'tutti',
  get: async (u, r) => {
    const ente = await enteDi(u, r);
    return ente === null ? sconosciuto(u) : inizia(u, r, { ente, dopo: dopoDi(destinazione(r)) });
  },
};

/** To the provider of the ente that invites: what comes back accepts the invitation, if it is who was invited. */
export const invitoEnte: PaginaUfficio = {
  percorso: '/invito/:token/fornitore',
  chi: 'tutti',
  get: async (u, r) => {
    const { token = '' } = r.parametri;
    const guardato = await guardaInvito(u.ctx, token);
    const ente = guardato.ok ? await accessoDellInvito(u, guardato.value) : null;
    if (!guardato.ok || ente === null) return vai(VAI.invito(token));
    return inizia(u, r, { ente, dopo: VAI.oggi, invitoId: guardato.value.invito.invitoId });
  },
};

/** Back from the provider of the ente, at an address of that ente's alone: what another has sent finds nothing here. */
export const rientroEnte: PaginaUfficio = {
  percorso: '/accedi/ente/:ente/ritorno',
  chi: 'tutti',
  get: async (u, r) => {
    const ente = await enteDi(u, r);
    if (ente === null) return sconosciuto(u);
    const ritorno = ritornoDi(u.ctx.config.urlPubblico, ente);
    const { enteId } = ente;
    const concluso = await concludiConFornitore(u.ctx, { enteId, browser: r.csrf(), parametri: r.query, ritorno });
    if (concluso.ok) return riconosciuto(u, r, concluso.value);
    const { refusal } = concluso;
    const gia = refusal.codice === 'ACCESSO_SCONOSCIUTO' && r.sessione !== null;
    return gia ? giaEntrato(u) : nonEntrato(u, refusal, VAI.enteAccesso(nomeInIndirizzo(ente)));
  },
};

async function riconosciuto(
  u: Ufficio,
  r: RichiestaUfficio,
  { identita, dopo, email, invitoId }: ConclusoEnte,
): Promise<Risposta> {
  if (invitoId !== null) {
    const accettato = await accettaConFornitore(u.ctx, { invitoId, identita, email });
    if (!accettato.ok) return nonEntrato(u, accettato.refusal, VAI.accedi);
  }
  return prova(u, r, { sospeso: { identita }, passo: null, dopo });
}
