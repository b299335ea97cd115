import type { Ruolo } from '#modules/utenti';

/** The enti of the demo: none exists. Tax codes and IBANs have the right check digits; office 000 and bank 99999 are nobody's. */
export const INTERMEDIARIO = { codiceFiscale: '99900010002', denominazione: 'Regione Altariva' };

/** Who administers the installation. */
export const INTERMEDIARI = [{ utente: 'sara.betulla', nome: 'Sara Betulla' }] as const;

export const STAZIONE = `${INTERMEDIARIO.codiceFiscale}_01`;

/** An ente of the demo that is nobody's creditor here: it gets a share of the TARI (TEFA). */
export const PROVINCIA = {
  codiceFiscale: '99900050008',
  denominazione: 'Provincia di Altariva',
  iban: 'IT92U9999901000000000090001',
  tassonomia: '9/0201102IM/',
};

export type TipoDemo = {
  codice: string;
  denominazione: string;
  tassonomia: string;
  /** What its dovuti say, before the year. */
  causale: string;
  /** Least and most of an amount, in euro. */
  euro: readonly [number, number];
  postale?: true;
  scadenzaObbligatoria?: true;
  nonOltreScadenza?: true;
  anonimo?: true;
};

export type OperatoreDemo = {
  utente: string;
  nome: string;
  ruolo: Ruolo;
  /** Codes of the kinds of due; ragioneria and amministratore have none listed, and see all. */
  tipi: readonly string[];
  conTotp?: true;
};

export type EnteDemo = {
  codIpa: string;
  /** Beginning of its IUD. */
  sigla: string;
  codiceFiscale: string;
  denominazione: string;
  tipo: string;
  logo: string;
  segregazione: string;
  localita: { nome: string; cap: string };
  cbill: string;
  iban: string;
  ibanPostale: string | null;
  tipi: readonly TipoDemo[];
  /** Categories of the catalogue that it has adopted, with their form as it comes: what citizens pay by themselves. */
  adottati?: readonly string[];
  operatori: readonly OperatoreDemo[];
  quanti: number;
};

const TARI: TipoDemo = {
  codice: 'TARI',
  denominazione: 'Tassa sui rifiuti (TARI)',
  tassonomia: '9/0101101IM/',
  causale: 'TARI, utenza domestica, anno',
  euro: [60, 420],
};
const MENSA: TipoDemo = {
  codice: 'MENSA_SCOLASTICA',
  denominazione: 'Mensa scolastica',
  tassonomia: '9/0107101TS/',
  causale: 'Mensa scolastica, anno',
  euro: [20, 110],
  scadenzaObbligatoria: true,
};
const CANONE: TipoDemo = {
  codice: 'CANONE_UNICO',
  denominazione: 'Canone unico patrimoniale',
  tassonomia: '9/0101107TS/',
  causale: 'Canone unico, occupazione di suolo pubblico, anno',
  euro: [35, 900],
};
const CODICE_STRADA: TipoDemo = {
  codice: 'CODICE_STRADA',
  denominazione: 'Violazioni del codice della strada',
  tassonomia: '9/0102100SA/',
  causale: 'Verbale di accertamento, anno',
  euro: [29, 180],
  nonOltreScadenza: true,
};
const LUCE_VOTIVA: TipoDemo = {
  codice: 'LUCE_VOTIVA',
  denominazione: 'Illuminazione votiva',
  tassonomia: '9/0114100TS/',
  causale: 'Illuminazione votiva, canone anno',
  euro: [15, 40],
};
const DIRITTI: TipoDemo = {
  codice: 'DIRITTI_VARI',
  denominazione: 'Diritti vari',
  tassonomia: '9/0103101AP/',
  causale: 'Diritti di segreteria, anno',
  euro: [5, 60],
  anonimo: true,
};
const NIDO: TipoDemo = {
  codice: 'ASILO_NIDO',
  denominazione: 'Rette asilo nido',
  tassonomia: '9/0107106SP/',
  causale: 'Retta asilo nido, anno',
  euro: [180, 520],
};
const TRASPORTO: TipoDemo = {
  codice: 'TRASPORTO_SCOLASTICO',
  denominazione: 'Trasporto scolastico',
  tassonomia: '9/0107102SP/',
  causale: 'Trasporto scolastico, anno',
  euro: [80, 240],
};
const FUNGHI: TipoDemo = {
  codice: 'RACCOLTA_FUNGHI',
  denominazione: 'Permesso raccolta funghi',
  tassonomia: '9/0106106TS/',
  causale: 'Permesso di raccolta funghi, anno',
  euro: [10, 90],
};
const LOCALI: TipoDemo = {
  codice: 'UTILIZZO_LOCALI',
  denominazione: 'Utilizzo di locali e impianti',
  tassonomia: '9/0110100TS/',
  causale: 'Utilizzo di sale e impianti, anno',
  euro: [25, 300],
};

