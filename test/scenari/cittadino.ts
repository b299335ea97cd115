import type { Demo } from '#support/copia';
import { Navigatore, testoDi, type Pagina } from '#support/navigatore';
import { readCodes, readPdf } from '#support/pdf';
import { portale } from '#testi/it/portale';
import { carrello } from '#testi/it/portale-carrello';
import { spontaneo } from '#testi/it/portale-spontaneo';
import type { Narratore } from './narratore.ts';
import { collegamento, righeTabella } from './pagine.ts';

/** A notice as the citizen holds it, and what must not be seen before the mail is proved. */
export type Avviso = {
  numeroAvviso: string;
  codiceFiscale: string;
  nome: string;
  iniziali: string;
  importo: string;
  qr: string;
};

type Coppia = Pick<Avviso, 'numeroAvviso' | 'codiceFiscale'>;
type Posta = { email: string; via: 'codice' | 'link' };

/** How an amount comes out of a tariff. */
type Conto = { quantita: string; prezzo: string; importo: string };

type Lettera = { oggetto: string; testo: string; collegamenti: string[] };

/** The citizen's part of the story, through the pages of the portale and the mailbox of the simulatore. */
export class Cittadino {
  readonly #n: Narratore;
  readonly #nav: Navigatore;
  readonly #demo: Demo;

  constructor(narratore: Narratore, demo: Demo) {
    this.#n = narratore;
    this.#demo = demo;
    this.#nav = new Navigatore(demo.portale);
  }

