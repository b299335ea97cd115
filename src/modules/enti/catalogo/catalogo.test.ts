import { Value } from 'typebox/value';
import { describe, expect, it } from 'vitest';
import type { Giorno } from '#kernel/giorno';
import { valoreDi } from '#kernel/esito';
import { compila, controllaDefinizione, type Compilazione, type Inviati } from '../core/modulo/index.ts';
import { parseTassonomia } from '../core/tassonomia.ts';
import { PROMEMORIA_GIORNI_MAX, PROMEMORIA_MAX } from '../core/tipo-dovuto.ts';
import { CATALOGO } from './catalogo.ts';

const OGGI = '2026-11-27' as Giorno;

function compilata(categoria: string, inviati: Inviati): Compilazione {
  const voce = CATALOGO.find((una) => una.categoria === categoria);
  return compila(valoreDi(controllaDefinizione(voce?.definizione)), inviati, { oggi: OGGI, lingua: 'it' });
}

/** What is wrong, field by field: a worked example that is refused should say why. */
function errori(c: Compilazione): string[] {
  const diCampi = (campi: Compilazione['campi']): string[] =>
    campi.flatMap(({ nome, errore, campi: dentro, righe }) => [
      ...(errore === null ? [] : [`${nome} ${errore.codice}`]),
      ...diCampi(dentro),
      ...righe.flatMap(diCampi),
    ]);
  return [...diCampi(c.campi), ...c.errori.map(({ codice }) => codice)];
}

const ANNA = 'RSSMRA80A01H501U';

describe('Il catalogo', () => {
  it('ha le undici categorie del servizio, ciascuna una volta', () => {
    expect(CATALOGO).toHaveLength(11);
    expect(new Set(CATALOGO.map(({ categoria }) => categoria)).size).toBe(11);
  });

  it.each(CATALOGO.map((voce) => [voce.categoria, voce] as const))('%s è pronta da adottare', (_, voce) => {
    expect(controllaDefinizione(voce.definizione)).toMatchObject({ ok: true });
    for (const codice of [voce.tassonomia, ...voce.tassonomieAlternative]) expect(parseTassonomia(codice)).toBe(codice);
    expect(voce.categoria).toMatch(/^[A-Z_]{1,64}$/);
    // Who begins by themselves has no due date yet.
    expect(voce.spontaneo && (voce.scadenzaObbligatoria || voce.scadenzaStampata)).toBe(false);
    expect(!voce.spontaneo || voce.modalita.includes('base')).toBe(true);
    expect(voce.promemoriaGiorni.length).toBeLessThanOrEqual(PROMEMORIA_MAX);
    for (const giorni of voce.promemoriaGiorni) expect(giorni).toBeLessThanOrEqual(PROMEMORIA_GIORNI_MAX);
  });
});

const LUCE = {
  cimitero: 'frazione',
  defunto: 'Pia Neri',
  lampada: 'singola',
  lampade: '2',
  dalAnno: '2024',
  alAnno: '2026',
};
const SUOLO = { tipo: 'temporanea', zona: 'centro', uso: 'tavoli', indirizzo: 'Piazza Maggiore 1', superficie: '12,5' };
const MENSA = { 'alunno.nome': 'Ugo Rossi', 'alunno.codiceFiscale': ANNA, scuola: 'primaria' };
const NIDO = {
  'bambino.nome': 'Ugo Rossi',
  'bambino.codiceFiscale': ANNA,
  mese: 'marzo',
  anno: '2026',
  orario: 'pieno',
};
const BUS = { annoScolastico: '2026', linea: 'rossa', periodo: 'anno' };
const figlio = (n: number): Inviati => ({
  [`figli.${n}.nome`]: `Figlio ${n}`,
  [`figli.${n}.codiceFiscale`]: ANNA,
  [`figli.${n}.scuola`]: 'Rodari',
});
const SALA = {
  'domanda.richiedente.chi': 'associazione',
  'domanda.richiedente.associazione': 'Banda cittadina',
  'domanda.uso.locale': 'civica',
  'domanda.uso.dalle': '18',
  'domanda.uso.alle': '21',
  'domanda.uso.scopo': 'Prove',
};
const VERBALE = { numero: '12', data: '2026-09-01', materia: 'animali', ridotto: '100,00' };
const MULTA = { numero: '77', serie: 'A', data: '2026-11-01', targa: 'ab 123 cd', minimo: '42,00', spese: '15,00' };
const EDILIZIA = {
  ...{
    'pratica.titolo': 'permesso',
    'pratica.numero': '5',
    'pratica.data': '2026-05-02',
    'luogo.indirizzo': 'Via Po 1',
  },
  ...{ 'voci.0.voce': 'primaria', 'voci.0.importo': '1.000,00', 'voci.1.voce': 'costo', 'voci.1.importo': '250,50' },
};

