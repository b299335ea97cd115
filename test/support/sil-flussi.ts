import { readdirSync } from 'node:fs';
import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { sql } from 'kysely';
import { expect } from 'vitest';
import type { FlussoId } from '#kernel/ids';
import { LIMITI } from '#kernel/limiti';
import { lavori } from '#modules/flussi';
import type { Mondo } from '#platform/contesto';
import { conZip } from '#platform/zip';
import { databaseDiProva } from './db.ts';
import { fileDovuti, type RigaProva } from './dovuti.ts';
import { mondoDiProva } from './mondo.ts';
import { apriSil, chiamaSil, passwordSil, type RispostaSil, type SilDiProva } from './sil.ts';
import { ctxDi, unEnte, type EnteDiProva } from './un-ente.ts';

export type Campi = Record<string, string | number | boolean | null>;
export type Detto = { di?: EnteDiProva; campi?: Campi; incompleta?: boolean };
/** A part of a form: a field, or a file. */
export type Parte = readonly [nome: string, valore: string | FileSil];
export type FileSil = { nome: string; byte: Buffer };
export type RispostaInvio = {
  fileName?: string;
  fileSize?: string;
  fileType?: string;
  codice?: string;
  descrizione?: string;
};
export type Permesso = { authorizationToken: string; requestToken: string };

const TRE_ORE_MS = 3 * 60 * 60 * 1000;
let quanti = 0;

/** An ente whose software sends files and takes them away, by the door alone; `tardi` is the same door three hours later. */
export class FlussiSil {
  readonly mondo: Mondo;
  readonly sil: SilDiProva;
  readonly tardi: SilDiProva;
  readonly ente: EnteDiProva;
  readonly #password = new Map<EnteDiProva, string>();

  private constructor(mondo: Mondo, { sil, tardi }: { sil: SilDiProva; tardi: SilDiProva }, ente: EnteDiProva) {
    this.mondo = mondo;
    this.sil = sil;
    this.tardi = tardi;
    this.ente = ente;
  }

  static async apri(): Promise<FlussiSil> {
    const mondo = mondoDiProva(await databaseDiProva());
    const sil = await apriSil(mondo);
    const tardi = await apriSil({ ...mondo, orologio: () => new Date(Date.now() + TRE_ORE_MS) });
    const scena = new FlussiSil(mondo, { sil, tardi }, await unEnte(mondo));
    await scena.passwordDi(scena.ente);
    return scena;
  }

  async chiudi(): Promise<void> {
    await this.sil.chiudi();
    await this.tardi.chiudi();
  }

  async altroEnte(): Promise<EnteDiProva> {
    return unEnte(this.mondo);
  }

  async passwordDi(ente: EnteDiProva): Promise<string> {
    const password = this.#password.get(ente) ?? (await passwordSil(this.mondo, ente));
    this.#password.set(ente, password);
    return password;
  }

  async chiama(nome: string, { di = this.ente, campi = {}, incompleta = false }: Detto = {}): Promise<RispostaSil> {
    const password = await this.passwordDi(di);
    return chiamaSil(this.sil.app, { nome, codIpa: di.codIpa, password, campi, incompleta });
  }

  /** A call that is not refused. */
  async buona(nome: string, detto: Detto = {}): Promise<RispostaSil> {
    const risposta = await this.chiama(nome, detto);
    expect([risposta.fault, risposta.descrizione]).toEqual([null, null]);
    return risposta;
  }

  async autorizza(di = this.ente): Promise<Permesso> {
    const risposta = await this.buona('paaSILAutorizzaImportFlusso', { di });
    expect(risposta.campo('uploadUrl')).toBe(`${this.mondo.config.urlPubblico}/public/mybox/uploadFlusso`);
    expect(risposta.campo('importPath')).toBe('/IMPORT');
    const [authorizationToken, requestToken] = [risposta.campo('authorizationToken'), risposta.campo('requestToken')];
    return { authorizationToken: authorizationToken ?? '', requestToken: requestToken ?? '' };
  }

  stato(requestToken: string, campi: Campi = {}, di = this.ente): Promise<RispostaSil> {
    return this.chiama('paaSILChiediStatoImportFlusso', { di, campi: { requestToken, ...campi } });
  }

  /** Sends a form to the address of files; the answer is always 200, and always one. */
  async manda(parti: readonly Parte[], { da = this.sil, query = '' } = {}): Promise<RispostaInvio> {
    const corpo = modulo(parti);
    const risposta = await da.app.inject({
      method: 'POST',
      url: `/public/mybox/uploadFlusso${query}`,
      headers: { 'content-type': corpo.headers.get('content-type') ?? '' },
      payload: Buffer.from(await corpo.arrayBuffer()),
    });
    expect(risposta.statusCode).toBe(200);
    const lette = risposta.json<RispostaInvio[]>();
    expect(lette).toHaveLength(1);
    return lette[0] ?? {};
  }

  async unFile(
    righe: readonly RigaProva[] = [{ IUD: nuovoIud() }],
    di = this.ente,
    iuf = nuovoIud(),
  ): Promise<FileSil> {
    const { nomeFile, zip } = await fileDovuti(di, { iuf, righe });
    return { nome: nomeFile, byte: zip };
  }

  /** Does the work that the files of a kind wait for. */
  async lavora(lavoro: string, genere: string, di = this.ente): Promise<void> {
    const ctx = ctxDi(this.mondo, 'worker', di.enteId);
    const { rows } = await sql<{ id: FlussoId }>`
      select id from flussi.flusso where ente_id = ${di.enteId} and genere = ${genere} and stato = 'ricevuto'
       order by id`.execute(ctx.db);
    for (const { id } of rows) await lavori.find((uno) => uno.nome === lavoro)?.esegui(ctx, { flussoId: id });
  }

  async scarica(url: string | null, da = this.sil): Promise<{ stato: number; byte: Buffer }> {
    const indirizzo = new URL(url ?? '');
    const risposta = await da.app.inject({ url: indirizzo.pathname + indirizzo.search });
    return { stato: risposta.statusCode, byte: risposta.rawPayload };
  }

  /** The entries of a ZIP, each after its name. */
  async testiDi(zip: Buffer): Promise<string[]> {
    const percorso = await this.mondo.files.provvisorio();
    await writeFile(percorso, zip);
    const testi = await conZip(percorso, LIMITI, (voci) =>
      Promise.all(voci.map(async (voce) => `${voce.nome}\n${await text(await voce.apri())}`)),
    );
    await rm(percorso);
    return testi;
  }

  /** What waits in the file store to be given to somebody: nothing, once a request has been answered. */
  inArrivo(): string[] {
    return readdirSync(join(this.mondo.config.varDir, 'files', 'arrivi'));
  }

  async quantiFlussi(di = this.ente): Promise<number> {
    const { rows } = await sql<{ n: number }>`
      select count(*)::integer as n from flussi.flusso where ente_id = ${di.enteId}`.execute(
      ctxDi(this.mondo, 'worker', di.enteId).db,
    );
    return rows[0]?.n ?? 0;
  }
}

/** A word that no other file, or dovuto, of this run has. */
function nuovoIud(): string {
  return `SIL${(quanti += 1)}`;
}

/** A form as a client writes it. */
export function modulo(parti: readonly Parte[]): Response {
  const dati = new FormData();
  for (const [nome, valore] of parti) {
    if (typeof valore === 'string') dati.append(nome, valore);
    else dati.append(nome, new Blob([new Uint8Array(valore.byte)], { type: 'application/zip' }), valore.nome);
  }
  return new Response(dati);
}
