import { createReadStream } from 'node:fs';
import { Readable } from 'node:stream';
import { ok, type Esito } from '#kernel/esito';
import { LIMITI } from '#kernel/limiti';
import { annota } from '#modules/registro';
import type { Ctx } from '#platform/contesto';
import { TroppiByte, type Arrivo } from '#platform/files';
import { leggiTutto, XmlIllegibile } from '#platform/xml/via-via';
import { conZip, ZipIllegibile, type DifettoZip, type LimitiZip, type VoceZip } from '#platform/zip';
import { leggiNomeQuadratura, scriviNomeQuadratura, senzaCartelle, type NomeQuadratura } from '../core/quadratura.ts';
import { rifiutoRendicontazione, type CodiceRendicontazione, type RifiutoRendicontazione } from '../core/rifiuti.ts';
import { insertQuadratura, trovaQuadratura, type Quadratura } from '../store/quadrature.ts';

const MEGABYTE = 1024 * 1024;

/** What became of a file: taken, here already, or refused. */
export type EsitoQuadratura = { nome: string; esito: Esito<'presa' | 'presente', RifiutoRendicontazione> };

/** Bounds of a load; each has its reason in kernel/limiti. */
type Limiti = LimitiZip & { zipBytesMax: number; rendicontazioneBytesMax: number };

const DIFETTI_ZIP: Record<DifettoZip, CodiceRendicontazione> = {
  non_zip: 'QUADRATURA_ZIP_ILLEGGIBILE',
  rovinato: 'QUADRATURA_ZIP_ILLEGGIBILE',
  vuoto: 'QUADRATURA_ZIP_VUOTO',
  troppe_voci: 'QUADRATURA_ZIP_TROPPE_VOCI',
  cifrato: 'QUADRATURA_ZIP_CIFRATO',
  bomba: 'QUADRATURA_ZIP_BOMBA',
};

/**
 * Takes the flows of quadratura that `ctx.enteId` brings from MyPay: a file, or a ZIP of them, each with an outcome of its own, where one
 * that is refused does not stop the others. They are kept byte for byte. Refused: the ZIP as a whole.
 */
export async function caricaQuadrature(
  ctx: Ctx,
  { nomeFile, contenuto }: { nomeFile: string; contenuto: Readable },
  limiti: Limiti = LIMITI,
): Promise<Esito<EsitoQuadratura[], RifiutoRendicontazione>> {
  const nome = senzaCartelle(nomeFile);
  if (!/\.zip$/i.test(nome)) {
    const esito = await prendi(ctx, { nome, contenuto }, limiti.rendicontazioneBytesMax);
    // Of one that is refused for its name nothing was read.
    contenuto.resume();
    return ok([{ nome: inBreve(nome), esito }]);
  }
  const arrivo = await ricevi(ctx, contenuto, limiti.zipBytesMax);
  if (!arrivo.ok) return arrivo;
  try {
    return ok(await conZip(arrivo.value.percorso, limiti, (voci) => prendiTutte(ctx, voci, limiti)));
  } catch (causa) {
    if (!(causa instanceof ZipIllegibile)) throw causa;
    return rifiutoRendicontazione(DIFETTI_ZIP[causa.difetto], { massimo: limiti.zipVociMax });
  } finally {
    await ctx.files.scarta(arrivo.value.percorso);
  }
}

async function prendiTutte(ctx: Ctx, voci: readonly VoceZip[], limiti: Limiti): Promise<EsitoQuadratura[]> {
  if (voci.length === 0) throw new ZipIllegibile('vuoto');
  const esiti: EsitoQuadratura[] = [];
  const resto = { byte: limiti.zipBytesApertiMax };
  for (const voce of voci) {
    const nome = senzaCartelle(voce.nome);
    const contenuto = Readable.from(contando(voce, resto));
    const esito = await prendi(
      ctx,
      { nome, contenuto },
      Math.min(Math.max(0, resto.byte), limiti.rendicontazioneBytesMax),
    );
    // Of one that goes beyond the bound of all of them it is not known how long it is.
    esiti.push({ nome: inBreve(nome), esito: resto.byte < 0 ? rifiutoRendicontazione('QUADRATURA_ZIP_BOMBA') : esito });
  }
  return esiti;
}

