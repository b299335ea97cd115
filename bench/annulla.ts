import { randomUUID } from 'node:crypto';
import { apriBanco, DOVUTI_PER_ENTE, type Banco } from './banco.ts';
import { inFiglio } from './figlio.ts';
import { giri, type Misura } from './misura.ts';
import type { EnteDiProva } from '../test/support/un-ente.ts';

/** A flow of 100,000 annulled, beside one `update` of as many rows. */
export async function misuraAnnulla(): Promise<Misura[]> {
  const banco = await apriBanco();
  try {
    const [ente] = banco.enti;
    if (ente === undefined) throw new Error('bench: no ente');
    return [
      await giri(
        { name: 'annulla', goal: 0.5, righe: DOVUTI_PER_ENTE },
        { noi: () => annulla(banco, ente), pavimento: () => aggiorna(banco, ente) },
      ),
    ];
  } finally {
    await banco.chiudi();
  }
}

async function annulla(banco: Banco, ente: EnteDiProva): ReturnType<typeof inFiglio> {
  const url = await banco.clona('banco_annulla');
  const flussoId = randomUUID();
  await preparaAnnullo(banco, { database: 'banco_annulla', ente, flussoId });
  const corsa = await inFiglio('annulla-processo.ts', [url, ente.enteId, flussoId, String(DOVUTI_PER_ENTE)]);
  await banco.elimina('banco_annulla');
  return corsa;
}

/** The floor. */
async function aggiorna(banco: Banco, ente: EnteDiProva): Promise<number> {
  await banco.clona('banco_pavimento');
  const client = await banco.admin('banco_pavimento');
  const inizio = performance.now();
  await client.query(
    `update posizioni.dovuto set stato = 'annullato', versione = versione + 1 where ente_id = $1 and stato = 'da_pagare'`,
    [ente.enteId],
  );
  const secondi = (performance.now() - inizio) / 1000;
  await client.end();
  await banco.elimina('banco_pavimento');
  return secondi;
}

/** As if one file had brought all the dovuti of the ente. */
export async function preparaAnnullo(
  banco: Banco,
  { database, ente, flussoId }: { database: string; ente: EnteDiProva; flussoId: string },
): Promise<void> {
  const client = await banco.admin(database);
  await client.query(
    `insert into flussi.flusso (ente_id, id, genere, verso, stato, iuf, richiesto_da, righe_totali, righe_applicate, righe_accettate)
     values ($1, $2, 'dovuti', 'in', 'eseguito', 'BANCO', 'sistema', $3, $3, $3)`,
    [ente.enteId, flussoId, DOVUTI_PER_ENTE],
  );
  await client.query(
    `update posizioni.storia as s set flusso_id = $2, riga = substr(d.iud, 6)::integer
       from posizioni.dovuto as d where s.ente_id = $1 and d.ente_id = s.ente_id and d.id = s.dovuto_id and s.azione = 'inserito'`,
    [ente.enteId, flussoId],
  );
  await client.query('vacuum analyze posizioni.storia');
  await client.end();
}
