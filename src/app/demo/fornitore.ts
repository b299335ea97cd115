import { enteDaCodIpa } from '#modules/enti';
import { cambiaStatoFornitore, leggiFornitoreEnte, salvaFornitore } from '#modules/utenti';
import type { Mondo } from '#platform/contesto';
import { ctxDemo } from './carica-ente.ts';
import { ENTI } from './enti.ts';

/** Who may sign in at the provider of an ente that the simulatore plays, and how MyPay is called there. */
export type AccessiDemo = {
  clientId: string;
  segreto: string;
  persone: { soggetto: string; nome: string; email: string; verificata: boolean }[];
};

/** Of the three enti one has a provider of its own. */
const CON_FORNITORE = ENTI[1];

/** The simulatore takes this word. */
const SEGRETO = 'simulatore';

/** Its operators, and somebody who works there for another office. */
export function accessiDemo(): AccessiDemo[] {
  if (CON_FORNITORE === undefined) return [];
  const { codIpa, operatori } = CON_FORNITORE;
  const chi = [...operatori, { utente: 'tullio.frassino', nome: 'Tullio Frassino' }];
  const persone = chi.map(({ utente, nome }) => ({
    ...{ soggetto: utente, nome, email: `${utente}@example.org`, verificata: true },
  }));
  return [{ clientId: `mypay-${codIpa}`, segreto: SEGRETO, persone }];
}

/**
 * Sets it, at its address of this start, for ports may change; what somebody has done with it since stays. The simulatore must be there,
 * and takes a second to read what makes it a provider: nobody waits for that, and what goes wrong is only said.
 */
export async function attivaFornitoreDemo(mondo: Mondo, simulatore: string): Promise<void> {
  const no = await attiva(mondo, `${simulatore}/accessi`).catch(String);
  if (no !== null) mondo.log.warn('demo.fornitore', { perche: no });
}

/** Gives why not. */
async function attiva(mondo: Mondo, emittente: string): Promise<string | null> {
  const [accessi] = accessiDemo();
  const { codIpa = '', denominazione = '' } = CON_FORNITORE ?? {};
  const ente = await enteDaCodIpa(ctxDemo(mondo), { codIpa, ambiente: 'prova' });
  if (accessi === undefined || ente === null) return 'nessun ente';
  const ctx = ctxDemo(mondo, ente.enteId);
  const prima = await leggiFornitoreEnte(ctx);
  if (prima?.emittente !== emittente) {
    const dati = { nome: `Account del ${denominazione}`, emittente, clientId: accessi.clientId, segreto: SEGRETO };
    const salvato = await salvaFornitore(ctx, { ...dati, versione: prima?.versione ?? 0 });
    if (!salvato.ok) return salvato.refusal.codice;
  } else if (prima.stato !== 'in_prova' || prima.versione > 1) return null;
  const fatto = await cambiaStatoFornitore(ctx, { stato: 'attivo', versione: 1 });
  return fatto.ok ? null : fatto.refusal.codice;
}
