// What the service of an ente said of a notice (mypay-webservices.md 1.23), field by field, without blanks around it: nothing of it has
// been judged. Null: it is not there.

export type AvvisoDetto = Readonly<
  Record<
    'causale' | 'codiceFiscale' | 'denominazione' | 'settore' | 'importo' | 'scadenza' | 'dettaglio' | 'tutteCcp',
    string | null
  >
>;

export type SoggettoDetto = Readonly<
  Record<
    'tipo' | 'codice' | 'anagrafica' | 'indirizzo' | 'civico' | 'cap' | 'localita' | 'provincia' | 'nazione' | 'email',
    string | null
  >
>;

export type TrasferimentoDetto = Readonly<
  Record<'numero' | 'importo' | 'codiceFiscale' | 'iban' | 'causale' | 'tassonomia', string | null>
> & {
  readonly bollo: Readonly<Record<'hashDocumento' | 'provincia', string | null>> | null;
  readonly metadati: readonly { chiave: string; valore: string }[];
};

export type PagamentoDetto = Readonly<
  Record<'iuv' | 'importo' | 'scadenza' | 'causale' | 'denominazione' | 'settore', string | null>
> & { readonly debitore: SoggettoDetto; readonly trasferimenti: readonly TrasferimentoDetto[] };

/** Its refusal, in its words. */
export type FaultDetto = {
  readonly codice: string;
  readonly stringa: string | null;
  readonly descrizione: string | null;
};
