import { LIMITI } from '#kernel/limiti';
import type { CampoCompilato, Circostanze, Compilazione, Errore, Inviati, Opzione } from './compilazione.ts';
import type { ValoreModulo, ValoriModulo } from './compilazione.ts';
import type { Modulo } from './controlla.ts';
import type { Testo } from './definizione.ts';
import { componi } from './frase.ts';
import { caratteriMax, dici, errore } from './leggi.ts';
import { lunghezzaMax } from './mondo.ts';
import { calcolaPrezzo, capitoloDi } from './prezzo.ts';
import { haFigli, type Nodo } from './struttura.ts';
import { giudica, obbligatorio, Valutazione, type Istanza } from './valuta.ts';

/** What comes of the answers: the form to be drawn, its values, its amount. Total: any input whatever has an outcome. */
export function compila(modulo: Modulo, inviati: Inviati, circostanze: Circostanze): Compilazione {
  const valutazione = new Valutazione(modulo, inviati, circostanze);
  const disegno = new Disegno(valutazione);
  const campi = modulo.radici.flatMap((nodo) => disegno.campo(nodo, null));
  const prezzo = calcolaPrezzo(valutazione);
  const capitolo = capitoloDi(valutazione);
  const errori = [...disegno.errori];
  if (prezzo.errore !== null) errori.push(errore(prezzo.errore));
  if (capitolo === 'guasto' || valutazione.guasta) errori.push(errore('CALCOLO_IMPOSSIBILE'));
  // Whoever has answered everything cannot be told to go on answering.
  if (capitolo === 'vuoto' && errori.length === 0 && disegno.buono) errori.push(errore('CALCOLO_IMPOSSIBILE'));
  const { definizione, causale, causalePubblica } = modulo;
  const detto = (campo: Nodo): string => inParole(valutazione, campo);
  const testo = (che: Testo | undefined): string | null => (che === undefined ? null : valutazione.detto(che));
  return {
    titolo: testo(definizione.titolo),
    introduzione: testo(definizione.introduzione),
    campi,
    valori: valoriDi(valutazione, modulo.radici, null),
    importoCents: prezzo.importoCents,
    dettaglio: prezzo.dettaglio,
    causale: componi(causale, detto, LIMITI.causaleCaratteriMax),
    causalePubblica: componi(causalePubblica, detto, LIMITI.causalePubblicaCaratteriMax),
    capitolo: typeof capitolo === 'string' ? null : capitolo,
    errori,
    valido: disegno.buono && errori.length === 0 && prezzo.importoCents !== null,
  };
}

/** Draws the fields one by one, and remembers whether something was wrong. */
class Disegno {
  buono = true;
  /** What is wrong with a computation that nobody sees. */
  readonly errori: Errore[] = [];
  readonly #valutazione: Valutazione;

  constructor(valutazione: Valutazione) {
    this.#valutazione = valutazione;
  }

  /** The field in that row; none for a computation that is not shown. */
  campo(nodo: Nodo, indice: number | null, daTacere = false): CampoCompilato[] {
    const valutazione = this.#valutazione;
    const istanza = valutazione.istanza(nodo, indice);
    const suo = daTacere ? null : giudica(valutazione, istanza, indice);
    if (suo !== null) this.buono = false;
    const { campo } = nodo;
    if ('nascosto' in campo && (campo.nascosto ?? false)) {
      if (suo !== null) this.errori.push(suo);
      return [];
    }
    const testo = (che: Testo | undefined): string | null => (che === undefined ? null : valutazione.detto(che));
    const { ripetibile, nome, percorso } = nodo;
    return [
      {
        nome: ripetibile === null ? percorso : `${ripetibile.percorso}.${indice ?? 0}.${nome}`,
        genere: campo.genere,
        etichetta: valutazione.detto(campo.etichetta),
        aiuto: testo(campo.aiuto),
        ...this.#valore(istanza),
        visibile: istanza.visibile,
        abilitato: istanza.abilitato,
        obbligatorio: obbligatorio(valutazione, istanza, indice),
        calcolato: 'valore' in campo && campo.valore !== undefined,
        errore: suo,
        caratteriMax: campo.genere === 'testo' ? caratteriMax(campo) : null,
        decimali: campo.genere === 'numero' ? (campo.decimali ?? 0) : null,
        unita: campo.genere === 'numero' ? testo(campo.unita) : null,
        righeTesto: campo.genere === 'testo' ? (campo.righe ?? 1) : null,
        formato: campo.genere === 'testo' ? (campo.format ?? null) : null,
        accetta: campo.genere === 'file' ? campo.accetta : [],
        bytesMax: campo.genere === 'file' ? (campo.bytesMax ?? null) : null,
        campi: ripetibile === null && campo.genere !== 'ripetibile' ? this.#dentro(nodo) : [],
        ...this.#righe(nodo),
      },
    ];
  }

