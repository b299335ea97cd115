import { Readable } from 'node:stream';
import { isoRoma } from '#kernel/giorno';
import { formatDecimale } from '#kernel/importo';
import type { RendicontazioneId } from '#kernel/ids';
import { annota } from '#modules/registro';
import type { Ctx } from '#platform/contesto';
import { elemento, facoltativo, type Xml } from '#platform/xml/scrivi';
import { leggiRighe, type Rendicontazione, type RigaMostrata } from '../store/leggi.ts';

const RIGHE_PER_VOLTA = 1000;
const SPAZIO = 'http://www.digitpa.gov.it/schemas/2011/Pagamenti/';

/** Goes over the lines of a statement, a page at a time, each in a transaction of its own. */
export async function* scorriRighe(ctx: Ctx, id: RendicontazioneId): AsyncGenerator<RigaMostrata[]> {
  for (let dopo = 0; ;) {
    const da = dopo;
    const righe: RigaMostrata[] = await ctx.tx((t) =>
      leggiRighe(t, { id, soloSenza: false, dopo: da, quante: RIGHE_PER_VOLTA }),
    );
    yield righe;
    const ultima = righe.at(-1);
    if (ultima === undefined || righe.length < RIGHE_PER_VOLTA) return;
    dopo = ultima.numero;
  }
}

/** Somebody takes it away: a row of the registro. */
export async function annotaScarico(t: Ctx, { id, iuf }: Pick<Rendicontazione, 'id' | 'iuf'>): Promise<void> {
  await annota(t, {
    azione: 'rendicontazione.scaricata',
    oggetto: 'rendicontazione',
    oggettoId: id,
    dettaglio: { iuf },
  });
}

/**
 * The standard XML of a statement (FlussoRiversamento, pagopa.md 3.4): the bytes of the file that somebody loaded, or written from what the
 * service said. `codiceFiscale`: the ente's. Amounts stand as they were declared, also where the lines do not add up.
 */
export function xmlRendicontazione(ctx: Ctx, r: Rendicontazione, codiceFiscale: string): Readable {
  return r.fileId === null ? Readable.from(scrivi(ctx, r, codiceFiscale)) : ctx.files.leggi(r.fileId);
}

async function* scrivi(ctx: Ctx, r: Rendicontazione, codiceFiscale: string): AsyncGenerator<string> {
  yield `<?xml version="1.0" encoding="UTF-8"?>\n<FlussoRiversamento xmlns="${SPAZIO}">`;
  yield testata(r, codiceFiscale).join('');
  for await (const righe of scorriRighe(ctx, r.id)) yield righe.map((riga) => pagamento(riga).toString()).join('');
  yield '</FlussoRiversamento>\n';
}

function testata(r: Rendicontazione, codiceFiscale: string): string[] {
  const parti: (Xml | null)[] = [
    elemento('versioneOggetto', '1.0'),
    elemento('identificativoFlusso', r.iuf),
    elemento('dataOraFlusso', isoRoma(r.prodottaIl)),
    elemento('identificativoUnivocoRegolamento', r.regolamento),
    elemento('dataRegolamento', r.regolataIl),
    elemento('istitutoMittente', [
      elemento('identificativoUnivocoMittente', [
        elemento('tipoIdentificativoUnivoco', r.mittenteTipo),
        elemento('codiceIdentificativoUnivoco', r.mittente),
      ]),
      facoltativo('denominazioneMittente', r.mittenteDenominazione),
    ]),
    facoltativo('codiceBicBancaDiRiversamento', r.bicRiversamento),
    elemento('istitutoRicevente', [
      elemento('identificativoUnivocoRicevente', [
        elemento('tipoIdentificativoUnivoco', 'G'),
        elemento('codiceIdentificativoUnivoco', codiceFiscale),
      ]),
      facoltativo('denominazioneRicevente', r.riceventeDenominazione),
    ]),
    elemento('numeroTotalePagamenti', r.pagamenti),
    elemento('importoTotalePagamenti', formatDecimale(r.importoCents)),
  ];
  return parti.flatMap((parte) => (parte === null ? [] : [parte.toString()]));
}

function pagamento(g: RigaMostrata): Xml {
  return elemento('datiSingoliPagamenti', [
    elemento('identificativoUnivocoVersamento', g.iuv),
    elemento('identificativoUnivocoRiscossione', g.iur),
    facoltativo('indiceDatiSingoloPagamento', g.indice),
    elemento('singoloImportoPagato', formatDecimale(g.importoCents)),
    elemento('codiceEsitoSingoloPagamento', g.esito),
    elemento('dataEsitoSingoloPagamento', g.esitataIl),
  ]);
}
