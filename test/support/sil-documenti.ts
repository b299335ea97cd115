import { elemento, facoltativo, xml, type Contenuto, type Xml } from '#platform/xml/scrivi';

const SPAZIO = 'http://www.regione.veneto.it/schemas/2012/Pagamenti/Ente/';

/** A text of a document; null leaves it out. */
export type Campi = Readonly<Record<string, string | null>>;

/** A document in base64, as it travels inside a message. */
export const base64 = (documento: Xml | string): string => Buffer.from(documento.toString()).toString('base64');

const PAGATORE: Campi = {
  tipo: 'F',
  codice: 'RSSMRA80A01H501U',
  anagraficaPagatore: 'Mario Rossi',
  indirizzoPagatore: 'Via Roma',
  civicoPagatore: '1',
  capPagatore: '00100',
  localitaPagatore: 'Roma',
  provinciaPagatore: 'RM',
  nazionePagatore: 'IT',
  'e-mailPagatore': 'mario@example.org',
};

const DATI = [
  'dataEsecuzionePagamento',
  'tipoVersamento',
  'identificativoUnivocoVersamento',
  'identificativoUnivocoDovuto',
  'importoSingoloVersamento',
  'commissioneCaricoPA',
  'identificativoTipoDovuto',
  'causaleVersamento',
  'datiSpecificiRiscossione',
] as const;

/** What a `Versamento` says unless a test says otherwise. */
const VERSAMENTO: Campi = {
  azione: 'I',
  dataEsecuzionePagamento: '2099-12-31',
  tipoVersamento: 'ALL',
  importoSingoloVersamento: '120.50',
  identificativoTipoDovuto: 'TARI',
  causaleVersamento: 'Tassa rifiuti 2026',
  datiSpecificiRiscossione: '9/0101101IM/',
};

export type DettoVersamento = {
  campi?: Campi;
  /** Null: nobody is named. */
  pagatore?: Campi | null;
  /** Amounts of the accertamenti of one capitolo. */
  bilancio?: readonly string[];
};

/** A document `Versamento` (mypay-webservices 2.3). */
export function versamento({ campi = {}, pagatore = {}, bilancio }: DettoVersamento): Xml {
  const valori: Campi = { ...VERSAMENTO, ...campi };
  const dati = DATI.map((nome) => facoltativo(nome, valori[nome] ?? null));
  return radice('Versamento', [
    pagatore === null ? null : soggetto(pagatore),
    elemento('datiVersamento', [dati, bilancio === undefined ? null : capitoli(bilancio)]),
    facoltativo('azione', valori['azione'] ?? null),
  ]);
}

function capitoli(importi: readonly string[]): Xml {
  return elemento('bilancio', [
    elemento('capitolo', [
      elemento('codCapitolo', 'CAP1'),
      importi.map((importo) => elemento('accertamento', [elemento('importo', importo)])),
    ]),
  ]);
}

/** Who is to pay, as every document says it. */
function soggetto(chi: Campi = {}): Xml {
  const { tipo = null, codice = null, ...altri } = { ...PAGATORE, ...chi };
  return elemento('soggettoPagatore', [
    elemento('identificativoUnivocoPagatore', [
      facoltativo('tipoIdentificativoUnivoco', tipo),
      facoltativo('codiceIdentificativoUnivoco', codice),
    ]),
    Object.entries(altri).map(([nome, valore]) => facoltativo(nome, valore)),
  ]);
}

/** A document `DovutiEntiSecondari`. */
export function secondario(campi: Campi = {}): Xml {
  const valori: Campi = {
    codiceFiscaleBeneficiario: '00000000018',
    denominazioneBeneficiario: 'Provincia di prova',
    ibanAccreditoBeneficiario: 'IT60X0542811101000000123456',
    indirizzoBeneficiario: null,
    causaleVersamento: 'Tributo provinciale',
    datiSpecificiRiscossione: '9/0101101IM/',
    importoSingoloVersamento: '5.00',
    ...campi,
  };
  const dati = Object.entries(valori).map(([nome, valore]) => facoltativo(nome, valore));
  return radice('DovutiEntiSecondari', [elemento('datiVersamentoEntiSecondari', dati)]);
}

function radice(nome: string, contenuto: Contenuto, versione = '6.2.0'): Xml {
  return elemento(nome, xml`${[elemento('versioneOggetto', versione), contenuto]}`, { xmlns: SPAZIO });
}

/** The list of other beneficiaries of a message. */
export function listaSecondari(documenti: readonly Xml[]): string {
  const elementi = documenti.map((d) =>
    elemento('elementoListaDovutiEntiSecondari', [elemento('dovutiEntiSecondari', base64(d))]),
  );
  return elemento('listaDovutiEntiSecondari', elementi).toString();
}

/** What each dovuto of a `Dovuti` says unless a test says otherwise: all but its IUD. */
const SINGOLO: Campi = {
  identificativoUnivocoDovuto: null,
  importoSingoloVersamento: '10.00',
  commissioneCaricoPA: null,
  identificativoTipoDovuto: 'TARI',
  causaleVersamento: 'Retta di settembre',
  datiSpecificiRiscossione: '9/0101101IM/RETTE',
};

export type DettoDovuti = {
  singoli: readonly { campi: Campi; marca?: Campi; bilancio?: readonly string[] }[];
  pagatore?: Campi;
  tipoVersamento?: string;
  iuv?: string | null;
  versione?: string;
};

/** A document `Dovuti` (mypay-webservices 2.2). */
export function dovuti({ singoli, pagatore = {}, tipoVersamento = 'ALL', iuv = null, versione }: DettoDovuti): Xml {
  const detti = singoli.map(({ campi, marca, bilancio }) =>
    elemento('datiSingoloVersamento', [
      Object.entries({ ...SINGOLO, ...campi }).map(([nome, valore]) => facoltativo(nome, valore)),
      marca === undefined
        ? null
        : elemento(
            'datiMarcaBolloDigitale',
            Object.entries(marca).map(([nome, valore]) => facoltativo(nome, valore)),
          ),
      bilancio === undefined ? null : capitoli(bilancio),
    ]),
  );
  const dati = [elemento('tipoVersamento', tipoVersamento), facoltativo('identificativoUnivocoVersamento', iuv), detti];
  return radice('Dovuti', [soggetto(pagatore), elemento('datiVersamento', dati)], versione);
}