  #dentro(nodo: Nodo): CampoCompilato[] {
    return nodo.figli.flatMap((figlio) => this.campo(figlio, null));
  }

  #righe(nodo: Nodo): Pick<CampoCompilato, 'righe' | 'righeMin' | 'righeMax'> {
    const { campo } = nodo;
    if (campo.genere !== 'ripetibile') return { righe: [], righeMin: 0, righeMax: null };
    // A blank row is an offer, not an answer: nothing is wrong with it, unless so many rows are asked for.
    const chieste = campo.minItems ?? (nodo.obbligatorio ? 1 : 0);
    const righe = this.#valutazione
      .righeDi(nodo)
      .map(({ bianca }, indice) =>
        nodo.figli.flatMap((figlio) => this.campo(figlio, indice, bianca && indice >= chieste)),
      );
    return { righe, righeMin: chieste, righeMax: lunghezzaMax(nodo) };
  }

  #valore(istanza: Istanza): Pick<CampoCompilato, 'valore' | 'opzioni'> {
    const { nodo, grezzi, valore, opzioni } = istanza;
    const { campo } = nodo;
    if (haFigli(campo)) return { valore: '', opzioni: [] };
    const scelti = new Set(campo.genere === 'scelte' ? (Array.isArray(valore) ? valore : grezzi) : [valore]);
    const disegnate = opzioni.map((opzione): Opzione => ({
      valore: opzione.valore,
      etichetta: this.#valutazione.detto(opzione.testi),
      scelta: scelti.has(opzione.valore),
    }));
    const calcolato = 'valore' in campo && campo.valore !== undefined;
    if (campo.genere === 'scelte') return { valore: '', opzioni: disegnate };
    if (campo.genere === 'si_no') return { valore: valore === true ? 'si' : '', opzioni: [] };
    return { valore: calcolato ? dici(campo, valore) : (grezzi.at(-1) ?? ''), opzioni: disegnate };
  }
}

/** The value of a field for a sentence, in Italian: of the rows of a group, all of them. */
function inParole(valutazione: Valutazione, nodo: Nodo): string {
  const { campo } = nodo;
  if (haFigli(campo)) return '';
  const istanze =
    nodo.ripetibile === null
      ? [valutazione.istanza(nodo)]
      : valutazione
          .righeDi(nodo.ripetibile)
          .flatMap(({ bianca }, indice) => (bianca ? [] : [valutazione.istanza(nodo, indice)]));
  const parole = istanze.map(({ valore, opzioni }) => {
    if (campo.genere !== 'scelta' && campo.genere !== 'scelte') return dici(campo, valore);
    const scelti = new Set(Array.isArray(valore) ? valore : [valore]);
    const scelte = opzioni.filter((opzione) => scelti.has(opzione.valore));
    return scelte.map(({ testi }) => testi.it).join(', ');
  });
  return parole.filter((parola) => parola !== '').join(', ');
}

/** The values in force, nested as the fields are. */
function valoriDi(valutazione: Valutazione, nodi: readonly Nodo[], indice: number | null): ValoriModulo {
  const voci = nodi.flatMap((nodo): [string, ValoreModulo][] => {
    const istanza = valutazione.istanza(nodo, indice);
    if (!valutazione.attivo(istanza)) return [];
    if (nodo.campo.genere === 'ripetibile') {
      const righe = valutazione.righeDi(nodo).flatMap(({ bianca }, n) => (bianca ? [] : [n]));
      return [[nodo.nome, righe.map((n) => valoriDi(valutazione, nodo.figli, n))]];
    }
    if (haFigli(nodo.campo)) return [[nodo.nome, valoriDi(valutazione, nodo.figli, null)]];
    return istanza.valore === null ? [] : [[nodo.nome, istanza.valore]];
  });
  return Object.fromEntries(voci);
}
