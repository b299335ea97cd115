import type { catalogo as italiano } from '../it/catalogo.ts';
import { allegati } from './allegati.ts';
import { costo } from './costo.ts';
import { interfaccia } from './interfaccia.ts';
import { lingueAvviso } from './lingue-avviso.ts';
import { moduloErrori } from './modulo-errori.ts';
import { carrello } from './portale-carrello.ts';
import { informative } from './portale-informative.ts';
import { spontaneo } from './portale-spontaneo.ts';
import { portale } from './portale.ts';
import { utenti } from './utenti.ts';

/** All that citizens read, in German. */
export const catalogo = {
  allegati,
  carrello,
  costo,
  informative,
  interfaccia,
  lingueAvviso,
  moduloErrori,
  portale,
  spontaneo,
  utenti,
} satisfies typeof italiano;
