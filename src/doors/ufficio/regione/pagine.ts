import type { PaginaUfficio } from '../lavoro.ts';
import { regioneEnte } from './ente.tsx';
import { regioneAmministratore } from './ente-amministratore.tsx';
import { regioneDati } from './ente-dati.tsx';
import { regioneDocumento } from './ente-documento.ts';
import { regioneFunzioni } from './ente-funzioni.tsx';
import { regioneNuovoEnte } from './ente-nuovo.tsx';
import { regionePasso } from './ente-passo.tsx';
import { regioneStato } from './ente-stato.tsx';
import { regioneStazioneEnte } from './ente-stazione.tsx';
import { regioneElencoEnti } from './enti-elenco.ts';
import { regioneEnti } from './enti.tsx';
import { regioneCatalogo, regioneElencoCatalogo, regioneElencoUsi, regioneUsi } from './catalogo.tsx';
import { regioneGiornale } from './giornale.tsx';
import { regioneIndice } from './indice.tsx';
import { regioneInterruttori } from './interruttori.tsx';
import { regioneAbbandona } from './lavoro-abbandona.tsx';
import { regioneElencoLavori } from './lavori-elenco.ts';
import { regioneLavori } from './lavori.tsx';
import { regioneElencoRegistro } from './registro-elenco.ts';
import { regioneRegistro } from './registro.tsx';
import { regioneSalute } from './salute.tsx';
import { regioneAccesso } from './stazione-accesso.tsx';
import { regioneNuovaStazione } from './stazione-nuova.tsx';
import { regioneStazione } from './stazione.tsx';
import { regioneElencoStazioni, regioneStazioni } from './stazioni.tsx';
import { regioneUtente } from './utente.tsx';
import { regioneElencoUtenti } from './utenti-elenco.ts';
import { regioneUtenti } from './utenti.tsx';
import { regioneElencoTassonomia, regioneTassonomia } from './tassonomia.tsx';

/** The pages of who runs the installation. */
export const PAGINE_REGIONE: readonly PaginaUfficio[] = [
  regioneIndice,
  regioneEnti,
  regioneElencoEnti,
  regioneNuovoEnte,
  regioneEnte,
  regioneDati,
  regioneStato,
  regioneFunzioni,
  regionePasso,
  regioneDocumento,
  regioneStazioneEnte,
  regioneAmministratore,
  regioneStazioni,
  regioneElencoStazioni,
  regioneNuovaStazione,
  regioneStazione,
  regioneAccesso,
  regioneCatalogo,
  regioneElencoCatalogo,
  regioneUsi,
  regioneElencoUsi,
  regioneTassonomia,
  regioneElencoTassonomia,
  regioneUtenti,
  regioneElencoUtenti,
  regioneUtente,
  regioneRegistro,
  regioneElencoRegistro,
  regioneGiornale,
  regioneLavori,
  regioneElencoLavori,
  regioneAbbandona,
  regioneSalute,
  regioneInterruttori,
];
