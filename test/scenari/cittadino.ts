import type { Demo } from '#support/copia';
import { Navigatore, testoDi, type Pagina } from '#support/navigatore';
import { readCodes, readPdf } from '#support/pdf';
import { portale } from '#testi/it/portale';
import type { Narratore } from './narratore.ts';
import { collegamento } from './pagine.ts';

/** A notice as the citizen holds it, and what must not be seen before the mail is proved. */
export type Avviso = {
  numeroAvviso: string;
  codiceFiscale: string;
  nome: string;
  iniziali: string;
  importo: string;
  qr: string;
};

type Lettera = { testo: string; collegamenti: string[] };

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
    const inizio = await this.#nav.apri('/');
    const cerca = collegamento(inizio, portale.inizio.avviso);
    this.#n.pretendi(
      cerca !== null,
      `Dall’inizio del portale (HTTP ${inizio.stato}) non si arriva alla ricerca dell’avviso: ` +
        testoDi(inizio.html).slice(0, 300),
    );
    const modulo = await this.#nav.apri(cerca);
    const { numeroAvviso: numero, codiceFiscale } = avviso;
    const trovato = await this.#nav.invia(modulo, { numero, codiceFiscale });
    const testo = testoDi(trovato.html);
    this.#n.pretendi(
      trovato.stato === 200 && testo.includes(avviso.importo),
      `L’avviso non si trova: ${testo.slice(0, 400)}`,
    );
    this.#n.pretendi(testo.includes(avviso.iniziali), `Chi trova l’avviso non vede le iniziali «${avviso.iniziali}».`);
    for (const privato of [avviso.nome, avviso.codiceFiscale])
      this.#n.pretendi(!trovato.html.includes(privato), `Senza aver provato la posta si legge «${privato}».`);
    this.#n.pretendi(!trovato.url.includes(numero), 'Il numero dell’avviso sta nell’indirizzo della pagina.');
    this.#n.dice(`Si vede l’importo (${avviso.importo}) e del debitore solo le iniziali (${avviso.iniziali}).`);
    return trovato;
  }

  /** Asks for the mail, reads it in the simulatore, and opens the notice with its code or with its link. */
  async provaPosta(trovato: Pagina, { email, via }: { email: string; via: 'codice' | 'link' }): Promise<Pagina> {
    const chiesta = await this.#nav.invia(trovato, { email });
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