it('prima delle risposte il canone unico non chiede il suo minimo', () => {
  expect(compilata('CANONE_UNICO', {}).importoCents).toBeNull();
});

const ESEMPI: [string, Inviati, number, string][] = [
  // 2 lamps × 3 years × 15.50
  ['LUCE_VOTIVA', LUCE, 9300, 'Canone luce votiva, lampade 2, anni 2024-2026'],
  ['LUCE_VOTIVA', { ...LUCE, lampada: 'cappella', alAnno: '2024' }, 4400, 'Canone luce votiva, lampade 2, anno 2024'],
  [
    'CONCESSIONI_CIMITERIALI',
    {
      ...{ concessione: 'loculo', durata: '30', cimitero: 'Capoluogo', 'atto.numero': '9', 'atto.data': '02/03/2026' },
      ...{ aRate: 'si', rata: '2', rate: '4', importo: '800' },
    },
    80_000,
    'Concessione cimiteriale, atto 9 del 02/03/2026, rata 2 di 4',
  ],
  ['CONTRIBUTO_COSTRUZIONE', EDILIZIA, 125_050, 'Contributo di costruzione, pratica 5 del 02/05/2026'],
  // 12.5 m² × 10 days × 1.10
  [
    'CANONE_UNICO',
    { ...SUOLO, dal: '2026-12-01', al: '2026-12-10' },
    13_750,
    'Occupazione di suolo pubblico, m² 12,5, dal 01/12/2026 al 10/12/2026',
  ],
  // 12.5 m² × (30 days whole + 10 halved) × 1.10
  [
    'CANONE_UNICO',
    { ...SUOLO, dal: '2026-01-01', al: '2026-02-09' },
    48_125,
    'Occupazione di suolo pubblico, m² 12,5, dal 01/01/2026 al 09/02/2026',
  ],
  // Beneath the minimum
  [
    'CANONE_UNICO',
    { ...SUOLO, superficie: '1', dal: '2026-12-01', al: '2026-12-02' },
    500,
    'Occupazione di suolo pubblico, m² 1, dal 01/12/2026 al 02/12/2026',
  ],
  [
    'CANONE_UNICO',
    { ...SUOLO, tipo: 'permanente', anno: '2026' },
    50_000,
    'Occupazione di suolo pubblico, m² 12,5, anno 2026',
  ],
  ['DIRITTI_VARI', { pratica: 'rogito', numero: 'R1' }, 15_000, 'Diritti: Rogito di un contratto, pratica R1'],
  ['MENSA_SCOLASTICA', { ...MENSA, modo: 'ricarica', ricarica: '50' }, 5000, 'Mensa scolastica'],
  ['MENSA_SCOLASTICA', { ...MENSA, modo: 'pasti', pasti: '20', isee: '12.000,00' }, 6400, 'Mensa scolastica, pasti 20'],
  ['MENSA_SCOLASTICA', { ...MENSA, modo: 'pasti', pasti: '20', isee: '12.000,01' }, 9000, 'Mensa scolastica, pasti 20'],
  ['MENSA_SCOLASTICA', { ...MENSA, modo: 'pasti', pasti: '20', senzaIsee: 'si' }, 11_600, 'Mensa scolastica, pasti 20'],
  ['RETTE_ASILO_NIDO', { ...NIDO, isee: '15.000' }, 25_000, 'Retta asilo nido Marzo 2026'],
  [
    'RETTE_ASILO_NIDO',
    { ...NIDO, isee: '15.000', fratelli: 'si', assenze: '3' },
    17_500,
    'Retta asilo nido Marzo 2026',
  ],
  ['RETTE_ASILO_NIDO', { ...NIDO, orario: 'corto', senzaIsee: 'si' }, 33_000, 'Retta asilo nido Marzo 2026'],
  [
    'TRASPORTO_SCOLASTICO',
    { ...BUS, ...figlio(0) },
    28_000,
    'Trasporto scolastico, anno che comincia nel 2026, Tutto l’anno',
  ],
  // The second and the third at 70%
  [
    'TRASPORTO_SCOLASTICO',
    { ...BUS, ...figlio(0), ...figlio(1), ...figlio(2) },
    67_200,
    'Trasporto scolastico, anno che comincia nel 2026, Tutto l’anno',
  ],
  // A Monday, then a Saturday in December with the heating
  [
    'UTILIZZO_LOCALI',
    { ...SALA, 'domanda.uso.giorno': '2026-11-30' },
    4500,
    'Utilizzo Sala civica il 30/11/2026, ore 18-21',
  ],
  [
    'UTILIZZO_LOCALI',
    { ...SALA, 'domanda.uso.giorno': '2026-12-05', 'domanda.uso.riscaldamento': 'si' },
    7200,
    'Utilizzo Sala civica il 05/12/2026, ore 18-21',
  ],
  // Day 60 and day 61
  [
    'VERBALE_AMMINISTRATIVO',
    { ...VERBALE, notifica: '2026-09-28' },
    10_000,
    'Verbale amministrativo 12 del 01/09/2026',
  ],
  [
    'VERBALE_AMMINISTRATIVO',
    { ...VERBALE, notifica: '2026-09-27', intero: '300', spese: '7,20' },
    30_720,
    'Verbale amministrativo 12 del 01/09/2026',
  ],
  // Day 5, day 6, day 61
  [
    'VIOLAZIONE_CDS',
    { ...MULTA, notifica: '2026-11-22' },
    4440,
    'Violazione codice della strada, verbale 77/A del 01/11/2026',
  ],
  [
    'VIOLAZIONE_CDS',
    { ...MULTA, notifica: '2026-11-21' },
    5700,
    'Violazione codice della strada, verbale 77/A del 01/11/2026',
  ],
  [
    'VIOLAZIONE_CDS',
    { ...MULTA, data: '2026-09-01', notifica: '2026-09-27', oltre: '86,50' },
    10_150,
    'Violazione codice della strada, verbale 77/A del 01/09/2026',
  ],
];