  /** Finds a notice and sees only what anybody with the pair may see (model 11). Returns the page. */
  async trova(avviso: Avviso): Promise<Pagina> {
    const trovato = await this.#cerca(avviso);
    const testo = testoDi(trovato.html);
    this.#n.pretendi(
      trovato.stato === 200 && testo.includes(avviso.importo),
      `L’avviso non si trova: ${testo.slice(0, 400)}`,
    );
    this.#n.pretendi(testo.includes(avviso.iniziali), `Chi trova l’avviso non vede le iniziali «${avviso.iniziali}».`);
    for (const privato of [avviso.nome, avviso.codiceFiscale])
      this.#n.pretendi(!trovato.html.includes(privato), `Senza aver provato la posta si legge «${privato}».`);
    this.#n.pretendi(!trovato.url.includes(avviso.numeroAvviso), 'Il numero dell’avviso sta nell’indirizzo.');
    this.#n.dice(`Si vede l’importo (${avviso.importo}) e del debitore solo le iniziali (${avviso.iniziali}).`);
    return trovato;
  }

  /** Finds a notice of somebody else of the demo, and reads there all that is wanted. */
  async guarda(coppia: Coppia, voluti: readonly string[]): Promise<Pagina> {
    const trovato = await this.#cerca(coppia);
    await this.vede(trovato, voluti);
    return trovato;
  }

  async vede(pagina: Pagina, voluti: readonly string[]): Promise<void> {
    const testo = testoDi(pagina.html);
    for (const voluto of voluti)
      this.#n.pretendi(testo.includes(voluto), `Nella pagina dell’avviso non c’è «${voluto}»: ${testo.slice(0, 400)}`);
    this.#n.dice(`Nella pagina dell’avviso si legge: ${voluti.join(', ')}.`);
  }

  /** From the front page to the notice, by its number and the tax code. */
  async #cerca({ numeroAvviso: numero, codiceFiscale }: Coppia): Promise<Pagina> {
    const inizio = await this.#nav.apri('/');
    const cerca = collegamento(inizio, portale.inizio.avviso);
    this.#n.pretendi(
      cerca !== null,
      `Dall’inizio del portale (HTTP ${inizio.stato}) non si arriva alla ricerca dell’avviso: ` +
        testoDi(inizio.html).slice(0, 300),
    );
    const modulo = await this.#nav.apri(cerca);
    return this.#nav.invia(modulo, { numero, codiceFiscale });
  }

  /** From the front page to the form of what an ente lets people pay without a notice. */
  async apreModulo(ente: string, tipo: string): Promise<Pagina> {
    let pagina = await this.#nav.apri('/');
    for (const testo of [portale.navigazione.enti, ente, tipo]) {
      const indirizzo = collegamento(pagina, testo);
      this.#n.pretendi(indirizzo !== null, `Nella pagina ${new URL(pagina.url).pathname} non c’è «${testo}».`);
      pagina = await this.#nav.apri(indirizzo);
    }
    return pagina;
  }

  /** Fills in the form, presses «Aggiorna», and reads how the amount comes out: one line, to the cent. */
  async aggiorna(modulo: Pagina, risposte: Record<string, string>, atteso: Conto): Promise<Pagina> {
    const pagina = await this.#nav.invia(modulo, { azione: 'aggiorna', ...risposte });
    const [riga = [], altra] = righeTabella(pagina, 'dettaglio-importo');
    const { quantita, prezzo, importo } = atteso;
    const [detta, voluta] = [riga.slice(1).join(' '), `${quantita} ${prezzo} € ${importo} €`];
    this.#n.pretendi(detta === voluta && altra === undefined, `Il conto dice «${detta}» e non «${voluta}».`);
    this.#n.pretendi(
      testoDi(pagina.html).includes(`${spontaneo.daPagare} ${importo} €`),
      `La pagina non dice «${spontaneo.daPagare} ${importo} €».`,
    );
    this.#n.dice(`${riga[0]}: ${quantita} × ${prezzo} € = ${importo} €.`);
    return pagina;
  }

  /** Goes on, sees everything once more, confirms with the mail, and waits for the notice. */
  async conferma(
    modulo: Pagina,
    valori: Record<string, string> & { email: string },
    importo: string,
  ): Promise<{ intero: Pagina; numeroAvviso: string }> {
    const riepilogo = await this.#nav.invia(modulo, { azione: 'continua', ...valori });
    const testo = testoDi(riepilogo.html);
    for (const dato of [spontaneo.riepilogo.titolo, `${importo} €`])
      this.#n.pretendi(testo.includes(dato), `Prima di confermare non si legge «${dato}»: ${testo.slice(0, 400)}`);
    const chiesta = await this.#nav.invia(riepilogo, {}, 'visto');
    const attesa = await this.#confermaPosta(chiesta, { email: valori.email, via: 'codice' });
    const intero = await this.#n.finche(async () => {
      const ora = await this.#nav.apri(attesa.url);
      return new URL(ora.url).pathname.startsWith('/avvisi/') ? ora : null;
    }, 'L’avviso non si prepara');
    const [numero = ''] = /(\d{4} ){4}\d{2}\b/.exec(testoDi(intero.html)) ?? [];
    const numeroAvviso = numero.replaceAll(' ', '');
    this.#n.pretendi(numeroAvviso !== '', 'Nella pagina dell’avviso appena fatto non c’è il suo numero.');
    this.#n.dice(`L’avviso è pronto: ${numero}.`);
    return { intero, numeroAvviso };
  }

  /** Asks for the mail, reads it in the simulatore, and opens the notice with its code or with its link. */
  async provaPosta(trovato: Pagina, posta: Posta): Promise<Pagina> {
    return this.#confermaPosta(await this.#nav.invia(trovato, { email: posta.email }), posta);
  }

  async #confermaPosta(chiesta: Pagina, { email, via }: Posta): Promise<Pagina> {
    this.#n.pretendi(
      testoDi(chiesta.html).includes(portale.codice.titolo),
      `Chiesta la mail, la pagina ${new URL(chiesta.url).pathname} (HTTP ${chiesta.stato}) non dice di guardare la posta.`,
    );
    const lettera = await this.#n.finche(() => this.#lettera(email), `Nella casella di ${email} non arriva la mail`);
    this.#n.salva('mail.txt', lettera.testo);
    if (via === 'codice') {
      const codice = /\b\d{6}\b/.exec(lettera.testo)?.[0] ?? '';
      this.#n.dice('Il codice della mail si copia nella pagina.');
      return this.#nav.invia(chiesta, { codice });
    }
    const [link = ''] = lettera.collegamenti;
    this.#n.dice('Il collegamento della mail apre una pagina, e il suo pulsante apre l’avviso.');
    return this.#nav.invia(await this.#nav.apri(link), {});
  }

  async #lettera(destinatario: string): Promise<Lettera | null> {
    const url = new URL(`/api/posta?destinatario=${encodeURIComponent(destinatario)}`, this.#demo.simulatore);
    const lettere = (await (await fetch(url)).json()) as Lettera[];
    return lettere[0] ?? null;
  }

  /** Finds a notice, proves the mail, and puts it in the carrello. */
  async mette(coppia: Coppia, posta: Posta): Promise<void> {
    const intero = await this.provaPosta(await this.#cerca(coppia), posta);
    const dopo = await this.#nav.invia(intero, { poi: 'continua' }, 'aggiungi');
    this.#n.pretendi(
      testoDi(dopo.html).includes(carrello.paga.dentro),
      `L’avviso non entra nel carrello: ${testoDi(dopo.html).slice(0, 400)}`,
    );
    this.#n.dice('L’avviso è nel carrello.');
  }

  /** Pays what is in the carrello at the Checkout of the simulatore, and comes back: a receipt of each has come. */
  async pagaCarrello(totale: string, enti: readonly string[]): Promise<Pagina> {
    const pieno = await this.#nav.apri('/carrello');
    const testo = testoDi(pieno.html);
    for (const voluto of [...enti, carrello.bottone(`${totale} €`)])
      this.#n.pretendi(testo.includes(voluto), `Nel carrello non si legge «${voluto}»: ${testo.slice(0, 400)}`);
    this.#n.dice(`Nel carrello ci sono gli avvisi di ${enti.join(' e ')}: in tutto ${totale} €.`);
    const checkout = await this.#nav.invia(pieno, {}, 'visto');
    this.#n.pretendi(
      new URL(checkout.url).origin === new URL(this.#demo.simulatore).origin,
      `Il pulsante non porta al Checkout, ma a ${checkout.url}: ${testoDi(checkout.html).slice(0, 400)}`,
    );
    const esito = await this.#nav.invia(checkout, { andamento: 'paga' });
    this.#n.pretendi(
      testoDi(esito.html).includes(carrello.esito.titoli.pagato),
      `Tornati dal Checkout non si legge «${carrello.esito.titoli.pagato}»: ${testoDi(esito.html).slice(0, 400)}`,
    );
    this.#n.dice('Tornati dal Checkout, le ricevute sono arrivate tutte.');
    return esito;
  }

  /** The mail that says that the payment has come. */
  async riceve(email: string, oggetto: string): Promise<void> {
    const lettera = await this.#n.finche(async () => {
      const ultima = await this.#lettera(email);
      return ultima?.oggetto === oggetto ? ultima : null;
    }, `A ${email} non arriva la mail «${oggetto}»`);
    this.#n.salva('mail.txt', lettera.testo);
    this.#n.dice(`A ${email} arriva la mail «${oggetto}».`);
  }

  /** Reads the notice whole, downloads its PDF, and has its QR code read. */
  async legge(intero: Pagina, avviso: Avviso): Promise<void> {
    const testo = testoDi(intero.html);
    for (const dato of [avviso.nome, avviso.codiceFiscale, avviso.importo])
      this.#n.pretendi(
        testo.includes(dato),
        `Nell’avviso intero (${new URL(intero.url).pathname}) non si legge «${dato}».`,
      );
    this.#n.dice(`Adesso si legge tutto: ${avviso.nome}, ${avviso.codiceFiscale}.`);
    const pdf = await this.#pdf(intero, portale.intero.scaricaAvviso, 'avviso.pdf');
    const { pages } = await readPdf(pdf);
    const codici = await Promise.all(pages.map(async (pagina) => readCodes(await pagina.png())));
    const qr = codici.flat().map(({ text }) => text);
    this.#n.pretendi(qr.includes(avviso.qr), `Il QR dell’avviso dice «${qr.join('», «')}» e non «${avviso.qr}».`);
    this.#n.dice(`Il QR dell’avviso dice ${avviso.qr}.`);
  }

  /** Looks again at a notice that was opened: it is paid now, and its receipt can be downloaded. */
  async vedePagato(intero: Pagina, { receiptId, importo }: { receiptId: string; importo: string }): Promise<void> {
    const adesso = await this.#nav.apri(intero.url);
    const testo = testoDi(adesso.html);
    this.#n.pretendi(testo.includes(portale.intero.ricevuta), `L’avviso pagato non dice «${portale.intero.ricevuta}».`);
    const pdf = await this.#pdf(adesso, portale.intero.scaricaRicevuta, 'ricevuta.pdf');
    const scritto = (await readPdf(pdf)).pages.map((pagina) => pagina.text).join('\n');
    for (const dato of [receiptId, importo])
      this.#n.pretendi(
        scritto.replaceAll(/\s/g, '').includes(dato.replaceAll(/\s/g, '')),
        `Nella ricevuta non c’è «${dato}».`,
      );
    this.#n.dice(`L’avviso risulta pagato e la ricevuta porta ${receiptId}.`);
  }

  async #pdf(pagina: Pagina, testo: string, nome: string): Promise<Buffer> {
    const indirizzo = collegamento(pagina, testo);
    this.#n.pretendi(indirizzo !== null, `Nella pagina ${new URL(pagina.url).pathname} non c’è «${testo}».`);
    const { byte, tipo } = await this.#nav.scarica(indirizzo);
    this.#n.pretendi(tipo.startsWith('application/pdf'), `«${testo}» dà un ${tipo}, non un PDF.`);
    this.#n.salva(nome, byte);
    return byte;
  }
}
