/** The statements of the PSPs (FdR): what each has credited to an ente, published a revision at a time (pagopa.md 3.1, 3.2). */
import { creaMemoria } from '../memoria.ts';
import type { Banco } from '../nodo/banco.ts';
import { centesimi, decimale, somma } from '../nodo/cifre.ts';
import type { Psp } from '../nodo/psp.ts';
import type { Ricevuta } from '../nodo/ricevute.ts';
import type { Voce } from '../nodo/xml.ts';
import { dataRoma } from '../tempo.ts';

export type StatoPagamento = 'EXECUTED' | 'STAND_IN' | 'STAND_IN_NO_RPT' | 'NO_RPT';

/** `pay` as it travels: euros, with two decimals. */
export type PagamentoFdr = {
  iuv: string;
  iur: string;
  idTransfer: number;
  pay: string;
  payStatus: StatoPagamento;
  payDate: Date;
};

export type Pubblicato = {
  fdr: string;
  idPA: string;
  denominazione: string;
  psp: Psp;
  revision: number;
  created: Date;
  published: Date;
  regulation: string;
  regulationDate: string;
  pagamenti: readonly PagamentoFdr[];
  /** Declared: a PSP that gets its sums wrong declares something else than its payments. */
  dichiarati: { totPayments: number; sumPayments: string };
};

export type Fdr = {
  /** Publishes what each PSP has taken for an ente and not reported yet: one statement a PSP. */
  pubblica: (idPA: string) => Promise<Pubblicato[]>;
  /** Publishes a statement again, without its last payment, or with a sum that does not add up; undefined: there is no such statement. */
  rivedi: (quale: Chiave, come: Revisione) => Pubblicato | undefined;
  /** All the revisions, the newest first. */
  elenco: () => readonly Pubblicato[];
  /** Payments that wait to be reported, for an ente. */
  daRendicontare: (idPA: string) => number;
};

export const REVISIONI = {
  corretta: 'Pubblica di nuovo senza l’ultimo pagamento',
  sbagliata: 'Pubblica di nuovo con una somma sbagliata',
} as const;
export type Revisione = keyof typeof REVISIONI;
export type Chiave = { idPA: string; fdr: string; pspId: string };

const PUBBLICATI_MAX = 500;
const GIORNO_MS = 86_400_000;

export function creaFdr(banco: Pick<Banco, 'enti' | 'ricevute'>): Fdr {
  const pubblicati = creaMemoria<Pubblicato>(PUBBLICATI_MAX);
  const rendicontati = new Set<string>();
  let progressivo = 0;
  const inAttesa = (idPA: string): Ricevuta[] =>
    banco.ricevute.elenco().filter((r) => r.idPA === idPA && !rendicontati.has(r.chiave) && quoteDi(r).length > 0);
  return {
    elenco: pubblicati.elenco,
    daRendicontare: (idPA) => inAttesa(idPA).length,
    async pubblica(idPA) {
      const ente = (await banco.enti()).find(({ codiceFiscale }) => codiceFiscale === idPA);
      if (!ente) return [];
      const adesso = new Date();
      return [...Map.groupBy(inAttesa(idPA), ({ pagato }) => pagato.psp.idPSP).values()].map((ricevute) => {
        progressivo += 1;
        for (const { chiave } of ricevute) rendicontati.add(chiave);
        const psp = (ricevute[0] as Ricevuta).pagato.psp;
        const giorno = dataRoma(adesso);
        const numero = `${adesso.getTime().toString(36)}${progressivo}`.slice(-10);
        return pubblicati.ricorda({
          ...{ fdr: `${giorno}${psp.idPSP}-${numero}`, idPA, denominazione: ente.denominazione, psp, revision: 1 },
          ...{ created: adesso, published: adesso, regulation: `TRN${numero}`.toUpperCase(), regulationDate: giorno },
          ...conti(ricevute.flatMap(quoteDi)),
        });
      });
    },
    rivedi({ idPA, fdr, pspId }, come) {
      const ultima = pubblicati.elenco().find((p) => p.idPA === idPA && p.fdr === fdr && p.psp.idPSP === pspId);
      if (!ultima) return undefined;
      const pagamenti = come === 'corretta' ? ultima.pagamenti.slice(0, -1) : ultima.pagamenti;
      const rivista = { ...ultima, ...conti(pagamenti), revision: ultima.revision + 1, published: new Date() };
      if (come === 'sbagliata') {
        const sumPayments = decimale(centesimi(rivista.dichiarati.sumPayments) + 1);
        rivista.dichiarati = { ...rivista.dichiarati, sumPayments };
      }
      return pubblicati.ricorda(rivista);
    },
  };
}

function conti(pagamenti: readonly PagamentoFdr[]): Pick<Pubblicato, 'pagamenti' | 'dichiarati'> {
  const sumPayments = decimale(somma(pagamenti.map(({ pay }) => centesimi(pay))));
  return { pagamenti, dichiarati: { totPayments: pagamenti.length, sumPayments } };
}

/** What a receipt brings to its ente. Stamps are not credited, and are in no statement. */
function quoteDi({ idPA, receiptId, pagato }: Ricevuta): PagamentoFdr[] {
  return pagato.transfer.flatMap((transfer) => {
    const di = (nome: string): string => testoDi(transfer, nome);
    if (di('fiscalCodePA') !== idPA || di('IBAN') === '') return [];
    return [
      {
        ...{ iuv: pagato.creditorReferenceId, iur: receiptId, idTransfer: Number(di('idTransfer')) },
        ...{ pay: di('transferAmount'), payStatus: pagato.standIn ? 'STAND_IN' : 'EXECUTED', payDate: pagato.istante },
      },
    ];
  });
}

function testoDi([, voci]: Voce, nome: string): string {
  const voce = typeof voci === 'string' ? undefined : voci.find((v) => v?.[0] === nome);
  return typeof voce?.[1] === 'string' ? voce[1] : '';
}

/** Of each statement only the newest revision is listed; without a date, those of the last thirty days. */
export function elencati(
  tutti: readonly Pubblicato[],
  { idPA, publishedGt, pspId }: { idPA: string; publishedGt: Date | null; pspId: string | null },
): Pubblicato[] {
  const visti = new Set<string>();
  const dopo = publishedGt ?? new Date(Date.now() - 30 * GIORNO_MS);
  return tutti
    .filter((p) => p.idPA === idPA && (pspId === null || p.psp.idPSP === pspId))
    .filter((p) => {
      const chiave = `${p.fdr} ${p.psp.idPSP}`;
      const nuovo = !visti.has(chiave);
      visti.add(chiave);
      return nuovo;
    })
    .filter((p) => p.published > dopo);
}
