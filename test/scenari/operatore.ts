import { LIMITI } from '#kernel/limiti';
import { conZip } from '#platform/zip';
import type { Demo } from '#support/copia';
import { fileDovuti, type RigaProva } from '#support/dovuti';
import { Navigatore, testoDi } from '#support/navigatore';
import { ufficioFlussi } from '#testi/it/ufficio-flussi';
import { ufficioRendicontazione } from '#testi/it/ufficio-rendicontazione';
import { ufficioRegistro } from '#testi/it/ufficio-registro';
import type { Narratore } from './narratore.ts';
import { collegamento, righeTabella } from './pagine.ts';

/** The column of the export that names the receipt, and that of a way to pay that says the state. */
const RICEVUTA = 'identificativoUnivocoRiscoss';
const STATO_RATA = 3;

export type Ente = Demo['enti'][number];

/** What a scene has paid, to be found in the file of the paid: by its IUD, where the scene knows it. */
export type Pagato = { iud: string | null; importo: string; receiptId: string };

/** A file to load: its name, its rows, and what should become of those that are wrong (row number, code). */
export type Caricamento = {
  iuf: string;
  versione: '1_3' | '1_4';
  righe: readonly RigaProva[];
  scarti: readonly (readonly [string, string])[];
};

/** The operator's part of the story, through the pages of the ufficio. */
export class Operatore {
  readonly #n: Narratore;
  readonly #nav: Navigatore;
  readonly #ente: Ente;
  readonly #tipo: string;

  constructor(narratore: Narratore, { demo, ente, tipo }: { demo: Demo; ente: Ente; tipo: string }) {
    this.#n = narratore;
    this.#nav = new Navigatore(demo.ufficio);
    this.#ente = ente;
    this.#tipo = tipo;
  }

