import { Type } from 'typebox';
import { LIMITI } from '#kernel/limiti';
import { giorno, importo, istante, oggetto, oNulla, scelta, testo } from './schemi.ts';

export const STATI = [
  ...['bozza', 'da_pagare', 'pagato', 'annullato', 'estinto'],
  ...['scaduto', 'in_pagamento', 'in_attesa_di_ricevuta'],
] as const;

const TIPO = scelta(['F', 'G'], 'F: una persona; G: un’impresa, un ente, un’associazione.');
const FACOLTATIVO = {
  indirizzo: testo(70, 'Via o piazza.'),
  civico: testo(16, 'Numero civico.'),
  cap: testo(16, 'Codice postale.'),
  localita: testo(35, 'Comune.'),
  provincia: testo(2, 'Sigla della provincia.'),
  nazione: testo(2, 'Sigla della nazione, come IT.'),
  email: testo(256, 'Dove scrivergli.'),
};

/** Who owes. */
export const DEBITORE = oggetto(
  {
    tipo: TIPO,
    codiceFiscale: testo(16, 'Codice fiscale o partita IVA; ANONIMO dove il tipo dovuto lo permette.'),
    anagrafica: testo(70, 'Nome e cognome, o denominazione.'),
    indirizzo: Type.Optional(FACOLTATIVO.indirizzo),
    civico: Type.Optional(FACOLTATIVO.civico),
    cap: Type.Optional(FACOLTATIVO.cap),
    localita: Type.Optional(FACOLTATIVO.localita),
    provincia: Type.Optional(FACOLTATIVO.provincia),
    nazione: Type.Optional(FACOLTATIVO.nazione),
    email: Type.Optional(FACOLTATIVO.email),
  },
  { title: 'Debitore' },
);

const ALTRO_DEBITORE = oggetto(
  {
    ruolo: scelta(['coobbligato', 'tutore'], 'Deve lo stesso, o risponde per chi deve.'),
    tipo: TIPO,
    codiceFiscale: testo(16, 'Codice fiscale o partita IVA.'),
    anagrafica: testo(70, 'Nome e cognome, o denominazione.'),
  },
  { title: 'AltroDebitore' },
);

const METADATO = oggetto(
  {
    chiave: testo(140, 'Come si chiama.'),
    valore: testo(4096, 'Che cosa dice.'),
    perPagopa: Type.Optional(Type.Boolean({ description: 'Va a pagoPA con il pagamento; altrimenti resta qui.' })),
  },
  { title: 'Metadato' },
);

const BOLLO = oggetto(
  {
    hashDocumento: testo(44, 'SHA-256 del documento, in base64.'),
    provincia: testo(2, 'Sigla della provincia di chi lo chiede.'),
  },
  { title: 'Bollo' },
);

const QUOTA = oggetto(
  {
    importoCents: importo('Quanto va a questo beneficiario.'),
    codiceFiscale: testo(11, 'Codice fiscale dell’ente beneficiario.'),
    denominazione: testo(140, 'Come si chiama.'),
    iban: Type.Optional(testo(35, 'Dove si accredita: o un IBAN, o una marca da bollo.')),
    bollo: Type.Optional(BOLLO),
    tassonomia: testo(140, 'Codice della tassonomia di pagoPA, come 9/0101101IM/.'),
    causale: testo(140, 'Per che cosa. Senza nomi di persona.'),
  },
  { title: 'Quota' },
);

const VOCE_BILANCIO = oggetto(
  {
    capitolo: testo(64, 'Capitolo.'),
    ufficio: Type.Optional(testo(64, 'Ufficio.')),
    accertamento: Type.Optional(testo(64, 'Accertamento.')),
    importoCents: importo('Quanto.'),
  },
  { title: 'VoceBilancio' },
);

/** What MyPay keeps for itself begins with 000. */
const IUD = Type.String({
  pattern: '^(?!000)[!-~]{1,35}$',
  description:
    'Il codice del dovuto, che non comincia per 000: lettere, cifre e segni, senza spazi. Se non lo dici lo diciamo noi, sempre lo ' +
    'stesso per questa posizione.',
});

