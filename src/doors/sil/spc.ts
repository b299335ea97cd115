import { giornoA, isoRoma } from '#kernel/giorno';
import { LIMITI } from '#kernel/limiti';
import {
  leggiAcquisite,
  leggiQuadratureAcquisite,
  scriviNomeQuadratura,
  trovaQuadratura,
  trovaRendicontazione,
} from '#modules/rendicontazione';
import type { Ctx } from '#platform/contesto';
import type { Elemento } from '#platform/xml/elemento';
import { elemento } from '#platform/xml/scrivi';
import type { CodiceFault } from './fault.ts';
import { indirizzoFile } from './flussi/indirizzi.ts';
import { istanteConZona } from './flussi/tempi.ts';
import { giorno, istante, testo } from './leggi.ts';
import { fault, operazioneSil, risposta, type OperazioneSil, type Risposta, type Visita } from './operazione.ts';

/**
 * Of which flows: statements, or (`tipoFlusso` Q) those of quadratura, that pagoPA has withdrawn and the ente brought from MyPay. Of the
 * latter nobody says which PSP they are of: the one that is asked for does not tell them apart.
 */
function quali(corpo: Elemento): { psp: string | null; quadratura: boolean } {
  return { psp: testo(corpo, 'identificativoPsp'), quadratura: testo(corpo, 'tipoFlusso') === 'Q' };
}

/** What is broken has a code of its own in this service. */
async function conGuasto<C extends CodiceFault>(
  { mondo }: Visita,
  fn: () => Promise<Risposta<C>>,
): Promise<Risposta<C | 'CODE_PAA_ERRORE_INTERNO'>> {
  try {
    return await fn();
  } catch (causa) {
    mondo.log.error('sil.guasto', causa, { servizio: 'PagamentiTelematiciFlussiSPC' });
    return fault('CODE_PAA_ERRORE_INTERNO', 'Riprovare più tardi', { serial: 1 });
  }
}

/** paaSILChiediElencoFlussiSPC (mypay-webservices 1.19): the statements of the PSPs that reached us in those days. */
const elenco = operazioneSil('paaSILChiediElencoFlussiSPC', {
  ipa: 'corpo',
  inserito: 'PAA_ENTE_NON_VALIDO',
  conEsito: false,
  fault: ['PAA_ENTE_NON_VALIDO', 'CODE_PAA_ERRORE_INTERNO'],
  leggi: (corpo) => ({ ...quali(corpo), da: giorno(corpo, 'dateFrom'), a: giorno(corpo, 'dateTo') }),
  gestisci: (visita, { psp, quadratura, da, a }) =>
    conGuasto(visita, async () => {
      const { ctx } = visita;
      // Sic: the old platform has no other code for dates here.
      if (da === null || a === null || da > a)
        return fault('PAA_ENTE_NON_VALIDO', 'Date mancanti, o la finale precede l’iniziale');
      const quante = LIMITI.elencoSpcMax + 1;
      const trovate = await ctx.tx(async (t): Promise<{ id: string; prodottaIl: Date }[]> =>
        quadratura
          ? (await leggiQuadratureAcquisite(t, { da, a, quante })).map((q) => ({ ...q, id: q.idFlusso }))
          : (await leggiAcquisite(t, { psp, da, a, quante })).map((r) => ({ ...r, id: r.iuf })),
      );
      // Fewer than there are, without a word, would be taken for all.
      if (trovate.length === quante) return fault('PAA_ENTE_NON_VALIDO', 'Troppi flussi: restringere le date');
      return risposta(
        elemento('elencoFlussiSPC', [
          elemento('totRestituiti', trovate.length),
          trovate.map((r) =>
            elemento('idSPC', [
              elemento('identificativoFlusso', r.id),
              elemento('dataOraFlusso', istanteConZona(r.prodottaIl)),
            ]),
          ),
        ]),
      );
    }),
});

/** paaSILChiediFlussoSPC (mypay-webservices 1.20): where a statement may be taken, as the PSP wrote it; KO: there is no such one. */
const flusso = operazioneSil('paaSILChiediFlussoSPC', {
  ipa: 'corpo',
  inserito: 'PAA_ENTE_NON_VALIDO',
  conEsito: false,
  fault: ['CODE_PAA_ERRORE_INTERNO'],
  leggi: (corpo) => ({
    ...quali(corpo),
    iuf: testo(corpo, 'identificativoFlusso'),
    prodottaIl: istante(corpo, 'dataOraFlusso'),
  }),
  gestisci: (visita, { psp, quadratura, iuf, prodottaIl }) =>
    conGuasto(visita, async () => {
      const {
        mondo,
        ctx,
        ente: { enteId },
      } = visita;
      const cerca = quadratura ? fileQuadratura : fileRendicontazione;
      const file = iuf === null || prodottaIl === null ? null : await cerca(ctx, { iuf, psp, prodottaIl });
      if (file === null) return risposta(elemento('stato', 'KO'));
      const downloadUrl = await indirizzoFile(mondo, { enteId, ...file });
      return risposta([elemento('stato', 'OK'), elemento('downloadUrl', downloadUrl)]);
    }),
});

type Chiesto = { iuf: string; psp: string | null; prodottaIl: Date };
type File = Omit<Parameters<typeof indirizzoFile>[1], 'enteId'>;

async function fileRendicontazione(ctx: Ctx, chiesto: Chiesto): Promise<File | null> {
  const trovata = await ctx.tx((t) => trovaRendicontazione(t, chiesto));
  if (trovata === null) return null;
  const quando = isoRoma(trovata.prodottaIl).replaceAll(/\D/g, '');
  const nome = `RENDICONTAZIONE/${mese(trovata)}/${trovata.psp}_${trovata.iuf}_${quando}.xml`;
  return { tipo: 'FLUSSI_RENDIC', nome, oggettoId: trovata.id, quale: 'rendicontazione' };
}

async function fileQuadratura(ctx: Ctx, { iuf: idFlusso, prodottaIl }: Chiesto): Promise<File | null> {
  const trovata = await ctx.tx((t) => trovaQuadratura(t, { idFlusso, prodottaIl }));
  if (trovata === null) return null;
  const nome = `QUADRATURA/${mese(trovata)}/${scriviNomeQuadratura(trovata)}`;
  return { tipo: 'FLUSSI_QUADR', nome, oggettoId: trovata.id, quale: 'quadratura' };
}

/** The folder of the month in which it came. */
function mese({ acquisitaIl }: { acquisitaIl: Date }): string {
  return giornoA(acquisitaIl).slice(0, 7).replace('-', '_');
}

/** PagamentiTelematiciFlussiSPC. */
export const SPC: readonly OperazioneSil[] = [elenco, flusso];
