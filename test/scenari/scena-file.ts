import type { RigaProva } from '#support/dovuti';
import type { Pagina } from '#support/navigatore';
import type { Avviso } from './cittadino.ts';
import type { Narratore } from './narratore.ts';
import type { Caricamento, Pagato } from './operatore.ts';
import { pagaDalPsp } from './psp.ts';
import { avvisoDi, type Scena } from './scena.ts';

/** Who has a share of the second notice. */
const PROVINCIA = '99900050008';
const CON_PROVINCIA: RigaProva = {
  flagMultiBeneficiario: 'true',
  codiceFiscaleEnteSecondario: PROVINCIA,
  denominazioneEnteSecondario: 'Provincia di Altariva',
  ibanAccreditoEnteSecondario: 'IT92U9999901000000000090001',
  datiSpecificiRiscossioneEnteSecondario: '9/0201102IM/',
  causaleVersamentoEnteSecondario: 'TEFA',
  importoVersamentoEnteSecondario: '5.25',
};

/** Some rows of each kind that people get wrong. */
const PRIMO: Caricamento = {
  iuf: 'STORIA1',
  versione: '1_3',
  righe: [
    { IUD: 'STORIA-A' },
    { IUD: 'STORIA-B', importoDovuto: '12,50' },
    { IUD: 'STORIA-C', importoDovuto: '80.00', causaleVersamento: 'TARI, seconda casa' },
    { IUD: 'STORIA-A', importoDovuto: '7.00' },
    { IUD: 'STORIA-D', codiceIdentificativoUnivoco: 'RSSMRA80A01H501X' },
    { IUD: 'STORIA-E', tipoDovuto: 'INESISTENTE' },
    { IUD: 'STORIA-F', azione: 'A' },
  ],
  scarti: [
    ['2', 'PAA_IMPORT_SINTASSI_CSV'],
    ['4', 'PAA_IMPORT_IUD_DUPLICATO'],
    ['5', 'PAA_IMPORT_SINTASSI_CSV_COD_FISC'],
    ['6', 'PAA_IMPORT_SINTASSI_CSV_TIPO_DOVUTO_INESISTENTE'],
    ['7', 'PAA_IMPORT_ERROR'],
  ],
};
const SECONDO: Caricamento = {
  iuf: 'STORIA2',
  versione: '1_4',
  righe: [
    { IUD: 'STORIA-G', ...CON_PROVINCIA },
    { IUD: 'STORIA-H', flagMultiBeneficiario: 'false' },
  ],
  scarti: [],
};

/** The main job: files of dovuti, two notices found, read and paid, the second of two beneficiaries. */
export async function scenaFile(scena: Scena): Promise<Pagato[]> {
  const n: Narratore = scena.n;
  const { ente, cittadino, operatore } = scena;
  n.passo('L’operatore carica due file di dovuti');
  const iuv = new Map([...(await operatore.carica(PRIMO)), ...(await operatore.carica(SECONDO))]);
  const primo = avvisoDi(ente, `3${iuv.get('STORIA-A')}`, '120,50');
  const secondo = avvisoDi(ente, `3${iuv.get('STORIA-G')}`, '125,75');
  n.passo('Il cittadino trova il primo avviso, prova la sua posta con il codice e lo legge');
  const primoIntero = await apri(scena, primo, 'codice');
  n.passo(
    'Il cittadino trova il secondo avviso, di due beneficiari, prova la sua posta con il collegamento e lo legge',
  );
  const secondoIntero = await apri(scena, secondo, 'link');
  n.passo('Un PSP incassa il primo avviso (versione 2 delle primitive)');
  const prima = await pagaDalPsp(scena, primo);
  n.passo('Un PSP incassa il secondo avviso (versione 1 delle primitive): una parte è della Provincia');
  const seconda = await pagaDalPsp(scena, { ...secondo, versione: 1 });
  const parti = seconda.trasferimenti.map((t) => `${t.importo} a ${t.ente}`).join(', ');
  const attese = `120.50 a ${ente.codiceFiscale}, 5.25 a ${PROVINCIA}`;
  n.pretendi(parti === attese, `Il secondo avviso si divide in ${parti} e non in ${attese}.`);
  n.dice(`I due beneficiari: ${parti}.`);
  n.passo('Il cittadino vede i pagamenti e scarica le ricevute');
  await cittadino.vedePagato(primoIntero, { ...prima, importo: primo.importo });
  await cittadino.vedePagato(secondoIntero, { ...seconda, importo: secondo.importo });
  return [
    { iud: 'STORIA-A', importo: '120.50', receiptId: prima.receiptId },
    { iud: 'STORIA-G', importo: '120.50', receiptId: seconda.receiptId },
  ];
}

async function apri({ cittadino }: Scena, avviso: Avviso, via: 'codice' | 'link'): Promise<Pagina> {
  const trovato = await cittadino.trova(avviso);
  const intero = await cittadino.provaPosta(trovato, { email: `mario.${via}@example.org`, via });
  await cittadino.legge(intero, avviso);
  return intero;
}
