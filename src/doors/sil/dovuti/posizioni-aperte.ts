import { ok } from '#kernel/esito';
import { formatDecimale } from '#kernel/importo';
import {
  dovutiDaDire,
  dovutiDelDebitore,
  permette,
  type DovutoDaDire,
  type DovutoDelDebitore,
} from '#modules/posizioni';
import { conXml } from '#platform/xml/documento';
import { base64, elemento, facoltativo, type Xml } from '#platform/xml/scrivi';
import { SPAZIO_DOCUMENTI } from '../contratto.ts';
import { operazioneSil, risposta, type Visita } from '../operazione.ts';
import { scriviGettone } from '../gettoni.ts';
import { entiChiesti, entraRegione, FAULT_PERSONA, leggiPersona, type EnteChiesto } from './regione.ts';
import { ricopia } from './versamento.ts';

/** Dovuti of a person at one ente, paid ones included, among which those still chiesti for are looked for. */
const DOVUTI_MAX = 1000;

/** paaSILChiediPosizioniAperte (mypay-webservices 1.16): what is still chiesti of a person, each with an address at which it is paid. */
export const posizioniAperte = operazioneSil('paaSILChiediPosizioniAperte', {
  ipa: 'corpo',
  inserito: null,
  conEsito: false,
  fault: FAULT_PERSONA,
  entra: entraRegione,
  leggi: leggiPersona,
  gestisci: async (visita, persona) => {
    const chiesti = await entiChiesti(visita, persona);
    if ('fault' in chiesti) return chiesti;
    const { enti, chi } = chiesti;
    const gruppi: Xml[][] = [];
    for (const ente of enti) gruppi.push(await aperteDi(visita, ente, chi));
    return risposta(gruppi.flat());
  },
});

type Intero = DovutoDelDebitore & DovutoDaDire;

async function aperteDi(
  { ente: chiede }: Visita,
  { ctx, enteId, codIpa, denominazione }: EnteChiesto,
  { tipo, codice }: { tipo: string; codice: string },
): Promise<Xml[]> {
  const aperti = await ctx.tx(async (t): Promise<Intero[]> => {
    const suoi = await dovutiDelDebitore(t, { codice, tipiConsentiti: null, quanti: DOVUTI_MAX });
    const chiesti = suoi.filter(({ stato, debitoreCodice }) => debitoreCodice === codice && isAperto(stato));
    const detti = await dovutiDaDire(
      t,
      chiesti.map(({ id }) => id),
    );
    return chiesti.flatMap((dovuto) => {
      const detto = detti.get(dovuto.id);
      return detto === undefined || detto.debitore.tipo !== tipo ? [] : [{ ...dovuto, ...detto }];
    });
  });
  return Promise.all(
    aperti.map(async (d) => {
      const id = await scriviGettone(ctx, 'precaricato', { enteId, id: d.dovutoId, chiede: chiede.enteId });
      const url = `${ctx.config.urlPubblico}/public/landing/precaricato?${new URLSearchParams({ id }).toString()}`;
      return elemento('paaSILPosizioniAperte', [
        elemento('codIpaEnte', codIpa),
        elemento('deNomeEnte', denominazione),
        permette(d, 'paga') ? elemento('urlPagamento', url) : null,
        elemento('dovuti', base64(Buffer.from(documento(d).toString()))),
      ]);
    }),
  );
}

/** What somebody is paying at this moment was not told: they would be chiesti twice. */
function isAperto(stato: DovutoDelDebitore['stato']): boolean {
  return stato === 'da_pagare' || stato === 'scaduto';
}

const VERSIONE_OGGETTO = '6.2.0';

/** A document `Dovuti` (mypay-webservices 2.2) of one dovuto. */
function documento(d: Intero): Xml {
  const { debitore: p } = d;
  return elemento(
    'Dovuti',
    [
      elemento('versioneOggetto', VERSIONE_OGGETTO),
      elemento('soggettoPagatore', [
        elemento('identificativoUnivocoPagatore', [
          elemento('tipoIdentificativoUnivoco', p.tipo),
          elemento('codiceIdentificativoUnivoco', p.codice),
        ]),
        elemento('anagraficaPagatore', p.anagrafica),
        facoltativo('indirizzoPagatore', p.indirizzo),
        facoltativo('civicoPagatore', p.civico),
        facoltativo('capPagatore', p.cap),
        facoltativo('localitaPagatore', p.localita),
        facoltativo('provinciaPagatore', DUE_LETTERE.test(p.provincia ?? '') ? p.provincia : null),
        facoltativo('nazionePagatore', DUE_LETTERE.test(p.nazione ?? '') ? p.nazione : null),
        facoltativo('e-mailPagatore', p.email),
      ]),
      elemento('datiVersamento', [
        elemento('tipoVersamento', d.canali ?? 'ALL'),
        facoltativo('identificativoUnivocoVersamento', d.iuv),
        elemento('datiSingoloVersamento', [
          elemento('identificativoUnivocoDovuto', d.iud),
          elemento('importoSingoloVersamento', formatDecimale(d.importoCents)),
          facoltativo('commissioneCaricoPA', d.commissioneCents === null ? null : formatDecimale(d.commissioneCents)),
          elemento('identificativoTipoDovuto', d.tipoDovuto),
          elemento('causaleVersamento', d.causale),
          elemento('datiSpecificiRiscossione', d.datiRiscossione),
          bollo(d),
          bilancio(d.bilancio),
        ]),
      ]),
    ],
    { xmlns: SPAZIO_DOCUMENTI },
  );
}

const DUE_LETTERE = /^[A-Z]{2}$/;

function bollo({ bollo: b }: Intero): Xml | null {
  if (b === null) return null;
  return elemento('datiMarcaBolloDigitale', [
    elemento('tipoBollo', '01'),
    elemento('hashDocumento', b.hashDocumento),
    elemento('provinciaResidenza', b.provincia),
  ]);
}

/** The fragment that the ente gave, which is kept without a namespace. */
function bilancio(testo: string | null): Xml | null {
  if (testo === null) return null;
  const letto = conXml(Buffer.from(testo), ({ radice }) => ok(radice));
  return letto.ok ? ricopia(letto.value) : null;
}