/** As much of a name as is shown: a ZIP may hold very long ones. */
const inBreve = (nome: string): string => nome.slice(0, 120);

/**
 * What is inside, opened when it is first read: a file that is broken says so at once, and where nobody listened yet that would end the
 * process.
 */
async function* contando(voce: VoceZip, resto: { byte: number }): AsyncGenerator<Buffer> {
  for await (const pezzo of await voce.apri()) {
    resto.byte -= (pezzo as Buffer).length;
    yield pezzo as Buffer;
  }
}

type File = { nome: string; contenuto: Readable };

async function prendi(ctx: Ctx, { nome, contenuto }: File, byteMax: number): Promise<EsitoQuadratura['esito']> {
  const letto = leggiNomeQuadratura(nome);
  if (!letto.ok) return letto;
  let arrivo: Awaited<ReturnType<typeof ricevi>>;
  try {
    arrivo = await ricevi(ctx, contenuto, byteMax);
  } catch (causa) {
    if (!(causa instanceof ZipIllegibile)) throw causa;
    return rifiutoRendicontazione('QUADRATURA_ROVINATA');
  }
  if (!arrivo.ok) return arrivo;
  try {
    const xml = await isXml(arrivo.value);
    return xml ? await tieni(ctx, letto.value, arrivo.value) : rifiutoRendicontazione('QUADRATURA_NON_XML');
  } finally {
    // After a success the file has been renamed, and there is nothing here to remove.
    await ctx.files.scarta(arrivo.value.percorso);
  }
}

async function ricevi(ctx: Ctx, flusso: Readable, byteMax: number): Promise<Esito<Arrivo, RifiutoRendicontazione>> {
  try {
    return ok(await ctx.files.ricevi(flusso, byteMax));
  } catch (causa) {
    if (!(causa instanceof TroppiByte)) throw causa;
    return rifiutoRendicontazione('QUADRATURA_TROPPO_GRANDE', { megabyte: Math.floor(byteMax / MEGABYTE) });
  }
}

/** Well formed, without a document type: of what it says nothing is looked at, for its form is not published any more. */
async function isXml({ percorso }: Arrivo): Promise<boolean> {
  try {
    await leggiTutto(createReadStream(percorso), {});
    return true;
  } catch (causa) {
    if (!(causa instanceof XmlIllegibile)) throw causa;
    return false;
  }
}

async function tieni(ctx: Ctx, nome: NomeQuadratura, arrivo: Arrivo): Promise<EsitoQuadratura['esito']> {
  return ctx.tx(async (t) => {
    const id = await insertQuadratura(t, { ...nome, ...arrivo });
    if (id === null) {
      const prima = await trovaQuadratura(t, nome);
      return prima?.sha256.equals(arrivo.sha256) === true
        ? ok('presente')
        : rifiutoRendicontazione('QUADRATURA_DIVERSA');
    }
    await annotaQuadratura(t, 'quadratura.caricata', { id, ...nome });
    // The bytes get their name before the commit: a row without its file would be worse than a file without its row.
    await t.files.tieni(arrivo.percorso, id);
    return ok('presa');
  });
}

/** Gives one back as it came, and says so in the registro. `t`: a transaction. */
export async function apriQuadratura(t: Ctx, q: Quadratura): Promise<{ nome: string; corpo: Readable }> {
  await annotaQuadratura(t, 'quadratura.scaricata', q);
  return { nome: scriviNomeQuadratura(q), corpo: t.files.leggi(q.id) };
}

async function annotaQuadratura(
  t: Ctx,
  azione: 'quadratura.caricata' | 'quadratura.scaricata',
  { id, ...nome }: NomeQuadratura & Pick<Quadratura, 'id'>,
): Promise<void> {
  await annota(t, { azione, oggetto: 'quadratura', oggettoId: id, dettaglio: { file: scriviNomeQuadratura(nome) } });
}
