import type { catalogo as italiano } from '../it/catalogo.ts';
import { allegati } from './allegati.ts';
import { costo } from './costo.ts';
import { interfaccia } from './interfaccia.ts';
import { lingueAvviso } from './lingue-avviso.ts';
import { moduloErrori } from './modulo-errori.ts';
import { area } from './portale-area.ts';
import { carrello } from './portale-carrello.ts';
import { deleghe } from './portale-deleghe.ts';
import { arrivo } from './portale-arrivo.ts';
import { link } from './portale-link.ts';
import { accesso } from './portale-accesso.ts';
import { informative } from './portale-informative.ts';
import { ricevute } from './portale-ricevute.ts';
import { ricerca } from './portale-ricerca.ts';
import { profilo } from './portale-profilo.ts';
import { spontaneo } from './portale-spontaneo.ts';
import { portale } from './portale.ts';
import { postaPromemoria } from './posta-promemoria.ts';
import { postaProva } from './posta-prova.ts';
import { ricevuta as postaRicevute } from './posta-ricevute.ts';
import { utenti } from './utenti.ts';

/** All that citizens read, in English. */
export const catalogo = {
  accesso,
  allegati,
  area,
  arrivo,
  carrello,
  deleghe,
  costo,
  informative,
  interfaccia,
  lingueAvviso,
  link,
  moduloErrori,
  portale,
  postaPromemoria,
  postaProva,
  postaRicevute,
  ricerca,
  ricevute,
  profilo,
  spontaneo,
  utenti,
} satisfies typeof italiano;