describe('Gli esempi svolti', () => {
  it.each(ESEMPI)('%s %#', (categoria, inviati, importoCents, causalePubblica) => {
    const c = compilata(categoria, inviati);
    expect(errori(c)).toEqual([]);
    expect(c).toMatchObject({ valido: true, importoCents, causalePubblica });
    // The definition is JSON Schema, too: any other reader finds these values good.
    const voce = CATALOGO.find((una) => una.categoria === categoria);
    expect(Value.Errors(voce?.definizione.schema ?? false, c.valori)).toEqual([]);
    const somma = c.dettaglio.reduce((totale, voce) => totale + voce.importoCents, 0);
    expect(c.dettaglio.length === 0 ? importoCents : somma).toBe(importoCents);
  });

  it('sono di tutte le categorie', () => {
    expect(new Set(ESEMPI.map(([categoria]) => categoria))).toEqual(
      new Set(CATALOGO.map(({ categoria }) => categoria)),
    );
  });

  it.each([
    ['LUCE_VOTIVA', LUCE, 'Luce votiva Cimitero della frazione, Pia Neri, lampade 2, anni 2024-2026'],
    [
      'VIOLAZIONE_CDS',
      { ...MULTA, notifica: '2026-11-22' },
      'Violazione CdS, verbale 77/A del 01/11/2026, targa AB123CD, notificato il 22/11/2026',
    ],
    [
      'TRASPORTO_SCOLASTICO',
      { ...BUS, ...figlio(0), ...figlio(1) },
      `Trasporto scolastico 2026, Linea rossa, Tutto l’anno: Figlio 0, Figlio 1; ${ANNA}, ${ANNA}`,
    ],
  ])('la causale per l’ente dice tutto: %s', (categoria, inviati, causale) => {
    expect(compilata(categoria, inviati).causale).toBe(causale);
  });

  it('il capitolo viene dalla pratica scelta, o dalle voci', () => {
    expect(compilata('DIRITTI_VARI', { pratica: 'atti' }).capitolo).toMatchObject({ capitolo: '3010/4' });
    expect(compilata('CONTRIBUTO_COSTRUZIONE', EDILIZIA).capitolo).toMatchObject({ capitolo: '4051' });
  });

  it.each<[string, Inviati, string]>([
    ['LUCE_VOTIVA', { ...LUCE, alAnno: '2023' }, 'alAnno REGOLA'],
    ['CANONE_UNICO', { ...SUOLO, zona: 'esterna', uso: 'mercato' }, 'uso SCELTA_NON_VALIDA'],
    ['CONTRIBUTO_COSTRUZIONE', { ...EDILIZIA, 'voci.1.voce': 'sanzione' }, 'voci REGOLA'],
    ['MENSA_SCOLASTICA', { ...MENSA, modo: 'ricarica', ricarica: '50,50' }, 'ricarica REGOLA'],
    ['UTILIZZO_LOCALI', { ...SALA, 'domanda.uso.giorno': '2026-11-26' }, 'domanda.uso.giorno REGOLA'],
    ['VERBALE_AMMINISTRATIVO', { ...VERBALE, notifica: '2026-09-27' }, 'intero OBBLIGATORIO'],
    ['VIOLAZIONE_CDS', { ...MULTA, targa: 'AB*1' }, 'targa TARGA_NON_VALIDA'],
  ])('ciò che non torna si dice accanto al campo: %s', (categoria, inviati, che) => {
    const c = compilata(categoria, inviati);
    expect(errori(c)).toContain(che);
    expect(c.valido).toBe(false);
  });
});
