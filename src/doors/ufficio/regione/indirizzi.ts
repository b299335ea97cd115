import { PREFISSO } from '../indirizzi.ts';

const REGIONE = `${PREFISSO}/regione`;

/** Where the pages of who runs the installation are. Names of people and numbers of notices stand in none of them. */
export const IN_REGIONE = {
  indice: REGIONE,
  enti: `${REGIONE}/enti`,
  elencoEnti: (forma: string): string => `${REGIONE}/enti/elenco/${forma}`,
  nuovoEnte: `${REGIONE}/enti/nuovo`,
  ente: (id: string): string => `${REGIONE}/enti/${id}`,
  dati: (id: string): string => `${REGIONE}/enti/${id}/dati`,
  stato: (id: string): string => `${REGIONE}/enti/${id}/stato`,
  funzioni: (id: string): string => `${REGIONE}/enti/${id}/funzioni`,
  passo: (id: string, passo: string): string => `${REGIONE}/enti/${id}/passi/${passo}`,
  documento: (id: string, passo: string): string => `${REGIONE}/enti/${id}/documenti/${passo}`,
  stazioneEnte: (id: string): string => `${REGIONE}/enti/${id}/stazioni`,
  amministratore: (id: string): string => `${REGIONE}/enti/${id}/amministratore`,
  stazioni: `${REGIONE}/stazioni`,
  elencoStazioni: (forma: string): string => `${REGIONE}/stazioni/elenco/${forma}`,
  nuovaStazione: `${REGIONE}/stazioni/nuova`,
  stazione: (id: string): string => `${REGIONE}/stazioni/${id}`,
  accesso: (id: string): string => `${REGIONE}/stazioni/${id}/accesso`,
  catalogo: `${REGIONE}/catalogo`,
  usi: `${REGIONE}/catalogo/usi`,
  elencoUsi: (forma: string): string => `${REGIONE}/catalogo/usi/elenco/${forma}`,
  tassonomia: `${REGIONE}/tassonomia`,
  registro: `${REGIONE}/registro`,
  elencoRegistro: (forma: string): string => `${REGIONE}/registro/elenco/${forma}`,
  giornale: `${REGIONE}/giornale`,
  lavori: `${REGIONE}/lavori`,
  elencoLavori: (forma: string): string => `${REGIONE}/lavori/elenco/${forma}`,
  abbandona: (id: string): string => `${REGIONE}/lavori/${id}/abbandona`,
  utenti: `${REGIONE}/utenti`,
  elencoUtenti: (forma: string): string => `${REGIONE}/utenti/elenco/${forma}`,
  utente: (id: string): string => `${REGIONE}/utenti/${id}`,
  salute: `${REGIONE}/salute`,
  interruttori: `${REGIONE}/interruttori`,
} as const;
