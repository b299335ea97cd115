import type { Giorno } from '#kernel/giorno';
import type { Sessione } from '#platform/http/pagina';
import type { Sito } from '#ui/cornice';

export type SessioneProva = Sessione & { nome: string };
export type Ctx = { persona: SessioneProva | null };

export const GIORNO = '2026-11-23' as Giorno;
export const ENTE = { denominazione: 'Comune di Borgo San Sepolcro sul Tagliamento', prova: true };

export const PORTALE: Sito = {
  porta: 'portale',
  intermediario: 'Regione Esempio',
  inizio: '/',
  navigazione: [
    { testo: 'Paga', a: '/' },
    { testo: 'Enti', a: '/enti' },
    { testo: 'Le mie posizioni', a: '/posizioni' },
    { testo: 'Assistenza', a: '/assistenza' },
  ],
  piede: [
    { testo: 'Dichiarazione di accessibilità', a: '/accessibilita' },
    { testo: 'Privacy', a: '/privacy' },
    { testo: 'Assistenza', a: '/assistenza' },
  ],
  assistenza: 'Numero verde 800 000 000, dal lunedì al venerdì dalle 9 alle 17',
  versione: '0.1.0',
  lingue: { a: '/lingua', torna: '/' },
};

const { lingue: _, ...SENZA_LINGUE } = PORTALE;

export const UFFICIO: Sito = {
  ...SENZA_LINGUE,
  porta: 'ufficio',
  inizio: '/ufficio',
  navigazione: [
    'Oggi',
    'Dovuti',
    'Flussi',
    'Incassi',
    'Rendicontazione',
    'Tesoreria',
    'Configurazione',
    'Registro',
  ].map((testo) => ({ testo, a: `/ufficio/${testo.toLowerCase()}` })),
};
