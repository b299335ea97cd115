import pg from 'pg';
import { codiceFiscaleEnte } from './un-ente.ts';

type Quali = { quanti: number; intermediarioId: string };

/** Comuni that collect and show themselves, in two hundred valleys: rows alone, without stations or accounts. By the database's user. */
export async function moltiEnti(adminUrl: string, quali: Quali): Promise<void> {
  await conAdmin(adminUrl, (client) => inserisciEnti(client, quali));
}

/** As {@link moltiEnti}, by somebody who is connected already. */
export async function inserisciEnti(client: pg.Client, { quanti, intermediarioId }: Quali): Promise<void> {
  const codici = new Set<string>();
  while (codici.size < quanti) codici.add(codiceFiscaleEnte());
  await client.query(
    `insert into enti.ente (ambiente, intermediario_id, codice_fiscale, cod_ipa, denominazione, stato, indirizzo)
       select 'prova', $1, c.codice, 'm_' || c.codice, 'Comune di Borgo' || (n % 200) || ' in Valle ' || n, 'INSERITO',
              'Via Roma 1, 38999 Borgo' || (n % 200)
         from unnest($2::text[]) with ordinality as c (codice, n)`,
    [intermediarioId, [...codici]],
  );
  await apri(client);
  await client.query('analyze enti.ente');
}

/** All the enti that do not collect yet do so from now on. */
export async function inEsercizio(adminUrl: string): Promise<void> {
  await conAdmin(adminUrl, apri);
}

async function apri(client: pg.Client): Promise<void> {
  await client.query(`begin;
    insert into enti.ente_stato (ente_id, da, a, motivo, attore, istante)
      select id, stato, 'ESERCIZIO', 'Ente di prova', 'sistema', now() from enti.ente where stato = 'INSERITO';
    update enti.ente set stato = 'ESERCIZIO' where stato = 'INSERITO';
    commit`);
}

async function conAdmin(adminUrl: string, fai: (client: pg.Client) => Promise<void>): Promise<void> {
  const client = new pg.Client({ connectionString: adminUrl });
  await client.connect();
  try {
    await fai(client);
  } finally {
    await client.end();
  }
}
