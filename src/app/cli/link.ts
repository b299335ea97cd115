import { readFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { fineGiorno, formatGiorno, giornoA, parseGiorno } from '#kernel/giorno';
import { isUuid, type LinkId } from '#kernel/ids';
import type { Ente } from '#modules/enti';
import { creaLink, elencoLink, opacoDi, revocaLink, type MetaChiesta, type RifiutoLink } from '#modules/pagamenti';
import type { Mondo } from '#platform/contesto';
import { comandi } from '#testi/it/comandi';
import { link as frasi } from '#testi/it/portale-link';
import { ctxPer, enteDi, rifiutato } from './accessi.ts';
import type { EsitoComando } from './esito-comando.ts';

const testi = comandi.link;
const USO: EsitoComando = { righe: [testi.uso], codice: 2 };
/** More are in the back office. */
const ELENCO_MAX = 50;

const OPZIONI = [
  'ente',
  'ambiente',
  'avviso',
  'tipo',
  'valori',
  'fissi',
  'titolo',
  'fino-al',
  'usi',
  'motivo',
] as const;
type Lette = Partial<Record<(typeof OPZIONI)[number], string>>;

/** `link crea …`, `link elenco`, `link revoca <codice>`: payment links of an ente. */
export async function comandoLink(mondo: Mondo, argomenti: readonly string[]): Promise<EsitoComando> {
  const { parole: [cosa, quale, ...altre] = [], opzioni = {} } = leggi(argomenti) ?? {};
  if (opzioni.ente === undefined || altre.length > 0) return USO;
  const ente = await enteDi(mondo, opzioni);
  if (ente === null) return rifiutato({ codice: 'ENTE_SCONOSCIUTO' });
  if (cosa === 'crea' && quale === undefined) return crea(mondo, ente, opzioni);
  if (cosa === 'elenco' && quale === undefined) return elenco(mondo, ente);
  return cosa === 'revoca' && quale !== undefined ? revoca(mondo, ente, { quale, motivo: opzioni.motivo ?? '' }) : USO;
}

/** Null when what was written is not one of ours. */
function leggi(argomenti: readonly string[]): { parole: string[]; opzioni: Lette } | null {
  const options = Object.fromEntries(OPZIONI.map((nome) => [nome, { type: 'string' as const }]));
  try {
    const { positionals, values } = parseArgs({ args: [...argomenti], options, allowPositionals: true });
    return { parole: positionals, opzioni: values };
  } catch {
    return null;
  }
}

async function crea(mondo: Mondo, ente: Ente, o: Lette): Promise<EsitoComando> {
  const meta = await metaDi(o);
  if (meta === null) return USO;
  if (typeof meta === 'string') return { righe: [meta], codice: 1 };
  const giorno = o['fino-al'] === undefined ? null : parseGiorno(o['fino-al']);
  if (o['fino-al'] !== undefined && giorno === null) return no({ codice: 'LINK_MISURA_NON_VALIDA' });
  // Through that day: whoever reads when it ends reads that one.
  const scadeIl = giorno === null ? null : new Date(fineGiorno(giorno).getTime() - 1);
  const usiMax = o.usi === undefined ? null : Number(o.usi);
  const ctx = ctxPer(mondo, ente);
  const fatto = await creaLink(ctx, { meta, titolo: o.titolo ?? null, scadeIl, usiMax });
  if (!fatto.ok) return no(fatto.refusal);
  const { linkId, opaco } = fatto.value;
  return { righe: [testi.creato(linkId), dove(mondo, opaco), testi.stampa(`${dove(mondo, opaco)}/qr.svg`)], codice: 0 };
}

const no = ({ codice }: Pick<RifiutoLink, 'codice'>): EsitoComando => ({ righe: [frasi.rifiuti[codice]], codice: 1 });
const dove = ({ config }: Mondo, opaco: string): string => `${config.urlPubblico}/link/${opaco}`;

/** Null: neither a notice nor a form, or both. A sentence: the file of the answers is not there, or is none. */
async function metaDi({ avviso, tipo, valori, fissi = '' }: Lette): Promise<MetaChiesta | string | null> {
  if ((avviso === undefined) === (tipo === undefined)) return null;
  if (avviso !== undefined) return valori === undefined ? { codiceAvviso: avviso } : null;
  const letti = valori === undefined ? {} : await leggiValori(valori);
  if (letti === null) return testi.valoriStorti(valori ?? '');
  return { tipoDovuto: tipo ?? '', valori: letti, fissi: fissi.split(',').filter((nome) => nome !== '') };
}

async function leggiValori(percorso: string): Promise<Record<string, string> | null> {
  try {
    const letti: unknown = JSON.parse(await readFile(percorso, 'utf8'));
    if (typeof letti !== 'object' || letti === null || Array.isArray(letti)) return null;
    const coppie = Object.entries(letti).filter((coppia): coppia is [string, string] => typeof coppia[1] === 'string');
    return coppie.length === Object.keys(letti).length ? Object.fromEntries(coppie) : null;
  } catch {
    return null;
  }
}

async function elenco(mondo: Mondo, ente: Ente): Promise<EsitoComando> {
  const ctx = ctxPer(mondo, ente);
  const suoi = await ctx.tx((t) => elencoLink(t, { quanti: ELENCO_MAX }));
  const righe = suoi.map(({ id, scadeIl, revocatoIl, ...uno }) => {
    const fine = scadeIl === null ? null : formatGiorno(giornoA(scadeIl));
    return testi.riga({ ...uno, id, fine, revocato: revocatoIl !== null, url: dove(mondo, opacoDi(ctx, id)) });
  });
  return { righe: righe.length === 0 ? [testi.nessuno] : righe, codice: 0 };
}

async function revoca(
  mondo: Mondo,
  ente: Ente,
  { quale, motivo }: { quale: string; motivo: string },
): Promise<EsitoComando> {
  if (!isUuid<LinkId>(quale)) return no({ codice: 'LINK_SCONOSCIUTO' });
  const fatto = await revocaLink(ctxPer(mondo, ente), { linkId: quale, motivo });
  return fatto.ok ? { righe: [testi.revocato], codice: 0 } : no(fatto.refusal);
}
