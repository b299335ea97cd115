import type { Ctx, Mondo } from '#platform/contesto';
import { operazione, type Operazione } from '#platform/soap/operazione';
import { figlio, type Elemento } from '#platform/xml/elemento';
import { elemento, xml, type Contenuto, type Xml } from '#platform/xml/scrivi';
import type { Accesso, Chiamante, Credenziali, EnteSil } from './accesso.ts';
import { nomi, SERVIZI, SPAZIO_TESTA, type Contratto, type NomeSil } from './contratto.ts';
import { faultBean, type CodiceFault, type Fault } from './fault.ts';
import { testo } from './leggi.ts';

/** What the door hands to an operation before anybody has been let in. */
export type Ingresso = {
  readonly mondo: Mondo;
  readonly contratto: Contratto;
  readonly chiamante: Chiamante;
  /** Lets an ente in by its IPA code and password; counted when wrong. */
  entra(credenziali: Credenziali): Promise<Accesso>;
};

/** One call of an ente's software, let in. `ctx`: role `sil`, of that ente. */
export type Visita = Ingresso & { readonly ctx: Ctx; readonly ente: EnteSil };

/** What an operation answers: the fields of its reply, in the order of the contract, or why not. `iuv`: for the giornale. */
export type Risposta<C extends CodiceFault = CodiceFault> =
  { readonly campi: Contenuto; readonly iuv?: string | null } | { readonly fault: Fault<C> };

/** A reply with its fields, in the order of the contract. */
export function risposta(campi: Contenuto, iuv: string | null = null): { campi: Contenuto; iuv: string | null } {
  return { campi, iuv };
}

/** A refusal. */
export function fault<C extends CodiceFault>(
  codice: C,
  descrizione?: string,
  { serial }: { serial?: number } = {},
): { fault: Fault<C> } {
  return { fault: { codice, descrizione, ...(serial === undefined ? {} : { serial }) } };
}

/** What goes on the wire, and what the giornale says of it. */
export type Risultato = {
  readonly corpo: Xml;
  readonly ente: EnteSil | null;
  readonly codice: CodiceFault | null;
  readonly iuv: string | null;
};

/** Declares an operation of this door as data: whoever reads the table knows how it is entered and what it may refuse. */
export type Definizione<R, C extends CodiceFault> = {
  /** Where the IPA code is: in the header `intestazionePPT`, or in the body. */
  readonly ipa: 'intestazione' | 'corpo';
  /** What an ente that is still INSERITO is told (mypay-webservices 0.2); null: it is let in. */
  readonly inserito: 'PAA_STATO_ENTE_NON_VALIDO' | 'PAA_ENTE_NON_VALIDO' | null;
  /** `serial` of the refusal to an ente INSERITO, where the old platform gave one. */
  readonly serialInserito?: number;
  /** Its reply says OK or KO. */
  readonly conEsito: boolean;
  /** What it refuses, once the ente has been let in; with PAA_SYSTEM_ERROR among them, it is also what a breakdown is told as. */
  readonly fault: readonly C[];
  /** Lets in somebody else than the ente of the message: only for operations whose password is not that ente's. */
  readonly entra?: (ingresso: Ingresso, corpo: Credenziali) => Promise<Accesso>;
  /** Reads the request: lenient, what is missing or blank is null (nobody ever validated these messages). */
  leggi(corpo: Elemento): R;
  gestisci(visita: Visita, richiesta: R): Promise<Risposta<C>>;
};

/** An operation as a row of the door's table. */
export type OperazioneSil = Operazione<Ingresso, Risultato> & {
  readonly nome: NomeSil;
  readonly ipa: 'intestazione' | 'corpo';
  readonly inserito: CodiceFault | null;
  readonly conEsito: boolean;
  readonly fault: readonly CodiceFault[];
};

/**
 * An operation: the ente is let in before any other work (mypay-webservices 8, rows 15 and 16), then `gestisci` answers. A reply is
 * `ns3:…Risposta` with the fault first; what a refusal has no value for is absent (8, rows 21 and 22).
 */
export function operazioneSil<R, C extends CodiceFault>(nome: NomeSil, come: Definizione<R, C>): OperazioneSil {
  const { ipa, inserito, conEsito, fault: ammessi } = come;
  const base = operazione<Ingresso, { credenziali: Credenziali; richiesta: R }, Risultato>(nomi(nome), {
    validazione: 'larga',
    leggi: (corpo, _difetti, intestazioni) => ({
      credenziali: {
        codIpa: (ipa === 'corpo' ? testo(corpo, 'codIpaEnte') : ipaDi(intestazioni)) ?? '',
        password: testo(corpo, 'password') ?? '',
      },
      richiesta: come.leggi(corpo),
    }),
    gestisci: async (ingresso, { credenziali, richiesta }) => {
      const { codIpa } = credenziali;
      const no = (f: Fault, ente: EnteSil | null): Risultato => ({
        ...{ ente, codice: f.codice, iuv: null },
        corpo: componi(nome, [faultBean(f, codIpa), conEsito ? elemento('esito', 'KO') : null]),
      });
      const chi = await (come.entra?.(ingresso, credenziali) ?? ingresso.entra(credenziali));
      if (!chi.ok) return no({ codice: 'PAA_ENTE_NON_VALIDO', descrizione: chi.perche }, null);
      const { ente, ctx } = chi;
      if (ente.stato === 'INSERITO' && inserito !== null)
        return no(
          { codice: inserito, ...(come.serialInserito === undefined ? {} : { serial: come.serialInserito }) },
          ente,
        );
      const fatta = await prova({ ...ingresso, ctx, ente }, () => come.gestisci({ ...ingresso, ctx, ente }, richiesta));
      if ('fault' in fatta) return no(fatta.fault, ente);
      return { ente, codice: null, iuv: fatta.iuv ?? null, corpo: componi(nome, fatta.campi) };
    },
  });
  return { ...base, nome, ipa, inserito, conEsito, fault: ammessi };

  async function prova({ mondo }: Visita, fn: () => Promise<Risposta<C>>): Promise<Risposta> {
    try {
      return await fn();
    } catch (causa) {
      if (!(ammessi as readonly CodiceFault[]).includes('PAA_SYSTEM_ERROR')) throw causa;
      mondo.log.error('sil.guasto', causa, { operazione: nome });
      return fault('PAA_SYSTEM_ERROR', 'Riprovare più tardi');
    }
  }
}

function ipaDi(intestazioni: readonly Elemento[]): string | null {
  const testa = intestazioni.find((e) => e.nome === 'intestazionePPT' && e.spazio === SPAZIO_TESTA);
  return testa === undefined ? null : (figlio(testa, 'codIpaEnte')?.testo.trim() ?? null);
}

const ENTE = SERVIZI.PagamentiTelematiciDovutiPagati.spazio;
const PA = SERVIZI.PagamentiTelematiciFlussiSPC.spazio;

/** Clients of this field look for `ns3:` (mypay-webservices 0.1). */
function componi(nome: NomeSil, campi: Contenuto): Xml {
  const { spazio, risposta: radice } = nomi(nome);
  return elemento(`ns3:${radice}`, xml`${campi}`, { 'xmlns:ns3': spazio === PA ? PA : ENTE });
}
