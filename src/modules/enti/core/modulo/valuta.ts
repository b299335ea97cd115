import { GiornoCel, OggettoCel, metti, mettiVuoto } from './cel.ts';
import type { Circostanze, Errore, Inviati, ValoreSemplice } from './compilazione.ts';
import type { Modulo } from './controlla.ts';
import type { CampoConValore, Testo } from './definizione.ts';
import type { Espressione } from './espressione.ts';
import type { OpzionePronta } from './espressioni-campo.ts';
import { comeCel, daCel, errore, leggiCampo, predefinito, verifica } from './leggi.ts';
import { lunghezzaMax } from './mondo.ts';
import { inviatiSotto, leggiRighe, type RigheInviate } from './righe.ts';
import { haFigli, type Nodo } from './struttura.ts';

/** A field as it is now: one for each row, where it is in a repeatable group. */
export type Istanza = {
  nodo: Nodo;
  visibile: boolean;
  abilitato: boolean;
  /** As typed, or as proposed the first time. */
  grezzi: readonly string[];
  valore: ValoreSemplice | null;
  opzioni: readonly OpzionePronta[];
  errore: Errore | null;
  /** The computation had no answer. */
  guasto: boolean;
};

/** Puts the answers in their places, each field after those it depends on; whoever shows or prices them reads from here. */
export class Valutazione {
  readonly modulo: Modulo;
  readonly radice: OggettoCel = new OggettoCel();
  /** Something that says when to ask had no answer: there is no field to say it by. */
  guasta = false;
  readonly #istanze = new Map<string, Istanza>();
  readonly #oggetti = new Map<Nodo, OggettoCel>();
  readonly #righe = new Map<
    Nodo,
    { inviate: RigheInviate; oggetti: OggettoCel[]; contesti: object[]; lista: OggettoCel[] }
  >();
  readonly #inviati: Inviati;
  readonly #lingua: string;

  constructor(modulo: Modulo, inviati: Inviati, { oggi, lingua }: Circostanze) {
    this.#lingua = lingua;
    this.modulo = modulo;
    this.#inviati = inviati;
    metti(this.radice, 'oggi', new GiornoCel(oggi));
    for (const [nome, { oggetto }] of modulo.tariffe) metti(this.radice, nome, oggetto);
    for (const nodo of modulo.radici) this.#prepara(nodo, this.radice);
    for (const nodo of modulo.ordine) {
      if (nodo.ripetibile === null) this.#valutaCampo(nodo, null);
      else for (const indice of this.righeDi(nodo.ripetibile).keys()) this.#valutaCampo(nodo, indice);
    }
  }

  /** The field, in that row. */
  istanza(nodo: Nodo, indice: number | null = null): Istanza {
    const trovata = this.#istanze.get(chiave(nodo, indice));
    if (trovata === undefined) throw new Error(`Not evaluated yet: ${nodo.percorso}`);
    return trovata;
  }

  /** Whether each row of the group is blank: shown, and not there. */
  righeDi(nodo: Nodo): readonly { bianca: boolean }[] {
    return this.#righe.get(nodo)?.inviate.righe ?? [];
  }

  righeTroppe(nodo: Nodo): boolean {
    return this.#righe.get(nodo)?.inviate.troppe ?? false;
  }

  /** What expressions see: at the root, or in that row. */
  contesto(ripetibile: Nodo | null, indice: number | null): object {
    const riga = ripetibile === null ? undefined : this.#righe.get(ripetibile)?.contesti[indice ?? 0];
    return riga ?? this.radice;
  }

  /** Does the condition hold? Not when it reads what is not there yet, nor when it has no answer, which is remembered. */
  vale(espressione: Espressione | null, contesto: object, seManca: boolean): boolean {
    if (espressione === null) return seManca;
    const esito = espressione.valuta(contesto);
    if (esito.esito === 'guasto') this.guasta = true;
    return esito.esito === 'valore' && esito.valore === true;
  }

