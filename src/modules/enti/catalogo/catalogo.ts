import { asiloNido } from './asilo-nido.ts';
import type { CategoriaCatalogo } from './categoria.ts';
import { concessioniCimiteriali } from './concessioni-cimiteriali.ts';
import { contributoCostruzione } from './contributo-costruzione.ts';
import { dirittiVari } from './diritti-vari.ts';
import { luceVotiva } from './luce-votiva.ts';
import { mensaScolastica } from './mensa-scolastica.ts';
import { suoloPubblico } from './suolo-pubblico.ts';
import { trasportoScolastico } from './trasporto-scolastico.ts';
import { utilizzoLocali } from './utilizzo-locali.ts';
import { verbaleAmministrativo } from './verbale-amministrativo.ts';
import { violazioneCds } from './violazione-cds.ts';

/** The categories of the service. Prices, bands, places and chapters are examples: each ente has its own. */
export const CATALOGO: readonly CategoriaCatalogo[] = [
  ...[luceVotiva, concessioniCimiteriali, contributoCostruzione, suoloPubblico, dirittiVari, mensaScolastica],
  ...[asiloNido, trasportoScolastico, utilizzoLocali, verbaleAmministrativo, violazioneCds],
];

export type { CategoriaCatalogo };
