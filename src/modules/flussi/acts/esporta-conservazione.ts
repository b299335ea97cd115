import { createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';
import { isoRoma } from '#kernel/giorno';
import type { FlussoId } from '#kernel/ids';
import { leggiEnte } from '#modules/enti';
import { scorriRicevute } from '#modules/pagamenti';
import type { Ctx } from '#platform/contesto';
import { INTESTAZIONE_INDICE, INTESTAZIONE_RT, rigaIndice, rigaRt } from '../core/pagati/conservazione.ts';
import { eseguiEsportazione, type Conta, type FileDaFare } from '../esportazioni/esegui.ts';
import type { Flusso } from '../store.ts';
import { giorniDi } from '../esportazioni/richiesta.ts';

export const LAVORO_CONSERVAZIONE = 'flussi.esporta_conservazione';

/** Writes a booked archive of receipts: the messages as they came, and an index that tells them apart. */
export async function esportaConservazione(ctx: Ctx, flussoId: FlussoId): Promise<void> {
  // The index grows beside the file, and is put behind it: both are of one reading.
  const indice = await ctx.files.provvisorio();
  try {
    await eseguiEsportazione(ctx, flussoId, (t, flusso) => prepara(t, flusso, indice));
  } finally {
    await ctx.files.scarta(indice);
  }
}

async function prepara(t: Ctx, flusso: Flusso, indice: string): Promise<FileDaFare> {
  const ente = t.enteId === null ? null : await leggiEnte(t, t.enteId);
  if (ente === null) throw new Error('esportaConservazione: an ente is needed');
  // The thousandths of MyPay's name are those of its clock: ours are those of the booking.
  const istante = isoRoma(flusso.richiestoIl).replace(/\D/g, '') + flusso.richiestoIl.toISOString().slice(20, 23);
  const base = `${ente.codIpa}-${flusso.id.replaceAll('-', '')}_ESTRAZIONE_CONS_${istante}_RT`;
  return {
    nome: `${base}.zip`,
    tipoContenuto: 'application/zip',
    totale: null,
    voci: (conta) => [
      { nome: `${base}.csv`, testo: () => testo(t, flusso, { indice, conta }) },
      { nome: `${base}_INDICE.csv`, testo: () => createReadStream(indice, 'utf8') },
    ],
  };
}

type Dove = { indice: string; conta: Conta };

async function* testo(t: Ctx, flusso: Flusso, { indice, conta }: Dove): AsyncGenerator<string> {
  const file = await open(indice, 'w', 0o600);
  try {
    await file.write(INTESTAZIONE_INDICE);
    yield INTESTAZIONE_RT;
    let scritte = 0;
    for await (const pagina of scorriRicevute(t, giorniDi(flusso))) {
      const prime = scritte + 1;
      await file.write(pagina.map((r, n) => rigaIndice(r, prime + n)).join(''));
      yield* pagina.map(rigaRt);
      scritte += pagina.length;
      await conta(pagina.length);
    }
  } finally {
    await file.close();
  }
}
