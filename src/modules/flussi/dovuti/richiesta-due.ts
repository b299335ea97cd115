import type { ContoId } from '#kernel/ids';
import { causalePubblica } from '#kernel/causale';
import { parseIban } from '#kernel/iban';
import type { RichiestaCarico } from '#modules/posizioni';
import { leggiBilancio } from '../core/dovuti/bilancio.ts';
import type { ParteDue, QuotaLetta } from '../core/dovuti/leggi-due.ts';
import type { RegoleEnte } from '../core/dovuti/regole.ts';

type Campi = Readonly<Record<string, string>>;
type Posizione = NonNullable<RichiestaCarico['posizione']>;

/** What a good row 2_0 asks beside what one of 1_3 would. */
export function conDue(richiesta: RichiestaCarico, campi: Campi, due: ParteDue, regole: RegoleEnte): RichiestaCarico {
  const causalePagopa = campi['causalePubblica'] ?? '';
  const dati = richiesta.datiRiscossione;
  const posizione = posizioneDi(richiesta, campi, due, regole);
  return {
    ...richiesta,
    ...(causalePagopa === '' ? {} : { causalePubblica: causalePubblica(causalePagopa) ?? '-' }),
    datiRiscossione: dati === '' ? (regole.tipi.get(richiesta.tipoDovuto)?.tassonomia ?? '') : dati,
    altreQuote: due.quote.map((quota) => quotaDi(quota, richiesta, regole)),
    ...(posizione !== null && { posizione }),
  };
}

function quotaDi(
  q: QuotaLetta,
  { causale }: RichiestaCarico,
  { conti }: RegoleEnte,
): RichiestaCarico['altreQuote'][number] {
  const iban = parseIban(q.iban);
  const contoId = conti.get(iban ?? '');
  const bilancio = leggiBilancio(q.bilancio);
  return {
    importoCents: q.importoCents,
    codiceFiscale: q.codiceFiscale,
    denominazione: q.denominazione,
    // An account of the ente is named, so that its IBAN may change.
    iban: contoId === undefined ? iban : null,
    ...(contoId !== undefined && { contoId: contoId as ContoId }),
    ...(q.bollo !== null && { bollo: q.bollo }),
    ...(bilancio !== null && { bilancio }),
    tassonomia: q.tassonomia,
    causale: causalePubblica(q.causale === '' ? causale : q.causale) ?? '-',
  };
}

/** Null where the row says nothing that one of 1_3 could not: its dovuto is then a posizione by itself, made the short way. */
function posizioneDi(r: RichiestaCarico, campi: Campi, due: ParteDue, { conti }: RegoleEnte): Posizione | null {
  const { codicePosizione, opzione, rata, altriDebitori, metadati, notificataIl } = due;
  const contoId = conti.get(parseIban(campi['ibanAccredito'] ?? '') ?? '');
  const nota = campi['notaPagatore'] ?? '';
  const senza =
    codicePosizione === '' &&
    opzione.validaDal === null &&
    opzione.validaAl === null &&
    opzione.giorniDallaNotifica === null &&
    opzione.maggiorazioneCents === 0;
  if (
    senza &&
    contoId === undefined &&
    nota === '' &&
    altriDebitori.length + metadati.length === 0 &&
    notificataIl === null
  )
    return null;
  const bilancio = leggiBilancio(campi['bilancio'] ?? '');
  const quota = {
    ...(contoId !== undefined && { contoId: contoId as ContoId }),
    ...(bilancio !== null && { bilancio }),
  };
  return {
    // As the posizione of a row of 1_x is called.
    iupd: codicePosizione === '' ? `1X-${r.iud}` : codicePosizione,
    opzione,
    ordine: rata,
    // What is not said stays as it is.
    ...(altriDebitori.length > 0 && { debitori: altriDebitori }),
    ...(nota !== '' && { notaPagatore: nota }),
    ...(metadati.length > 0 && { metadati }),
    ...(notificataIl !== null && { notificataIl }),
    ...(Object.keys(quota).length > 0 && { quota }),
  };
}
