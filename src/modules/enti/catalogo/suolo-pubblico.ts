import type { CategoriaCatalogo } from './categoria.ts';
import { data, it, numero, oggetto, regola, scelta, sceltaDa, testo } from './campi.ts';

const USI = { cantiere: 'Cantiere o ponteggio', tavoli: 'Tavoli e sedie', mercato: 'Banco di mercato' };

type Righe = NonNullable<CategoriaCatalogo['definizione']['tariffe']>[string]['righe'];

/** The rows of a zone: by use, what a day costs and what a year does, in cents. */
function usi(zona: string, nomeZona: string, prezzi: Partial<Record<keyof typeof USI, [number, number]>>): Righe {
  return Object.entries(prezzi).map(([uso, [giornaliera, annua]]) => ({
    ...{ zona, nomeZona, uso, nomeUso: USI[uso as keyof typeof USI], giornaliera, annua },
  }));
}

export const suoloPubblico: CategoriaCatalogo = {
  categoria: 'CANONE_UNICO',
  denominazione: 'Canone unico patrimoniale (Cosap/Tosap)',
  descrizione:
    'Occupazione di suolo pubblico, temporanea o permanente. Da adattare: zone, usi e tariffe del regolamento, e il minimo.',
  tassonomia: '9/0101107TS/',
  tassonomieAlternative: ['9/0101102TS/', '9/0101108TS/', '9/0105101TS/', '9/0111100TS/', '9/0101103IM/'],
  modalita: ['base', 'per_flussi'],
  spontaneo: true,
  scadenzaObbligatoria: false,
  scadenzaStampata: false,
  pagaDopoScadenza: true,
  promemoriaGiorni: [15, 3],
  importo:
    'metri quadrati × giorni × tariffa di zona e uso; un anno intero se permanente; oltre 30 giorni ridotto della metà',
  definizione: {
    formato: 1,
    titolo: it('Occupazione di suolo pubblico'),
    introduzione: it('Tieni vicino la concessione: dice la zona, l’uso e la superficie.'),
    schema: oggetto(
      {
        tipo: scelta('Tipo di occupazione', { temporanea: 'Temporanea', permanente: 'Permanente' }),
        zona: sceltaDa('Zona', { tariffa: 'tariffe', colonna: 'zona', etichetta: 'nomeZona' }),
        uso: sceltaDa('Uso', { tariffa: 'tariffe', colonna: 'uso', etichetta: 'nomeUso', se: 'voce.zona == zona' }),
        indirizzo: testo('Indirizzo', { maxLength: 100, personale: true }),
        superficie: numero('Superficie', { decimali: 2, minimum: 1, maximum: 10_000_000, unita: it('m²') }),
        dal: data('Dal giorno', { visibileSe: 'tipo == "temporanea"', obbligatorioSe: 'true' }),
        al: data('Al giorno', {
          visibileSe: 'tipo == "temporanea"',
          obbligatorioSe: 'true',
          validoSe: [
            regola('al >= dal', 'L’ultimo giorno viene prima del primo. Controlla le due date.'),
            regola('giorni(dal, al) < 365', 'Un’occupazione di un anno o più è permanente.'),
          ],
        }),
        anno: numero('Anno', {
          minimum: 2021,
          maximum: 2100,
          visibileSe: 'tipo == "permanente"',
          obbligatorioSe: 'true',
        }),
        durata: numero('Giorni di occupazione', {
          visibileSe: 'tipo == "temporanea"',
          valore: 'massimo(giorni(dal, al) + 1, 0)',
        }),
        concessione: testo('Numero della concessione', { maxLength: 30 }),
      },
      ['tipo', 'zona', 'uso', 'indirizzo', 'superficie'],
    ),
    tariffe: {
      tariffe: {
        colonne: [
          { nome: 'zona', genere: 'testo' },
          { nome: 'nomeZona', genere: 'etichetta' },
          { nome: 'uso', genere: 'testo' },
          { nome: 'nomeUso', genere: 'etichetta' },
          { nome: 'giornaliera', genere: 'importo' },
          { nome: 'annua', genere: 'importo' },
        ],
        chiave: ['zona', 'uso'],
        righe: [
          ...usi('centro', 'Centro storico', { cantiere: [130, 4500], tavoli: [110, 4000], mercato: [85, 3200] }),
          ...usi('esterna', 'Fuori dal centro', { cantiere: [70, 3000], tavoli: [60, 2600] }),
        ],
      },
    },
    importo: {
      modo: 'calcolato',
      voci: [
        {
          etichetta: it('Metri quadrati per giorni'),
          se: 'tipo == "temporanea"',
          quantita: 'superficie * durata',
          decimali: 2,
          prezzo: 'tariffe.riga(zona, uso).giornaliera',
        },
        {
          etichetta: it('Riduzione per i giorni oltre il trentesimo'),
          se: 'tipo == "temporanea" && durata > 30',
          importo: '-parte(tariffe.riga(zona, uso).giornaliera * superficie * (durata - 30), 1, 200)',
        },
        {
          etichetta: it('Metri quadrati per l’anno'),
          se: 'tipo == "permanente"',
          quantita: 'superficie',
          decimali: 2,
          prezzo: 'tariffe.riga(zona, uso).annua',
        },
      ],
      minimo: { importoCents: 500, etichetta: it('Fino al minimo da pagare') },
    },
    causale:
      'Canone unico, occupazione {{tipo}} {{indirizzo}}, {{uso}}, {{zona}}, m² {{superficie}}' +
      '[[, dal {{dal}} al {{al}}]][[, anno {{anno}}]][[, concessione {{concessione}}]]',
    causalePubblica: 'Occupazione di suolo pubblico, m² {{superficie}}[[, dal {{dal}} al {{al}}]][[, anno {{anno}}]]',
  },
};
