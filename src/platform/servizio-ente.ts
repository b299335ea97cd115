import type { AvvisoDetto, FaultDetto, PagamentoDetto } from '#kernel/detto-ente';

/** Where the software of an ente answers for notices (mypay-webservices.md 1.23), and how long it is waited for, answer and all. */
export type ServizioEnte = { url: string; attesaMs: number };

/** Which notice is asked about, and through whom. */
export type AvvisoChiestoEnte = {
  codiceFiscale: string;
  intermediario: string;
  stazione: string;
  numeroAvviso: string;
};

/** The same for a payment, with what the payer's channel has said of it. */
export type PagamentoChiestoEnte = AvvisoChiestoEnte & {
  importo: string | null;
  nota: string | null;
  tipo: string | null;
  scadenza: string | null;
};

/** `nessuna`: nothing came that can be read, and why in a word of ours. */
export type RispostaServizio<D> =
  { esito: 'detto'; detto: D } | { esito: 'fault'; fault: FaultDetto } | { esito: 'nessuna'; perche: string };

/** The way out to those services. Never throws for what the other side does, and answers within its time. */
export type FiloServizioEnte = {
  verifica(servizio: ServizioEnte, avviso: AvvisoChiestoEnte): Promise<RispostaServizio<AvvisoDetto>>;
  paga(servizio: ServizioEnte, pagamento: PagamentoChiestoEnte): Promise<RispostaServizio<PagamentoDetto>>;
};
