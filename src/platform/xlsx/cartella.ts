import type { VoceZip } from '#platform/zip';
import { aspettoDi, aspettoNoto, type Aspetto } from './numeri.ts';
import { attributo, FoglioIllegibile, leggiTutto } from './xml.ts';

/** What of a workbook is needed to read its sheets. */
export type Cartella = {
  /** Those that a person sees, in order. */
  fogli: { nome: string; voce: VoceZip }[];
  stringhe: readonly string[];
  /** By the number of the style of a cell. */
  aspetti: readonly Aspetto[];
  dal1904: boolean;
};

/** A cell holds so many characters (ECMA-376, and every spreadsheet). */
export const CELLA_CARATTERI_MAX = 32_767;
/** Sheets that are looked into. */
const FOGLI_MAX = 100;

type Voci = ReadonlyMap<string, VoceZip>;

/** Reads the parts of a workbook that are not its sheets. */
export async function leggiCartella(elenco: readonly VoceZip[], caratteriMax: number): Promise<Cartella> {
  const voci: Voci = new Map(elenco.map((voce) => [voce.nome, voce]));
  const principale = await relazioneDi(voci, '', 'officeDocument');
  const voce = voci.get(principale ?? 'xl/workbook.xml');
  if (voce === undefined) throw new FoglioIllegibile('non_xlsx');
  const detti: { nome: string; id: string }[] = [];
  let dal1904 = false;
  await leggiTutto(await voce.apri(), {
    apre: (nome, attributi) => {
      if (nome === 'workbookPr') dal1904 = /^(1|true)$/.test(attributo(attributi, 'date1904'));
      const visto = attributo(attributi, 'state') === '' || attributo(attributi, 'state') === 'visible';
      if (nome === 'sheet' && visto)
        detti.push({ nome: attributo(attributi, 'name'), id: attributi['r:id'] ?? attributo(attributi, 'id') });
    },
  });
  if (detti.length > FOGLI_MAX) throw new FoglioIllegibile('piu_fogli');
  const relazioni = await relazioniDi(voci, voce.nome);
  const fogli = detti.flatMap(({ nome, id }) => {
    const foglio = voci.get(relazioni.find((r) => r.id === id)?.percorso ?? '');
    return foglio === undefined ? [] : [{ nome, voce: foglio }];
  });
  const parte = (tipo: string): VoceZip | undefined => voci.get(relazioni.find((r) => r.tipo === tipo)?.percorso ?? '');
  return {
    fogli,
    dal1904,
    stringhe: await leggiStringhe(parte('sharedStrings'), caratteriMax),
    aspetti: await leggiAspetti(parte('styles')),
  };
}

type Relazione = { id: string; tipo: string; percorso: string };

async function relazioniDi(voci: Voci, di: string): Promise<Relazione[]> {
  const cartella = di.slice(0, di.lastIndexOf('/') + 1);
  const voce = voci.get(`${cartella}_rels/${di.slice(cartella.length)}.rels`);
  const relazioni: Relazione[] = [];
  if (voce === undefined) return relazioni;
  await leggiTutto(await voce.apri(), {
    apre: (nome, attributi) => {
      if (nome !== 'Relationship') return;
      const a = attributo(attributi, 'Target');
      relazioni.push({
        id: attributo(attributi, 'Id'),
        tipo: attributo(attributi, 'Type').split('/').at(-1) ?? '',
        percorso: a.startsWith('/') ? a.slice(1) : risolto(cartella, a),
      });
    },
  });
  return relazioni;
}

/** `xl/` and `../xl/styles.xml` are `xl/styles.xml`: compared with the names of the ZIP, and never a path of ours. */
function risolto(cartella: string, relativo: string): string {
  const passi: string[] = [];
  for (const passo of `${cartella}${relativo}`.split('/')) {
    if (passo === '..') passi.pop();
    else if (passo !== '.') passi.push(passo);
  }
  return passi.join('/');
}

async function relazioneDi(voci: Voci, di: string, tipo: string): Promise<string | null> {
  return (await relazioniDi(voci, di)).find((r) => r.tipo === tipo)?.percorso ?? null;
}

async function leggiStringhe(voce: VoceZip | undefined, caratteriMax: number): Promise<string[]> {
  const stringhe: string[] = [];
  if (voce === undefined) return stringhe;
  let caratteri = 0;
  let una = '';
  let dentro = false;
  let pronuncia = false;
  await leggiTutto(await voce.apri(), {
    apre: (nome) => {
      if (nome === 'si') una = '';
      if (nome === 'rPh') pronuncia = true;
      dentro = nome === 't' && !pronuncia;
    },
    testo: (testo) => {
      if (dentro) una += testo;
    },
    chiude: (nome) => {
      if (nome === 't') dentro = false;
      if (nome === 'rPh') pronuncia = false;
      if (nome !== 'si') return;
      if (una.length > CELLA_CARATTERI_MAX) throw new FoglioIllegibile('cella_lunga');
      caratteri += una.length;
      if (caratteri > caratteriMax) throw new FoglioIllegibile('troppo_testo');
      stringhe.push(una);
    },
  });
  return stringhe;
}

async function leggiAspetti(voce: VoceZip | undefined): Promise<Aspetto[]> {
  const aspetti: Aspetto[] = [];
  if (voce === undefined) return aspetti;
  const propri = new Map<number, Aspetto>();
  let fraGliStili = false;
  await leggiTutto(await voce.apri(), {
    apre: (nome, attributi) => {
      const id = Number(attributo(attributi, 'numFmtId'));
      if (nome === 'numFmt') propri.set(id, aspettoDi(attributo(attributi, 'formatCode')));
      if (nome === 'cellXfs') fraGliStili = true;
      if (nome === 'xf' && fraGliStili) aspetti.push(propri.get(id) ?? aspettoNoto(id));
    },
    chiude: (nome) => {
      if (nome === 'cellXfs') fraGliStili = false;
    },
  });
  return aspetti;
}
