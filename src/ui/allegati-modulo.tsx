import type { Esito, Rifiuto } from '#kernel/esito';
import { LIMITI } from '#kernel/limiti';
import type { Lingua } from '#kernel/lingua';
import type { CampoCompilato, Compilazione } from '#modules/enti';
import {
  allegatiRisposti,
  postiPerFile,
  RIFIUTI_ALLEGATO,
  type AllegatoRisposto,
  type AllegatoTenuto,
} from '#modules/posizioni';
import { formatDimensione, tipiFile } from './allegato.tsx';

/** Name of the button that takes a file away; its value is the name of the field. */
export const TOGLI = 'togliFile';

/** The files of a form that is being filled in. */
export type Allegati = {
  tenuti: ReadonlyMap<string, AllegatoTenuto>;
  /** Those that answer a question. */
  risposti: readonly AllegatoRisposto[];
  /** What is wrong, in words, by name of the answer. */
  difetti: ReadonlyMap<string, string>;
};

export const NESSUN_ALLEGATO: Allegati = { tenuti: new Map(), risposti: [], difetti: new Map() };

/** What was posted, as far as files go: by the names that fields have in the page. */
type Inviato = {
  file: Readonly<Record<string, Esito<{ riferimento: string }>>>;
  modulo: Readonly<Record<string, string>>;
};
type Risposte = Readonly<Record<string, string | readonly string[] | undefined>>;

/**
 * The answers with the files that have just arrived, and those that are to be thrown away: taken away by themselves or with their row,
 * and named by no other answer.
 */
export function conArrivati<R extends Risposte>(
  inviate: R,
  { file, modulo }: Inviato,
  prefisso: string,
): { risposte: R; butta: ReadonlySet<string> } {
  const risposte: Record<string, string | readonly string[] | undefined> = { ...inviate };
  for (const [campo, esito] of Object.entries(file))
    if (esito.ok && campo.startsWith(prefisso)) risposte[campo.slice(prefisso.length)] = esito.value.riferimento;
  const tolto = (modulo[TOGLI] ?? '').slice(prefisso.length);
  const righe = Object.entries(risposte).flatMap(([nome, riga]) =>
    nome.endsWith('.togli') ? [`${nome.slice(0, -'togli'.length)}${String(riga)}.`] : [],
  );
  const valoriDi = (via: boolean): string[] =>
    Object.entries(risposte).flatMap(([nome, valore]) =>
      (nome === tolto || righe.some((riga) => nome.startsWith(riga))) === via ? [valore ?? []].flat() : [],
    );
  const restano = new Set(valoriDi(false));
  const butta = new Set(valoriDi(true).filter((id) => !restano.has(id)));
  return { risposte: (tolto === '' ? risposte : { ...risposte, [tolto]: '' }) as R, butta };
}

type Posto = Pick<CampoCompilato, 'bytesMax' | 'accetta'>;
/** What a person reads of a file that is not taken, by the question that asked for it. */
export type FraseAllegato = (rifiuto: Rifiuto, posto: Posto) => string;

/** What files the form has, and what is wrong with them: with those that its answers name, and with those that have just come. */
export function giudicaAllegati(
  campi: readonly CampoCompilato[],
  tenuti: readonly AllegatoTenuto[],
  { file, modulo, prefisso, frase }: Inviato & { prefisso: string; frase: FraseAllegato },
): Allegati {
  const { allegati, difetti: codici } = allegatiRisposti(campi, tenuti);
  const difetti = new Map<string, string>();
  // With a row that is taken away those below it change their name: what was refused then is asked again.
  const spostati = Object.keys(modulo).some((nome) => nome.endsWith('.togli'));
  for (const posto of postiPerFile(campi)) {
    const { nome } = posto;
    const arrivato = file[prefisso + nome];
    const codice = codici.get(nome);
    if (arrivato?.ok === false && !spostati) difetti.set(nome, frase(arrivato.refusal, posto));
    else if (codice !== undefined) difetti.set(nome, frase({ codice, genere: RIFIUTI_ALLEGATO[codice] }, posto));
  }
  return { tenuti: new Map(tenuti.map((uno) => [uno.id, uno])), risposti: allegati, difetti };
}

type Frasi = Readonly<Record<string, string | ((p: Readonly<Record<string, string | number>>) => string)>>;

/** The words of a refusal, by the sentences that there are; the page itself stops the largest file, with a code of its own. */
export function fraseAllegato(frasi: Frasi, lingua: Lingua): FraseAllegato {
  return ({ codice, parametri = {} }, { bytesMax, accetta }) => {
    const suo = codice === 'file_troppo_grande' ? 'ALLEGATO_TROPPO_GRANDE' : codice;
    const una = frasi[suo];
    if (una === undefined) throw new Error(`no sentence for the refusal ${suo}`);
    const quanto = formatDimensione(Math.min(bytesMax ?? LIMITI.allegatoBytesMax, LIMITI.allegatoBytesMax), lingua);
    return typeof una === 'string' ? una : una({ ...parametri, quanto, tipi: tipiFile(accetta) });
  };
}

/** The compiled form, judged with its files. */
export function conAllegati(compilazione: Compilazione, { difetti }: Allegati): Compilazione {
  if (difetti.size === 0) return compilazione;
  return { ...compilazione, campi: segna(compilazione.campi, difetti), valido: false };
}

/** Writes what is wrong with a file where the form says what is wrong with an answer. */
export function segna(campi: readonly CampoCompilato[], difetti: Allegati['difetti']): CampoCompilato[] {
  return campi.map((campo) => {
    const messaggio = campo.genere === 'file' ? difetti.get(campo.nome) : undefined;
    return {
      ...campo,
      ...(messaggio !== undefined && { errore: { codice: 'REGOLA', parametri: {}, messaggio } as const }),
      campi: segna(campo.campi, difetti),
      righe: campo.righe.map((riga) => segna(riga, difetti)),
    };
  });
}

/** The answers as people read them: of a file its name and how large it is, and not what it is kept by. */
export function nominati(
  campi: readonly CampoCompilato[],
  tenuti: Allegati['tenuti'],
  lingua: Lingua,
): CampoCompilato[] {
  return campi.map((campo) => {
    const tenuto = campo.genere === 'file' ? tenuti.get(campo.valore) : undefined;
    return {
      ...campo,
      ...(tenuto !== undefined && { valore: `${tenuto.nome} (${formatDimensione(tenuto.bytes, lingua)})` }),
      campi: nominati(campo.campi, tenuti, lingua),
      righe: campo.righe.map((riga) => nominati(riga, tenuti, lingua)),
    };
  });
}