  /** In the language asked for, or in Italian. */
  detto(testo: Testo): string {
    return (Object.hasOwn(testo, this.#lingua) ? testo[this.#lingua] : undefined) ?? testo.it;
  }

  /** Is the answer in force: shown, and not switched off? */
  attivo({ visibile, abilitato }: Istanza): boolean {
    return visibile && abilitato;
  }

  /** Makes the places where values will be, nested as the fields are. */
  #prepara(nodo: Nodo, sopra: OggettoCel): void {
    if (!haFigli(nodo.campo)) {
      mettiVuoto(sopra, nodo.nome);
      return;
    }
    const Classe = this.modulo.classi.get(nodo) ?? OggettoCel;
    const nuovo = (): OggettoCel => {
      const oggetto = new Classe();
      for (const figlio of nodo.figli) this.#prepara(figlio, oggetto);
      return oggetto;
    };
    if (nodo.campo.genere !== 'ripetibile') {
      const oggetto = nuovo();
      this.#oggetti.set(nodo, oggetto);
      metti(sopra, nodo.nome, oggetto);
      return;
    }
    const inviate = leggiRighe(nodo, this.#inviati);
    const oggetti = inviate.righe.map(nuovo);
    const contesti = oggetti.map((riga): object => {
      const contesto = Object.create(this.radice) as object;
      metti(contesto, 'riga', riga);
      return contesto;
    });
    const lista = oggetti.filter((_, indice) => inviate.righe[indice]?.bianca === false);
    this.#righe.set(nodo, { inviate, oggetti, contesti, lista });
    metti(sopra, nodo.nome, lista);
  }

  #valutaCampo(nodo: Nodo, indice: number | null): void {
    const { campo, padre } = nodo;
    const sopra = padre === null ? null : this.istanza(padre, padre === nodo.ripetibile ? null : indice);
    const espressioni = this.modulo.espressioni.get(nodo);
    const contesto = this.contesto(nodo.ripetibile, indice);
    const visibile = (sopra?.visibile ?? true) && this.vale(espressioni?.visibileSe ?? null, contesto, true);
    const abilitato = (sopra?.abilitato ?? true) && this.vale(espressioni?.abilitatoSe ?? null, contesto, true);
    const istanza: Istanza = {
      ...{ nodo, visibile, abilitato, valore: null, opzioni: [], grezzi: [], errore: null, guasto: false },
    };
    this.#istanze.set(chiave(nodo, indice), istanza);
    if (haFigli(campo)) {
      // The rows of a group that is not asked are none, for those who count them.
      if (campo.genere === 'ripetibile' && !(visibile && abilitato)) this.#righe.get(nodo)?.lista.splice(0);
      return;
    }
    if (visibile) istanza.opzioni = this.#opzioni(nodo, contesto);
    if (visibile && abilitato) {
      const calcolo = espressioni?.valore ?? null;
      if (calcolo !== null) this.#calcola(istanza, campo, calcolo, contesto);
      else this.#leggi(istanza, campo, indice);
    }
    this.#scrivi(istanza, campo, indice);
  }

  #opzioni(nodo: Nodo, contesto: object): OpzionePronta[] {
    return (this.modulo.opzioni.get(nodo) ?? []).filter(({ se, voci }) => {
      if (se === null) return true;
      if (voci.length === 0) return this.vale(se, contesto, false);
      return voci.some((voce) => {
        const accanto = Object.create(contesto) as object;
        metti(accanto, 'voce', voce);
        return this.vale(se, accanto, false);
      });
    });
  }

