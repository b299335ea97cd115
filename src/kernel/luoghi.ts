/**
 * Sigle of the Italian provinces and metropolitan cities, those abolished included: old dovuti still carry them. Newer ones come with the
 * comuni.
 */
const PROVINCE = insieme(`
  AG AL AN AO AP AQ AR AT AV BA BG BI BL BN BO BR BS BT BZ CA CB CE CH CI CL CN CO CR CS CT CZ EN FC FE FG FI FM FR
  GE GO GR IM IS KR LC LE LI LO LT LU MB MC ME MI MN MO MS MT NA NO NU OG OR OT PA PC PD PE PG PI PL PN PO PR PT PU
  PV PZ RA RC RE RG RI RM RN RO SA SI SO SP SR SS SU SV TA TE TN TO TP TR TS TV UD UN VA VB VC VE VI VR VS VT VV ZA`);

/** ISO 3166-1 alpha-2, with those withdrawn that MyPay's list still holds. */
const NAZIONI = insieme(`
  AD AE AF AG AI AL AM AN AO AQ AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO BQ BR BS BT BU BV BW
  BX BY BZ CA CC CD CF CG CH CI CK CL CM CN CO CR CS CU CV CW CX CY CZ DD DE DJ DK DM DO DY DZ EC EE EG EH ER ES
  ET FI FJ FK FM FO FR FX GA GB GD GE GF GG GH GI GL GM GN GP GQ GR GS GT GU GW GY HK HM HN HR HT HU HV ID IE IL
  IM IN IO IQ IR IS IT JE JM JO JP KE KG KH KI KM KN KP KR KW KY KZ LA LB LC LI LK LR LS LT LU LV LY MA MC MD ME
  MF MG MH MI MK ML MM MN MO MP MQ MR MS MT MU MV MW MX MY MZ NA NC NE NF NG NH NI NL NO NP NR NU NZ OM PA PE PF
  PG PH PK PL PM PN PR PS PT PW PY PZ QA RE RH RO RS RU RW SA SB SC SD SE SG SH SI SJ SK SL SM SN SO SR SS ST SU
  SV SX SY SZ TC TD TF TG TH TJ TK TL TM TN TO TP TR TT TV TW TZ UA UG UM US UY UZ VA VC VD VE VG VI VN VU WF WS
  XK YD YE YT YU ZA ZM ZR ZW`);

/** Is it the sigla of an Italian province (two capitals)? */
export function isProvincia(sigla: string): boolean {
  return PROVINCE.has(sigla);
}

/** Is it an ISO 3166-1 alpha-2 code (two capitals)? */
export function isNazione(codice: string): boolean {
  return NAZIONI.has(codice);
}

/**
 * A name of a place as it is compared: without case, accents, apostrophes and blanks, so that «Agliè», «AGLIE'» and «Aglie» are one.
 * Two places of a province whose names differ in these alone do not exist.
 */
export function chiaveLuogo(nome: string): string {
  return nome
    .normalize('NFD')
    .toUpperCase()
    .replace(/[^A-Z0-9]/g, '');
}

function insieme(elenco: string): ReadonlySet<string> {
  return new Set(elenco.trim().split(/\s+/));
}