export const ENTI: readonly EnteDemo[] = [
  {
    codIpa: 'c_fonteviva',
    sigla: 'FV',
    codiceFiscale: '99900020001',
    denominazione: 'Comune di Fonteviva',
    tipo: 'comune',
    logo: 'fonteviva.png',
    segregazione: '11',
    localita: { nome: 'Fonteviva', cap: '99010' },
    cbill: 'FV001',
    iban: 'IT64M9999901000000000010001',
    ibanPostale: 'IT75K0760109900000000010001',
    tipi: [{ ...TARI, postale: true }, MENSA, CANONE, CODICE_STRADA, { ...LUCE_VOTIVA, postale: true }, DIRITTI],
    adottati: ['LUCE_VOTIVA', 'DIRITTI_VARI', 'UTILIZZO_LOCALI'],
    operatori: [
      { utente: 'marta.larice', nome: 'Marta Larice', ruolo: 'amministratore', tipi: [] },
      { utente: 'guido.tiglio', nome: 'Guido Tiglio', ruolo: 'operatore', tipi: ['TARI', 'CANONE_UNICO'] },
      {
        utente: 'livia.olmo',
        nome: 'Livia Olmo',
        ruolo: 'lettore',
        tipi: ['TARI', 'MENSA_SCOLASTICA', 'LUCE_VOTIVA'],
      },
      { utente: 'rita.ginepro', nome: 'Rita Ginepro', ruolo: 'ragioneria', tipi: [] },
      { utente: 'dario.salice', nome: 'Dario Salice', ruolo: 'amministratore', tipi: [], conTotp: true },
    ],
    quanti: 160,
  },
  {
    codIpa: 'c_roccaserena',
    sigla: 'RS',
    codiceFiscale: '99900030000',
    denominazione: 'Comune di Roccaserena',
    tipo: 'comune',
    logo: 'roccaserena.png',
    segregazione: '12',
    localita: { nome: 'Roccaserena', cap: '99020' },
    cbill: 'RS001',
    iban: 'IT19N9999901000000000020001',
    ibanPostale: null,
    tipi: [TARI, MENSA, CANONE, CODICE_STRADA, NIDO, DIRITTI],
    operatori: [
      { utente: 'elena.faggio', nome: 'Elena Faggio', ruolo: 'amministratore', tipi: [] },
      {
        utente: 'oscar.pioppo',
        nome: 'Oscar Pioppo',
        ruolo: 'operatore',
        tipi: ['TARI', 'ASILO_NIDO', 'MENSA_SCOLASTICA'],
      },
      { utente: 'noemi.edera', nome: 'Noemi Edera', ruolo: 'lettore', tipi: ['TARI'] },
    ],
    quanti: 100,
  },
  {
    codIpa: 'um_valdisopra',
    sigla: 'VS',
    codiceFiscale: '99900040009',
    denominazione: 'Unione montana di Valdisopra',
    tipo: 'unione_comuni',
    logo: 'valdisopra.png',
    segregazione: '13',
    localita: { nome: 'Valdisopra', cap: '99030' },
    cbill: 'VS001',
    iban: 'IT71O9999901000000000030001',
    ibanPostale: null,
    tipi: [FUNGHI, TRASPORTO, LOCALI, MENSA, CODICE_STRADA, DIRITTI],
    operatori: [
      { utente: 'bruno.rovere', nome: 'Bruno Rovere', ruolo: 'amministratore', tipi: [] },
      {
        utente: 'flora.mirtillo',
        nome: 'Flora Mirtillo',
        ruolo: 'operatore',
        tipi: ['RACCOLTA_FUNGHI', 'UTILIZZO_LOCALI'],
      },
      { utente: 'ivan.nocciolo', nome: 'Ivan Nocciolo', ruolo: 'lettore', tipi: ['RACCOLTA_FUNGHI'] },
    ],
    quanti: 60,
  },
];