  #calcola(istanza: Istanza, campo: CampoConValore, espressione: Espressione, contesto: object): void {
    const esito = espressione.valuta(contesto);
    if (esito.esito === 'vuoto') return;
    const valore = esito.esito === 'valore' ? daCel(campo, esito.valore) : null;
    // An empty text is a computed nothing.
    istanza.guasto = valore === null && !(esito.esito === 'valore' && esito.valore === '');
    this.#accogli(istanza, campo, valore);
  }

  #leggi(istanza: Istanza, campo: CampoConValore, indice: number | null): void {
    const { nodo } = istanza;
    const riga = nodo.ripetibile === null ? null : this.#righe.get(nodo.ripetibile)?.inviate.righe[indice ?? 0];
    const proposto = predefinito(campo);
    istanza.grezzi =
      riga === null
        ? (inviatiSotto(this.#inviati, nodo.percorso) ?? (proposto === null ? [] : [proposto]))
        : (riga?.inviati.get(nodo) ?? []);
    const letto = leggiCampo(campo, istanza.grezzi);
    istanza.errore = letto.errore;
    this.#accogli(istanza, campo, letto.valore);
  }

  #accogli(istanza: Istanza, campo: CampoConValore, valore: ValoreSemplice | null): void {
    if (valore === null) return;
    istanza.errore = verifica(campo, valore, new Set(istanza.opzioni.map((opzione) => opzione.valore)));
    if (istanza.errore === null) istanza.valore = valore;
  }

  /** From now on expressions find it; texts, choices and boxes have a nothing of their own. */
  #scrivi({ nodo, valore }: Istanza, campo: CampoConValore, indice: number | null): void {
    const oggetto =
      nodo.ripetibile !== null
        ? this.#righe.get(nodo.ripetibile)?.oggetti[indice ?? 0]
        : nodo.padre === null
          ? this.radice
          : this.#oggetti.get(nodo.padre);
    if (oggetto === undefined) return;
    if (valore !== null) metti(oggetto, nodo.nome, comeCel(campo, valore));
    else if (campo.genere === 'si_no') metti(oggetto, nodo.nome, false);
    else if (campo.genere === 'scelte') metti(oggetto, nodo.nome, []);
    else if (campo.genere === 'testo' || campo.genere === 'scelta' || campo.genere === 'file')
      metti(oggetto, nodo.nome, '');
    else mettiVuoto(oggetto, nodo.nome);
  }
}

function chiave({ percorso }: Nodo, indice: number | null): string {
  return `${percorso}#${indice ?? ''}`;
}

/** What is wrong with the field, when it is in force: the first thing, in the order in which a person would set it right. */
export function giudica(valutazione: Valutazione, istanza: Istanza, indice: number | null): Errore | null {
  const { nodo, valore, guasto } = istanza;
  if (!valutazione.attivo(istanza)) return null;
  if (istanza.errore !== null) return istanza.errore;
  if (guasto) return errore('CALCOLO_IMPOSSIBILE');
  if (nodo.campo.genere === 'ripetibile') {
    const { minItems = nodo.obbligatorio ? 1 : 0 } = nodo.campo;
    if (valutazione.righeTroppe(nodo)) return errore('RIGHE_TROPPE', { massimo: lunghezzaMax(nodo) });
    const scritte = valutazione.righeDi(nodo).filter(({ bianca }) => !bianca).length;
    if (scritte < minItems) return errore('RIGHE_TROPPO_POCHE', { minimo: minItems });
  } else if (haFigli(nodo.campo)) return null;
  else if (valore === null || valore === false) {
    if (obbligatorio(valutazione, istanza, indice)) return errore('OBBLIGATORIO');
    if (valore === null) return null;
  }
  for (const { se, messaggio } of valutazione.modulo.espressioni.get(nodo)?.validoSe ?? []) {
    const esito = se.valuta(valutazione.contesto(nodo.ripetibile, indice));
    if (esito.esito === 'guasto') return errore('CALCOLO_IMPOSSIBILE');
    if (esito.esito === 'valore' && esito.valore !== true)
      return { codice: 'REGOLA', parametri: {}, messaggio: valutazione.detto(messaggio) };
  }
  return null;
}

/** Must it be answered? */
export function obbligatorio(valutazione: Valutazione, istanza: Istanza, indice: number | null): boolean {
  const { nodo } = istanza;
  const espressioni = valutazione.modulo.espressioni.get(nodo);
  if (!valutazione.attivo(istanza) || (espressioni?.valore ?? null) !== null) return false;
  const contesto = valutazione.contesto(nodo.ripetibile, indice);
  return nodo.obbligatorio || valutazione.vale(espressioni?.obbligatorioSe ?? null, contesto, false);
}
