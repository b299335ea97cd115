import type { AccessoIdentita } from './accesso-identita.ts';

/** An ente's own provider of identity: who issues, and who we are to it. */
export type DoveFornitore = { emittente: string; clientId: string; segreto: string };

/** Who signed in there, in the provider's own name for them; `email`: where it says that it has verified it; `livelli`: acr and amr. */
export type SoggettoDetto = { soggetto: string; email: string | null; livelli: readonly string[] };

/** Who signed in; or the provider says no, in its words; or its answer does not hold; or there is none. */
export type RispostaFornitore =
  | { esito: 'soggetto'; soggetto: SoggettoDetto }
  | { esito: 'negata'; errore: string; descrizione: string }
  | { esito: 'non_verificata'; perche: string }
  | { esito: 'nessuna'; perche: string };

/** What is wrong with a provider, and what is only worth knowing: codes of ours, whose words are in testi. */
export type CosaDetta = { codice: string; parametri?: Record<string, string | number> };
export type ProvaFornitore = { problemi: CosaDetta[]; avvertenze: CosaDetta[] };

/** The ways to the providers of the enti, at addresses that somebody of an ente has written. None throws for what the other side does. */
export type Fornitori = {
  /** Where the browser goes to sign in; null: the provider is not reached, or is not who it was said to be. */
  inizia(dove: DoveFornitore, accesso: AccessoIdentita): Promise<string | null>;
  /** What the browser came back with, `parametri`, judged. */
  conclude(
    dove: DoveFornitore,
    accesso: AccessoIdentita,
    parametri: Readonly<Record<string, string>>,
  ): Promise<RispostaFornitore>;
  /** Where the browser goes to leave the provider too, and comes back to `torna`; null: it has no such page. */
  uscita(dove: DoveFornitore, torna: string): Promise<string | null>;
  /** Asks it what it is, and its keys, and whether it knows us. */
  prova(dove: DoveFornitore): Promise<ProvaFornitore>;
};