  async entra({ utente, password }: { utente: string; password: string }): Promise<void> {
    const { denominazione } = this.#ente;
    const accesso = await this.#nav.apri('/ufficio');
    this.#n.pretendi(accesso.url.includes('/ufficio/accedi'), 'La pagina dell’ufficio si apre senza chiedere chi sei.');
    const oggi = await this.#nav.invia(accesso, { utente, password });
    this.#n.pretendi(
      oggi.stato === 200 && testoDi(oggi.html).includes(denominazione),
      `${utente} non riesce a entrare: la pagina ${oggi.url} (HTTP ${oggi.stato}) non nomina «${denominazione}».`,
    );
    this.#n.dice(`${utente} lavora per ${denominazione}.`);
  }

  /** Uploads a file, follows it to its end, checks every reject, downloads what it gives back. Returns the IUV by IUD. */
  async carica(caricamento: Caricamento): Promise<Map<string, string>> {
    const { righe, scarti } = caricamento;
    const { nomeFile, zip } = await fileDovuti({ codIpa: this.#ente.codIpa, tipo: this.#tipo }, caricamento);
    this.#n.salva(nomeFile, zip);
    const modulo = await this.#nav.apri('/ufficio/flussi/carica');
    const ricevuto = await this.#nav.invia(modulo, { archivio: { nome: nomeFile, byte: zip } });
    const [, pagina = ''] =
      /^(\/ufficio\/flussi\/[0-9a-f-]{36})\/anteprima$/.exec(new URL(ricevuto.url).pathname) ?? [];
    this.#n.pretendi(
      pagina !== '',
      `${nomeFile} non è stato preso: siamo in ${ricevuto.url} (HTTP ${ricevuto.stato}): ${testoDi(ricevuto.html).slice(0, 300)}`,
    );
    await this.#conferma(`${pagina}/anteprima`, nomeFile, scarti.length);
    const finito = await this.#n.finche(async () => {
      const ora = await this.#nav.apri(pagina);
      return testoDi(ora.html).includes(ufficioFlussi.flusso.terminato) ? ora : null;
    }, `Il flusso ${nomeFile} non finisce`);
    const [buone, cattive] = [righe.length - scarti.length, scarti.length];
    const frase = ufficioFlussi.flusso.terminatoTesto(String(buone), String(cattive));
    this.#n.pretendi(testoDi(finito.html).includes(frase), `La pagina del flusso non dice «${frase}».`);
    this.#n.dice(`Il flusso è finito: ${buone} righe caricate, ${cattive} scartate.`);
    const mostrati = righeTabella(finito, 'scarti');
    for (const [riga, codice] of scarti) {
      const trovata = mostrati.find(([numero]) => numero === riga);
      this.#n.pretendi(trovata?.at(-1)?.includes(codice) === true, `La riga ${riga} non è scartata con ${codice}.`);
      this.#n.dice(`Riga ${riga} (${trovata?.[1]}): ${trovata?.[2]} [${codice}]`);
    }
    this.#n.pretendi(mostrati.length === cattive, `Gli scarti mostrati sono ${mostrati.length} e non ${cattive}.`);
    if (cattive > 0) await this.#scarti(pagina, scarti);
    return this.#iuv(pagina, buone);
  }

  /** Looks at what the file would do, and confirms it. */
  async #conferma(pagina: string, nomeFile: string, sbagliate: number): Promise<void> {
    const vista = await this.#n.finche(async () => {
      const ora = await this.#nav.apri(pagina);
      return ora.html.includes('name="conferma"') ? ora : null;
    }, `L’anteprima di ${nomeFile} non arriva`);
    const mostrate = righeTabella(vista, 'scarti').length;
    this.#n.pretendi(mostrate === sbagliate, `Nell’anteprima le righe sbagliate sono ${mostrate} e non ${sbagliate}.`);
    await this.#nav.invia(vista, {}, 'conferma');
    this.#n.dice(`L’anteprima di ${nomeFile} è confermata: righe sbagliate ${sbagliate}.`);
  }

  async #scarti(pagina: string, attesi: Caricamento['scarti']): Promise<void> {
    const [, ...righe] = await this.#csv(`${pagina}/file/scarti`);
    this.#n.pretendi(righe.length === attesi.length, `Il file SCARTI ha ${righe.length} righe, non ${attesi.length}.`);
    for (const [i, [, codice]] of attesi.entries())
      this.#n.pretendi(
        righe[i]?.at(-2)?.includes(codice) === true,
        `Nel file SCARTI la riga ${i + 1} non dice ${codice}.`,
      );
  }

  async #iuv(pagina: string, buone: number): Promise<Map<string, string>> {
    const [, ...righe] = await this.#csv(`${pagina}/file/iuv`);
    this.#n.pretendi(righe.length === buone, `Il file IUV ha ${righe.length} righe, non ${buone}.`);
    const iuv = new Map(righe.map(([iud = '', codice = '']) => [iud, codice]));
    for (const [iud, codice] of iuv)
      this.#n.pretendi(/^\d{17}$/.test(codice), `Per ${iud} non c’è uno IUV di 17 cifre.`);
    return iuv;
  }

  /** Books the export 1.3 of all that was paid in those days, waits for it, and finds each dovuto with its amount and its receipt. */
  async esporta({ dal, al }: { dal: string; al: string }, attesi: readonly Pagato[]): Promise<void> {
    const pagina = await this.#nav.apri('/ufficio/incassi');
    const prenotato = await this.#nav.invia(pagina, { dal, al, tipo: '', versione: '1.3' });
    const dove = new URL(prenotato.url).pathname;
    this.#n.pretendi(/^\/ufficio\/incassi\/[0-9a-f-]{36}$/.test(dove), `La prenotazione non è stata presa (${dove}).`);
    const pronto = await this.#n.finche(async () => {
      const ora = await this.#nav.apri(dove);
      return testoDi(ora.html).includes(ufficioFlussi.incasso.pronto) ? ora : null;
    }, 'Il file degli incassi non è pronto');
    const file = collegamento(pronto, ufficioFlussi.incassi.scarica);
    this.#n.pretendi(file !== null, 'Nella pagina dell’incasso manca il collegamento per scaricare lo ZIP.');
    const [testata = [], ...righe] = await this.#csv(file);
    const colonna = (riga: readonly string[], nome: string): string => riga[testata.indexOf(nome)] ?? '';
    for (const { iud, importo, receiptId } of attesi) {
      const sua = (una: string[]): boolean =>
        iud === null ? colonna(una, RICEVUTA) === receiptId : colonna(una, 'codIud') === iud;
      const [riga, doppia] = righe.filter(sua);
      const nome = iud ?? `della ricevuta ${receiptId}`;
      this.#n.pretendi(riga !== undefined, `Nell’estrazione dei pagati manca il dovuto ${nome}.`);
      this.#n.pretendi(doppia === undefined, `Nell’estrazione dei pagati il dovuto ${nome} c’è due volte.`);
      const [pagato, ricevuta] = ['singoloImportoPagato', RICEVUTA].map((c) => colonna(riga, c));
      this.#n.pretendi(pagato === importo, `Il dovuto ${nome} risulta pagato per ${pagato} e non per ${importo}.`);
      this.#n.pretendi(ricevuta === receiptId, `La ricevuta di ${nome} è ${ricevuta} e non ${receiptId}.`);
      this.#n.dice(`${colonna(riga, 'codIud')}: pagato ${pagato}, ricevuta ${ricevuta}.`);
    }
    this.#n.pretendi(testata.includes('cod_fiscale_pa1'), 'Mancano le colonne che distinguono la versione 1.3.');
  }

  /** Looks for a dovuto among those that are closed, and in its page for the ways to pay it: the states of each, in their order. */
  async vedeModi(iud: string, attesi: Readonly<Record<number, readonly string[]>>): Promise<void> {
    const elenco = await this.#nav.apri('/ufficio/dovuti?elenco=archivio');
    const trovati = await this.#nav.invia(elenco, { testo: iud, elenco: 'archivio' });
    const [indirizzo] = /\/ufficio\/dovuti\/[0-9a-f-]{36}/.exec(trovati.html) ?? [];
    this.#n.pretendi(indirizzo !== undefined, `Fra i dovuti chiusi non c’è ${iud}.`);
    const pagina = await this.#nav.apri(indirizzo);
    for (const [ordine, stati] of Object.entries(attesi)) {
      const [detti, voluti] = [righeTabella(pagina, `opzione-${ordine}`).map((riga) => riga[STATO_RATA]), stati].map(
        (elencati) => elencati.join(', '),
      );
      this.#n.pretendi(detti === voluti, `Nella pagina di ${iud} il modo ${ordine} dice «${detti}» e non «${voluti}».`);
      this.#n.dice(`Nella pagina del dovuto il modo di pagare ${ordine} dice: ${detti}.`);
    }
  }

  /** The page of the registro, back to the steps of this story. */
  /** Asks for the statements that were published, and finds in them what was credited, each payment with its receipt. */
  async riceveRendicontazioni(pubblicate: readonly string[]): Promise<void> {
    await this.#nav.invia(await this.#nav.apri('/ufficio/rendicontazione'), { cosa: 'chiedi' });
    const elenco = await this.#n.finche(async () => {
      const vista = await this.#nav.apri('/ufficio/rendicontazione');
      return pubblicate.every((iuf) => vista.html.includes(iuf)) ? vista : null;
    }, 'Le rendicontazioni pubblicate non arrivano');
    for (const iuf of pubblicate) {
      const una = await this.#nav.apri(collegamento(elenco, iuf) ?? '');
      const righe = righeTabella(una, 'righe');
      const arrivate = righe.filter((celle) => celle.includes(ufficioRendicontazione.ricevuta.si));
      this.#n.pretendi(
        righe.length > 0 && arrivate.length === righe.length,
        `Nella rendicontazione ${iuf} c’è un pagamento senza la sua ricevuta.`,
      );
      const xml = await this.#nav.scarica(collegamento(una, ufficioRendicontazione.una.xml) ?? '');
      this.#n.dice(`${iuf}: ${righe.length} pagamenti, tutti con la ricevuta.`);
      this.#n.salva(`${iuf}.xml`, xml.byte);
    }
  }

  /** Makes a key for the ente's software, which is shown this once. */
  async creaChiave(applicazione: string): Promise<string> {
    const modulo = await this.#nav.apri('/ufficio/configurazione/chiavi/nuova');
    const fatta = await this.#nav.invia(modulo, { applicazione, ambiti: ['dovuti'] });
    const [chiave] = /mp_(?:live|prova)_[\w-]+/.exec(fatta.html) ?? [];
    this.#n.pretendi(chiave !== undefined, `La chiave API non è stata creata: ${testoDi(fatta.html).slice(0, 300)}`);
    this.#n.dice(`L’operatore crea una chiave API per «${applicazione}»: ${chiave.slice(0, 12)}…`);
    return chiave;
  }

  async guardaRegistro(azioni: readonly string[]): Promise<void> {
    const mancanti = new Set(azioni.map((azione) => ufficioRegistro.atti[azione] ?? azione));
    let indirizzo: string | null = '/ufficio/registro';
    for (let n = 0; indirizzo !== null && mancanti.size > 0 && n < 20; n += 1) {
      const pagina = await this.#nav.apri(indirizzo);
      for (const [atto = ''] of righeTabella(pagina, 'atti')) {
        const trovato = [...mancanti].find((frase) => atto.includes(frase));
        if (trovato !== undefined) mancanti.delete(trovato);
      }
      indirizzo = collegamento(pagina, 'uccessiva');
    }
    this.#n.pretendi(mancanti.size === 0, `Nel registro non c’è: ${[...mancanti].join(', ')}.`);
    this.#n.dice(`Nel registro ci sono tutti i passi: ${azioni.map((a) => ufficioRegistro.atti[a] ?? a).join(', ')}.`);
  }

  /** Downloads a ZIP, keeps it, and reads the rows of the CSV it holds. */
  async #csv(indirizzo: string): Promise<string[][]> {
    const { byte, nome } = await this.#nav.scarica(indirizzo);
    const percorso = this.#n.salva(nome, byte);
    const testo = await conZip(percorso, LIMITI, async ([voce]) => {
      const pezzi: Buffer[] = [];
      for await (const pezzo of (await voce?.apri()) ?? []) pezzi.push(pezzo as Buffer);
      return Buffer.concat(pezzi).toString('utf8');
    });
    this.#n.salva(nome.replace(/\.zip$/, '.csv'), testo);
    return testo
      .split(/\r?\n/)
      .filter((riga) => riga !== '')
      .map((riga) => riga.split(';').map((campo) => campo.replace(/^"|"$/g, '')));
  }
}
