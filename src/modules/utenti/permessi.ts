/** The matrix: who may do what, and to which rows. */
export {
  cella,
  puo,
  RIGHE,
  RUOLI,
  TUTTI_I_PERMESSI,
  type Cella,
  type Investito,
  type Permesso,
  type Ruolo,
} from './core/permessi.ts';
