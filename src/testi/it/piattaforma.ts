import type { RifiutoDatabase } from '../../platform/db/verifica.ts';
import type { RifiutoMigrazione } from '../../platform/db/migra.ts';
import type { RifiutoPostgres } from '../../platform/postgres/avvia.ts';

/** Why the database cannot be used: the embedded one, the one of DATABASE_URL, or its schema. */
export type RifiutoPiattaforma = RifiutoPostgres | RifiutoDatabase | RifiutoMigrazione;

/** What whoever starts MyPay reads when its database cannot be used: what happened, and what to do. */
type Frasi = { [R in RifiutoPiattaforma as R['codice']]: (parametri: R['parametri']) => string };

const frasi: Frasi = {
  binari_assenti: (p) =>
    `Per questa macchina (${p.piattaforma}) non c'è un PostgreSQL incorporato. Indica una base di dati PostgreSQL 18 con DATABASE_URL.`,
  utente_impossibile: (p) =>
    `PostgreSQL non può essere avviato da questo utente sui dati in ${p.cartella}. ` +
    'Avvia MyPay con un utente ordinario, oppure indica una base di dati con DATABASE_URL.',
  versione_diversa: (p) =>
    `La base di dati in ${p.cartella} è di PostgreSQL ${p.trovata}, mentre questa versione di MyPay usa PostgreSQL ${p.attesa}. ` +
    'Aprila con la versione di MyPay che l’ha creata, oppure sposta altrove la cartella per ripartire da capo.',
  gia_in_uso: (p) =>
    `La cartella ${p.cartella} è già usata da un altro MyPay in funzione (processo ${p.processo}). ` +
    'Fermalo, oppure avvia questo con un’altra cartella (MYPAY_VAR) e un’altra porta (PORT).',
  password_diversa: (p) =>
    `Il server PostgreSQL in funzione sui dati di ${p.cartella} (processo ${p.processo}) non accetta la password del file ` +
    `postgres.password. ` +
    'Rimetti il file com’era.',
  non_risponde: (p) =>
    `Il server PostgreSQL sui dati in ${p.cartella} (processo ${p.processo}) non risponde. Fermalo e avvia di nuovo MyPay.`,
  non_parte: (p) => `PostgreSQL non parte sui dati in ${p.cartella}. Le sue ultime parole:\n${p.motivo}`,
  database_irraggiungibile: (p) =>
    `La base di dati di DATABASE_URL non risponde (${p.host}${p.motivo === '' ? '' : `, ${p.motivo}`}). Controlla che sia ` +
    `accesa e raggiungibile.`,
  accesso_negato: (p) =>
    `La base di dati di DATABASE_URL non fa entrare ${p.utente} (${p.motivo}). Controlla utente, password e nome della base di dati; ` +
    'se hai cambiato la password di mypay_owner, esegui di nuovo npm run mypay -- prepara.',
  versione_vecchia: (p) =>
    `La base di dati di DATABASE_URL è PostgreSQL ${p.trovata}; a MyPay serve PostgreSQL ${p.minima} o più recente.`,
  database_non_preparato: (p) =>
    `Alla base di dati di DATABASE_URL manca: ${p.manca}. Preparala con npm run mypay -- prepara --admin-url …`,
  schema_piu_nuovo: (p) =>
    `La base di dati è già alla migrazione ${p.database}, questa versione di MyPay arriva alla ${p.programma}. Avvia la ` +
    `versione più recente.`,
  migrazione_cambiata: (p) =>
    `Il file db/migrations/${p.file} è cambiato dopo essere stato applicato a questa base di dati. Rimetti il file com’era.`,
};

/** The sentence for a refusal of the platform. */
export function spiegaPiattaforma(rifiuto: RifiutoPiattaforma): string {
  const frase = frasi[rifiuto.codice] as (parametri: typeof rifiuto.parametri) => string;
  return frase(rifiuto.parametri);
}
