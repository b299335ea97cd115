import { enteAccesso } from './accesso-ente/ente.tsx';
import { entraEnte, invitoEnte, rientroEnte } from './accesso-ente/entra.tsx';
import { scegliEnteAccesso } from './accesso-ente/scegli.tsx';
import { uscitaEnte } from './accesso-ente/uscita.tsx';
import { datiFornitore, regioneDatiFornitore } from './fornitore/dati.tsx';
import { fornitore, regioneFornitore } from './fornitore/scheda.tsx';
import type { PaginaUfficio } from './lavoro.ts';
import { elencoOperatori, operatori } from './operatori/elenco.tsx';
import { fornitoreOperatore } from './operatori/fornitore.tsx';
import { identitaOperatore } from './operatori/identita.tsx';
import { invita } from './operatori/invita.tsx';
import { invito } from './operatori/invito.tsx';
import { operatore } from './operatori/uno.tsx';
import { entraIdentita, rientroIdentita } from './pagine/accedi-identita.tsx';
import { nuovaPasskey } from './pagine/io-passkey-nuova.tsx';
import { passkey } from './pagine/io-passkey.tsx';
import { permessi } from './pagine/permessi.tsx';

/** The pages on who comes in, how, and what they may do. */
export const PAGINE_ACCESSI: readonly PaginaUfficio[] = [
  permessi,
  operatori,
  elencoOperatori,
  invita,
  operatore,
  identitaOperatore,
  fornitoreOperatore,
  invito,
  invitoEnte,
  scegliEnteAccesso,
  enteAccesso,
  entraEnte,
  rientroEnte,
  uscitaEnte,
  fornitore,
  datiFornitore,
  regioneFornitore,
  regioneDatiFornitore,
  entraIdentita,
  rientroIdentita,
  nuovaPasskey,
  passkey,
];