export const DOVUTO_NUOVO = oggetto(
  {
    iud: Type.Optional(IUD),
    tipoDovuto: testo(64, 'Il codice del tipo dovuto.'),
    importoCents: importo('Tutto ciò che si chiede, quote altrui comprese.'),
    causale: testo(LIMITI.causaleCaratteriMax, 'Per che cosa: la legge l’ente.'),
    causalePubblica: Type.Optional(
      testo(
        LIMITI.causalePubblicaCaratteriMax,
        'Quella che va a pagoPA e sull’avviso, senza nomi di persona. Se manca, la causale.',
      ),
    ),
    dataScadenza: Type.Optional(giorno('Entro quando si paga.')),
    tassonomia: Type.Optional(testo(140, 'Della quota dell’ente, se non è quella del tipo dovuto.')),
    conAvviso: Type.Optional(
      Type.Boolean({ description: 'false: senza avviso, per un carrello. Altrimenti ha il suo avviso.' }),
    ),
    altreQuote: Type.Optional(
      Type.Array(QUOTA, {
        maxItems: LIMITI.quotePerIuvMax - 1,
        description: 'Ciò che va ad altri enti, o in marche da bollo.',
      }),
    ),
    bilancio: Type.Optional(Type.Array(VOCE_BILANCIO, { minItems: 1, maxItems: 50 })),
  },
  { title: 'DovutoNuovo' },
);

const OPZIONE_NUOVA = oggetto(
  {
    forma: scelta(['unica', 'piano'], 'In una volta, o a rate.'),
    validaDal: Type.Optional(giorno('Da quando si può pagare così.')),
    validaAl: Type.Optional(giorno('Fino a quando.')),
    maggiorazioneCents: Type.Optional(
      Type.Integer({
        minimum: -99_999_999_999,
        maximum: 99_999_999_999,
        description:
          'Quanto costa in più (o in meno) pagare così, rispetto alla prima opzione. In centesimi di euro, interi.',
      }),
    ),
    dovuti: Type.Array(DOVUTO_NUOVO, {
      minItems: 1,
      maxItems: 100,
      description: 'Le rate; uno solo se la forma è unica.',
    }),
  },
  { title: 'OpzioneNuova' },
);

/** What a posizione is asked to be. */
export const POSIZIONE_NUOVA = oggetto(
  {
    debitore: DEBITORE,
    altriDebitori: Type.Optional(Type.Array(ALTRO_DEBITORE, { maxItems: LIMITI.debitoriMax })),
    metadati: Type.Optional(Type.Array(METADATO, { maxItems: 100 })),
    opzioni: Type.Array(OPZIONE_NUOVA, {
      minItems: 1,
      maxItems: 10,
      description: 'I modi di pagare la stessa cosa: chi ne paga uno chiude gli altri.',
    }),
  },
  { title: 'PosizioneNuova' },
);

const IUPD = testo(50, 'Il codice della posizione, tuo e unico nell’ente: lettere, cifre e segni, senza spazi.');

/** Many of them, each with its code. */
export const CARICO = oggetto(
  {
    posizioni: Type.Array(oggetto({ iupd: IUPD, ...POSIZIONE_NUOVA.properties }, { title: 'PosizioneDaCaricare' }), {
      minItems: 1,
      maxItems: LIMITI.apiPosizioniMax,
    }),
  },
  { title: 'Carico' },
);

const MAI = 'null: non c’è.';
export const DOVUTO = oggetto(
  {
    iud: Type.String(),
    stato: scelta(STATI, 'Com’è adesso.'),
    iuv: oNulla(Type.String()),
    numeroAvviso: oNulla(Type.String({ description: 'Il numero con cui si paga.' })),
    tipoDovuto: Type.String(),
    importoCents: Type.Integer(),
    causale: Type.String(),
    causalePubblica: Type.String(),
    dataScadenza: oNulla(Type.String({ description: MAI })),
    pagatoIl: oNulla(istante('Quando è stato pagato.')),
    pagatoCents: oNulla(Type.Integer({ description: 'Quanto è stato pagato davvero.' })),
    quote: Type.Array(
      oggetto(
        {
          importoCents: Type.Integer(),
          codiceFiscale: Type.String(),
          denominazione: Type.String(),
          iban: oNulla(Type.String()),
          bollo: oNulla(BOLLO),
          tassonomia: Type.String(),
          causale: Type.String(),
        },
        { title: 'QuotaMostrata' },
      ),
      { description: 'La prima è dell’ente.' },
    ),
  },
  { title: 'DovutoDiPosizione' },
);

/** A posizione as it is. */
export const POSIZIONE = oggetto(
  {
    iupd: Type.String(),
    debitore: DEBITORE,
    altriDebitori: Type.Array(ALTRO_DEBITORE),
    metadati: Type.Array(METADATO),
    opzioni: Type.Array(
      oggetto(
        {
          forma: scelta(['unica', 'piano'], 'In una volta, o a rate.'),
          validaDal: oNulla(Type.String()),
          validaAl: oNulla(Type.String()),
          maggiorazioneCents: Type.Integer(),
          dovuti: Type.Array(DOVUTO),
        },
        { title: 'Opzione' },
      ),
    ),
    versione: Type.String({ description: 'Cambia quando cambia qualcosa: è l’ETag, per If-Match.' }),
  },
  { title: 'Posizione' },
);
