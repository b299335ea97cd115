import type { avvisoStampato as italiano } from '../it/avviso-stampato.ts';

/**
 * The fixed strings of the printed notice in Slovenian, as pagoPA publishes them beside the notice guide: they may not be altered, except
 '* for capitals, not even where one would translate otherwise. Ours are what it does not have: without a ' +
 'date, in prova, for who cannot see.',
 */
export const avvisoStampato = {
  lingua: 'sl-SI',
  titolo: 'Obvestilo o plačilu',
  enteCreditore: 'Plačnik',
  destinatario: 'Prejemnik',
  quantoEQuando: 'Koliko in kdaj plačati?',
  quanto: 'Koliko plačati?',
  importo: 'Znesek',
  euro: 'EUR',
  entroIl: 'do',
  variazioni:
    'Če upravičenec to predvidi, se lahko med fazo plačila znesek samodejno posodobi in tudi zmanjša (zaradi ' +
    'popustov, dobropisov) ali poveča (zaradi kazni, obresti itd.).',
  dove: 'Kje plačati?',
  vaiSu: 'pojdite na pagopa.gov.it',
  canali: [
    {
      titolo: 'Plačajte z aplikacijo IO',
      descrizione: 'ali prek svoje spletne banke, z aplikacijo za plačevanje ali prek drugih razpoložljivih kanalov.',
    },
    {
      titolo: 'Plačajte lokalno',
      descrizione:
        'na bankah in okencih bankomatov, poštnih uradih in poštnih točkah, v barih, kioskih, sprejemnih ' +
        'pisarnah, supermarketih, trafikah in pri drugih pooblaščenih operaterjih.',
    },
  ],
  datiPagamento: 'Podatki za plačilo',
  rataUnica: 'Enkratni obrok',
  rataEntroIl: 'do',
  inquadra: 'Skenirajte QR-kodo z aplikacijo za plačila ali uporabite podatke, navedene ob kodi.',
  oggetto: 'Predmet plačila',
  codiceCbill: 'Št. CBILL',
  codiceAvviso: 'Št. obvestila',
  codiceFiscaleEnte: 'Davčna številka plačnika',
  prova: 'PREIZKUS – ni mogoče plačati',
  logoEnte: 'Logotip ustanove',
  codiceQr:
    'Koda QR za plačilo z aplikacijo: vsebuje številko obvestila, davčno številko ustanove in znesek, ki so navedeni ob kodi.',
} satisfies typeof italiano;
