import { readFile, rm } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { valoreDi } from '#kernel/esito';
import { piuGiorni, type Giorno } from '#kernel/giorno';
import { cents, formatDecimale } from '#kernel/importo';
import type { EnteId, OperatoreId } from '#kernel/ids';
import { caricaDovuti, elencoFlussi, intestazione, riceviDovuti } from '#modules/flussi';
import { creaCtx, type Mondo } from '#platform/contesto';
import { scriviZip } from '#platform/zip';
import { creaCaso } from './caso.ts';
import { ctxDemo } from './carica-ente.ts';
import { debitoreDi, iudDi } from './dovuti.ts';
import type { EnteDemo } from './enti.ts';

const VERSIONE = '1_3';
const SERIE_FILE = 'F';
/** Good rows, and then as many that are refused, each for another reason. */
const BUONE = 24;

export const iudDelFile = (ente: EnteDemo): string[] =>
  Array.from({ length: BUONE }, (_, i) => iudDi(ente, SERIE_FILE, i + 1));

/** Uploads a file of dovuti as its operator would, and loads it; three of its rows are refused. Once loaded, it is not sent again. */
export async function caricaFlusso(
  mondo: Mondo,
  ente: EnteDemo,
  { enteId, operatoreId }: { enteId: EnteId; operatoreId: OperatoreId },
): Promise<void> {
  const ctx = creaCtx(mondo, { ruolo: 'ufficio', attore: { tipo: 'operatore', id: operatoreId }, enteId });
  const presenti = await ctx.tx((t) => elencoFlussi(t, { verso: 'in', dopo: null, prima: null, quanti: 1 }));
  if (presenti.length > 0) return;
  const base = `${ente.codIpa}-DEMO${ctx.oggi.replaceAll('-', '')}-${VERSIONE}`;
  const provvisorio = await mondo.files.provvisorio();
  try {
    await scriviZip(provvisorio, `${base}.csv`, Readable.from([csv(ente, ctx.oggi)]), ctx.now);
    const contenuto = Readable.from([await readFile(provvisorio)]);
    const { flussoId } = valoreDi(await riceviDovuti(ctx, { nomeFile: `${base}.zip`, contenuto }));
    await caricaDovuti(ctxDemo(mondo, enteId), flussoId);
  } finally {
    await rm(provvisorio, { force: true });
  }
}

function csv(ente: EnteDemo, oggi: Giorno): string {
  const [tipo] = ente.tipi;
  if (tipo === undefined) throw new Error('demo: an ente without kinds of due');
  const caso = creaCaso(7);
  const riga = (n: number, altro: { codice?: string; tipo?: string; importo?: string } = {}): string => {
    const d = debitoreDi(ente, SERIE_FILE, n);
    const importo = altro.importo ?? formatDecimale(cents(caso.intero(2_000, 30_000)));
    const chi = [
      d.tipo,
      altro.codice ?? d.codice,
      d.anagrafica,
      d.indirizzo,
      d.civico,
      d.cap,
      d.localita,
      '',
      'IT',
      d.email,
    ];
    const che = [
      piuGiorni(oggi, 45),
      importo,
      '',
      altro.tipo ?? tipo.codice,
      'ALL',
      `${tipo.causale} ${oggi.slice(0, 4)}`,
    ];
    return [iudDi(ente, SERIE_FILE, n), '', ...chi, ...che, tipo.tassonomia, '', 'true', 'I'].join(';');
  };
  const buone = Array.from({ length: BUONE }, (_, i) => riga(i + 1));
  const respinte = [
    riga(BUONE + 1, { codice: 'NONVALIDO' }),
    riga(BUONE + 2, { tipo: 'TIPO_IGNOTO' }),
    riga(BUONE + 3, { importo: '0.00' }),
  ];
  return `${[intestazione(VERSIONE), ...buone, ...respinte].join('\n')}\n`;
}
