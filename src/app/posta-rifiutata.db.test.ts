import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { SMTPServer } from 'smtp-server';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { randomUUID } from 'node:crypto';
import { valoreDi } from '#kernel/esito';
import { chiediProva } from '#modules/utenti';
import type { Mondo } from '#platform/contesto';
import { creaLog } from '#platform/log';
import { databaseNuovo } from '#support/db';
import { FILI_MUTI, mondoDiProva } from '#support/mondo';
import { ctxDi, unEnte } from '#support/un-ente';
import { creaPosta } from '#wires/posta';
import { LAVORI } from './lavori.ts';
import { avviaWorker, type Worker } from './worker.ts';

const righe: string[] = [];
const chiusure: (() => Promise<void> | void)[] = [];
let mondo: Mondo;
let enteId: Awaited<ReturnType<typeof unEnte>>['enteId'];

/** A mail server that takes nobody, and repeats to whom it was asked for, as all of them do. */
async function serverCheRifiuta(): Promise<number> {
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['AUTH', 'STARTTLS'],
    disableReverseLookup: true,
    onRcptTo({ address }, _sessione, fatto) {
      const responseCode = address.startsWith('piena') ? 452 : 550;
      fatto(Object.assign(new Error(`${responseCode} <${address}> not taken`), { responseCode }));
    },
  });
  server.listen(0, '127.0.0.1');
  await once(server.server, 'listening');
  chiusure.push(() => new Promise((fine) => server.close(fine)));
  return (server.server.address() as AddressInfo).port;
}

beforeAll(async () => {
  const posta = creaPosta({
    smtpUrl: `smtp://127.0.0.1:${await serverCheRifiuta()}`,
    mittente: 'MyPay <no@example.org>',
  });
  chiusure.push(() => posta.chiudi());
  mondo = mondoDiProva(await databaseNuovo(), {
    log: creaLog(
      (riga) => righe.push(riga),
      () => new Date(),
    ),
    wires: { ...FILI_MUTI, posta },
  });
  enteId = (await unEnte(mondo)).enteId;
  const worker: Worker = await avviaWorker(mondo, LAVORI);
  chiusure.push(() => worker.ferma());
});
afterAll(async () => {
  for (const chiusura of chiusure.toReversed()) await chiusura();
});

async function chiedi(email: string): Promise<void> {
  valoreDi(await chiediProva(ctxDi(mondo, 'portale'), { scopo: 'avviso', enteId, oggettoId: randomUUID(), email }));
}

async function messaggio(email: string): Promise<unknown> {
  const { rows } = await mondo.pools.worker.query<Record<string, unknown>>(
    `select tentativi, errore, rifiutato_il is not null as rifiutato from notifiche.messaggio where destinatario = $1`,
    [email],
  );
  return rows[0];
}

async function lavoriInvio(): Promise<string[]> {
  const { rows } = await mondo.pools.worker.query<{ riga: string }>(
    `select (to_jsonb(j) || jsonb_build_object('task', k.identifier))::text as riga from graphile_worker._private_jobs as j
       join graphile_worker._private_tasks as k on k.id = j.task_id where k.identifier = 'notifiche.invia'`,
  );
  return rows.map(({ riga }) => riga);
}

const SUBITO = { timeout: 15_000, interval: 50 };

test('an address that does not exist is refused once for all, and nobody writes it down', async () => {
  const email = 'mario.rossi@example.org';
  await chiedi(email);
  await expect.poll(() => messaggio(email), SUBITO).toEqual({ tentativi: 1, errore: 'EENVELOPE 550', rifiutato: true });
  await expect.poll(lavoriInvio, SUBITO).toEqual([]);
  expect(righe.join('')).toContain('notifiche.rifiutato');
  expect(righe.join('')).not.toContain('mario.rossi');
});

test('a full mailbox is tried again later, and neither log nor queue says whose', async () => {
  const email = 'piena@example.org';
  await chiedi(email);
  await expect
    .poll(() => messaggio(email), SUBITO)
    .toEqual({ tentativi: 1, errore: 'EENVELOPE 452', rifiutato: false });
  await expect.poll(async () => (await lavoriInvio()).join(''), SUBITO).toContain('EENVELOPE 452');
  expect((await lavoriInvio()).join('')).not.toContain('piena@');
  expect(righe.join('')).toContain('EENVELOPE 452');
  expect(righe.join('')).not.toContain('piena@');
});
