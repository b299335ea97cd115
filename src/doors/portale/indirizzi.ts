import type { IuvId } from '#kernel/ids';
import type { RichiestaId } from '#modules/posizioni';
import type { ProvaId } from '#modules/utenti';
import type { Ritorno } from '#platform/contesto';
import type { Testi } from '#testi/catalogo';
import type { Voce } from '#ui/sito';

/** Where the pages of this door are. Nothing a person is called, owes or typed stands in an address. */
export const VAI = {
  inizio: '/',
  avviso: '/avviso',
  /** The search again, with a word on why: too long ago, or no longer open. */
  avvisoPerche: (perche: 'tempo' | 'chiuso'): string => `/avviso?perche=${perche}`,
  /** What the pair allows: `riferimento` is signed (riferimento.ts). */
  trovato: (riferimento: string): string => `/avviso/${riferimento}`,
  codice: (riferimento: string, provaId: ProvaId): string => `/avviso/${riferimento}/codice/${provaId}`,
  /** A notice whole: only for the session that opened it. */
  intero: (iuvId: IuvId): string => `/avvisi/${iuvId}`,
  avvisoPdf: (iuvId: IuvId): string => `/avvisi/${iuvId}/avviso.pdf`,
  ricevutaPdf: (iuvId: IuvId): string => `/avvisi/${iuvId}/ricevuta.pdf`,
  /** A request that waits for its mail address to be proved; `riferimento` is signed. */
  spontaneo: (riferimento: string): string => `/spontaneo/${riferimento}`,
  codiceSpontaneo: (riferimento: string, provaId: ProvaId): string => `/spontaneo/${riferimento}/codice/${provaId}`,
  /** A confirmed request, until it is a notice: only for the session that confirmed it. */
  richiesta: (richiestaId: RichiestaId): string => `/richieste/${richiestaId}`,
  /** What is still asked of who signed in, and what they have paid. */
  posizioni: '/posizioni',
  pagamenti: '/pagamenti',
  /** For whom they act, and a new one. */
  deleghe: '/deleghe',
  nuovaDelega: '/deleghe/nuova',
  /** A copy of all that is kept of them. */
  mieiDati: '/i-miei-dati',
  /** Takes back a notice that they asked for themselves. */
  ritira: (iuvId: IuvId): string => `/avvisi/${iuvId}/ritira`,
  carrello: '/carrello',
  /** Another address for its receipts, and the code that proves it. */
  carrelloEmail: '/carrello/email',
  codiceCarrello: (provaId: ProvaId): string => `/carrello/codice/${provaId}`,
  /** The carrello, where not all of one begun without a name found room. */
  carrelloPieno: (fuori: number): string => `/carrello?fuori=${fuori}`,
  /** How the payment of a carrello went; `riferimento` is signed by pagamenti. */
  pagamento: (riferimento: string): string => `/pagamento/${riferimento}`,
  /** The same for whoever is given its address: it only shows. */
  stato: (riferimento: string): string => `/stato/${riferimento}`,
  /** What an ente has prepared to be paid, and the way back to its site; the token is opaque. */
  arrivo: (token: string): string => `/arrivo/${token}`,
  arrivoRitorno: (token: string): string => `/arrivo/${token}/ritorno`,
  /** A payment link, the form that it leads to, and its sheet to print; its part is signed by pagamenti. */
  link: (opaco: string): string => `/link/${opaco}`,
  linkModulo: (opaco: string): string => `/link/${opaco}/modulo`,
  linkQr: (opaco: string): string => `/link/${opaco}/qr.svg`,
  /** From there back to the site of the ente that had prepared it. */
  ritornoEnte: (riferimento: string): string => `/pagamento/${riferimento}/ente`,
  /** Where Checkout sends the browser back. */
  ritorno: (riferimento: string, come: Ritorno): string => `/pagamento/${riferimento}/${come}`,
  /** Why one might sign in; then to the page of ours that they came from. */
  accedi: '/accedi',
  accediPoi: (dopo: string): string => `/accedi?dopo=${encodeURIComponent(dopo)}`,
  entra: (dopo: string): string => `/accedi/vai?dopo=${encodeURIComponent(dopo)}`,
  /** Where the provider of identity sends the browser back. */
  rientro: '/accedi/ritorno',
  /** Of who signed in: their address, and which mails they want. */
  profilo: '/profilo',
  codiceProfilo: (provaId: ProvaId): string => `/profilo/email/${provaId}`,
  /** No more mails about notices; its part is signed by utenti. */
  promemoria: (disdetta: string): string => `/promemoria/${encodeURIComponent(disdetta)}`,
  /** The same, for the button of a mail program (RFC 8058): the mail says it in its headers. */
  disdettaPosta: '/promemoria/:disdetta/posta',
  esci: '/esci',
  enti: '/enti',
  /** A page of those found. */
  entiPagina: (nome: string, n: number): string =>
    `/enti?${new URLSearchParams({ ...(nome !== '' && { nome }), ...(n > 1 && { pagina: String(n) }) }).toString()}`,
  ente: (codIpa: string): string => `/enti/${codIpa}`,
  tipo: (codIpa: string, tipo: string): string => `/enti/${codIpa}/${tipo}`,
  logo: (codIpa: string, versione: string): string => `/loghi/${codIpa}?v=${versione}`,
  sfida: '/sfida',
  assistenza: '/assistenza',
  accessibilita: '/accessibilita',
  segnala: '/segnala',
  /** The same, to say what cannot be used. */
  segnalaBarriera: '/segnala?argomento=accessibilita',
  segnalata: '/segnala?inviata=si',
  privacy: '/privacy',
  lingua: '/lingua',
  ufficio: '/ufficio',
  sviluppatori: '/sviluppatori',
} as const;

/** The pages above the search, and above that of a notice. */
export const sopraRicerca = ({ portale }: Testi): readonly Voce[] => [
  { testo: portale.navigazione.paga, a: VAI.inizio },
];
export const sopraAvviso = (t: Testi): readonly Voce[] => [
  ...sopraRicerca(t),
  { testo: t.portale.avviso.titolo, a: VAI.avviso },
];
