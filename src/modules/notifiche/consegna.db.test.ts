import { sql } from 'kysely';
import { beforeAll, expect, it } from 'vitest';
import { valoreDi } from '#kernel/esito';
import type { FlussoId } from '#kernel/ids';
import { prenotaPagati, registraDestinazione } from '#modules/flussi';
import { assegnaRuolo, registraOperatore } from '#modules/utenti';
import type { Ctx, Lettera, Mondo } from '#platform/contesto';
import { segretoCasuale } from '#platform/crypto';
import { databaseDiProva } from '#support/db';
import { FILI_MUTI, mondoDiProva } from '#support/mondo';
import { ctxDi, unEnte, type EnteDiProva } from '#support/un-ente';
import { inviaMessaggio } from './acts.ts';
import { preparaConsegna } from './consegna.ts';

const spedite: Lettera[] = [];
let mondo: Mondo;
beforeAll(async () => {
  const posta = { invia: (lettera: Lettera) => Promise.resolve(void spedite.push(lettera)) };
  const base = mondoDiProva(await databaseDiProva(), { wires: { ...FILI_MUTI, posta } });
  mondo = { ...base, config: { ...base.config, cartellaConsegne: '/nessuna' } };
});

/** A file that has not arrived, given up. */
async function fallita(ente: EnteDiProva): Promise<{ flussoId: FlussoId; destinazioneId: string }> {
  const ctx = ctxDi(mondo, 'worker', ente.enteId);
  const giorni = { dal: '2026-11-01', al: '2026-11-30', tipoDovuto: '', versione: '1.3', conRicevuta: false };
  const { flussoId } = valoreDi(await prenotaPagati(ctx, giorni));
  const server = { host: '', porta: '', utente: '', impronta: '', accesso: '', segreto: '' };
  const nuova = { nome: 'Tesoreria', genere: 'cartella', percorso: '', ...server };
  const { id: destinazioneId } = valoreDi(await registraDestinazione(ctx, nuova));
  await sql`insert into flussi.consegna (ente_id, flusso_id, destinazione_id, stato, tentativi, perche, aggiornata_il)
            values (${ente.enteId}, ${flussoId}, ${destinazioneId}, 'fallita', 6, 'irraggiungibile', now())`.execute(
    ctx.db,
  );
  return { flussoId, destinazioneId };
}

async function spedisci(ctx: Ctx, quale: { flussoId: FlussoId; destinazioneId: string }): Promise<Lettera[]> {
  await preparaConsegna(ctx, quale);
  await preparaConsegna(ctx, quale);
  const { rows } = await sql<{ id: string }>`
    select id from notifiche.messaggio where modello = 'consegna' and ente_id = ${ctx.enteId} order by id`.execute(
    ctx.db,
  );
  spedite.length = 0;
  for (const { id } of rows) await inviaMessaggio(ctxDi(mondo, 'worker'), id);
  return [...spedite];
}

it('who administers the ente, and nobody else of it, is told once of a file that has not arrived', async () => {
  const ente = await unEnte(mondo);
  const ctx = ctxDi(mondo, 'worker', ente.enteId);
  for (const ruolo of ['amministratore', 'operatore'] as const) {
    const utente = `prova.${segretoCasuale(6).toLowerCase()}`;
    const email = `${ruolo}.${ente.codIpa}@example.org`;
    const dati = { utente, nome: 'Anna Operosa', email, password: segretoCasuale(16), totpSegreto: null };
    const { operatoreId } = valoreDi(await registraOperatore(ctx, dati));
    valoreDi(await assegnaRuolo(ctx, { operatoreId, ruolo, tipi: [ente.tipoDovutoId] }));
  }
  const quale = await fallita(ente);
  const lettere = await spedisci(ctx, quale);
  expect(lettere).toMatchObject([
    {
      a: `amministratore.${ente.codIpa}@example.org`,
      oggetto: `File degli incassi non consegnato: ${ente.denominazione}`,
      testo: expect.stringContaining('non è arrivato a «Tesoreria» (codice irraggiungibile)'),
    },
  ]);
  expect(lettere[0]?.testo).toContain(`/ufficio/incassi/${quale.flussoId}\n`);
});

it('where nobody of the ente has an address, who administers the installation is', async () => {
  const ente = await unEnte(mondo);
  const lettere = await spedisci(ctxDi(mondo, 'worker', ente.enteId), await fallita(ente));
  expect(lettere.map(({ a }) => a)).toEqual(mondo.config.amministratori);
});
