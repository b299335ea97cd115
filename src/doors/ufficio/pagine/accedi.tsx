import { pagina, rifiutata, vai, type Risposta } from '#platform/http/pagina';
import { ufficio } from '#testi/it/ufficio';
import { ufficioAccesso } from '#testi/it/ufficio-accesso';
import type { Errori } from '#ui/riepilogo-errori';
import { ingresso } from '../accesso/ingresso.tsx';
import { prova } from '../accesso/prova.tsx';
import { riprendi } from '../accesso/sospeso.ts';
import { destinazione, senzaEnte } from '../dopo-accesso.ts';
import type { PaginaUfficio, RichiestaUfficio, Ufficio } from '../lavoro.ts';

const testi = ufficio.accedi;

/** Sign-in: user and password, or SPID and CIE; then, for who has a second factor, a passkey or the code. */
export const accedi: PaginaUfficio = {
  percorso: '/accedi',
  chi: 'tutti',
  get: async (u, r) => {
    if (r.sessione === null) return pagina(await ingresso(u, { dopo: dopoDi(r) }));
    return vai(r.sessione.ente === null ? senzaEnte(r, r.sessione) : destinazione(r));
  },
  post: (u, r) => (r.modulo['sospeso'] === undefined ? primoPasso(u, r) : secondoPasso(u, r)),
};

const dopoDi = ({ query }: RichiestaUfficio): string => query['dopo'] ?? '';

async function primoPasso(u: Ufficio, r: RichiestaUfficio): Promise<Risposta> {
  const { utente = '', password = '', collega } = r.modulo;
  const dopo = dopoDi(r);
  const daCollegare = collega === undefined ? null : riprendi(u, r, collega);
  if (collega !== undefined && daCollegare === null)
    return rifiutata(await ingresso(u, { dopo, utente, errori: { utente: ufficioAccesso.identita.scaduta } }));
  const errori: Errori = {
    ...(utente.trim() === '' && { utente: testi.mancaUtente }),
    ...(password === '' && { password: testi.mancaPassword }),
  };
  const identita = daCollegare?.identita ?? null;
  if (Object.keys(errori).length > 0) {
    const ancora = identita === null ? {} : { collega: { identita, sigillo: collega ?? '' } };
    return rifiutata(await ingresso(u, { dopo, utente, errori, ...ancora }));
  }
  return prova(u, r, { sospeso: { utente, password, identita }, passo: null, dopo });
}

async function secondoPasso(u: Ufficio, r: RichiestaUfficio): Promise<Risposta> {
  const { sospeso: sigillato = '', codice = '', passkey } = r.modulo;
  const dopo = dopoDi(r);
  const sospeso = riprendi(u, r, sigillato);
  if (sospeso === null) return rifiutata(await ingresso(u, { dopo, errori: { password: testi.sospesoScaduto } }));
  const firma = passkey === undefined ? null : { risposta: passkey, browser: r.csrf() };
  return prova(u, r, { sospeso, passo: firma === null ? { codice } : { codice: null, firma }, dopo });
}
