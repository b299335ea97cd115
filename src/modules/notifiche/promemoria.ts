import type { CittadinoId, DovutoId } from '#kernel/ids';
import { formatEuro } from '#kernel/importo';
import { LIMITI } from '#kernel/limiti';
import { aperteDi, chiestiDal, type Aperta } from '#modules/posizioni';
import { annota } from '#modules/registro';
import { daAvvisare, riferimentoDisdetta, unoDaAvvisare, type DaAvvisare } from '#modules/utenti';
import type { Ctx, Lettera } from '#platform/contesto';
import { testiDi } from '#testi/catalogo';
import { LAVORO_INVIA } from './accoda.ts';
import { chiaveDetto, dicono, percheDirlo, type DaDire, type PercheDetto } from './core/promemoria.ts';
import { insertMessaggio, type Messaggio } from './store.ts';
import { insertDetti, selectDetti, selectDettiNel, type Detto } from './store-promemoria.ts';

/**
 * Prepares for each person who has asked for it the mail of today: new notices in their name, and those that are due within a few days. One
 * a day, and of each dovuto once for either reason, however often this runs.
 */
export async function preparaPromemoria(ctx: Ctx): Promise<void> {
  let dopo: CittadinoId | null = null;
  for (;;) {
    const insieme: DaAvvisare[] = await ctx.tx((t) => daAvvisare(t, { dopo, quanti: LIMITI.promemoriaInsieme }));
    for (const chi of insieme) await ctx.tx((t) => preparaDi(t, chi));
    dopo = insieme.at(-1)?.id ?? null;
    if (insieme.length < LIMITI.promemoriaInsieme) return;
  }
}

/** In their name, to be paid by its number, and not asked for by themselves. */
function inSuoNome({ come, spontaneo, senzaAvviso, avviso }: Aperta): boolean {
  const suo = come === 'proprio' || come === 'coobbligato';
  return suo && !spontaneo && senzaAvviso === null && avviso.stato === 'da_pagare';
}

async function preparaDi(t: Ctx, chi: DaAvvisare): Promise<void> {
  const aperte = (await aperteDi(t, chi.codiceFiscale, LIMITI.posizioniMax)).filter(inSuoNome);
  const dovuti = aperte.flatMap(({ avviso }) =>
    avviso.dovuti.map(({ id }) => ({ enteId: avviso.enteId, dovutoId: id })),
  );
  if (dovuti.length === 0) return;
  const [dal, detti] = [await chiestiDal(t, dovuti), await selectDetti(t, chi.id)];
  const voluto = { avvisiDal: chi.avvisi ? chi.avvisiDal : null, promemoria: chi.promemoria, detti, oggi: t.oggi };
  const daDire = aperte.flatMap((aperta) => {
    const uno = daDireDi(aperta, dal);
    const perche = percheDirlo(uno, voluto);
    return perche === null ? [] : [{ aperta, uno, perche }];
  });
  if (daDire.length === 0) return;
  const messaggioId = await insertMessaggio(t, {
    enteId: null,
    modello: 'promemoria',
    destinatario: chi.email,
    dati: { cittadinoId: chi.id },
    chiave: `promemoria:${t.oggi}:${chi.id}`,
  });
  // They were written to today already: what is left is for tomorrow.
  if (messaggioId === null) return;
  await insertDetti(
    t,
    { cittadinoId: chi.id, messaggioId },
    daDire.flatMap(({ aperta, uno, perche }) => dettiDi(aperta, dicono(perche, uno, t.oggi))),
  );
  const dettaglio = { nuovi: quanti(daDire, 'nuovo'), scadenze: quanti(daDire, 'scadenza') };
  await annota(t, { azione: 'cittadino.promemoria_preparato', oggetto: 'cittadino', oggettoId: chi.id, dettaglio });
  await t.enqueue(LAVORO_INVIA, { messaggioId }, { chiave: `messaggio:${messaggioId}` });
}

function daDireDi({ avviso }: Aperta, dal: ReadonlyMap<DovutoId, Date>): DaDire {
  const istanti = avviso.dovuti.flatMap(({ id }) => dal.get(id) ?? []).toSorted((a, b) => a.getTime() - b.getTime());
  return { dovuti: avviso.dovuti.map(({ id }) => id), scadenza: avviso.dataScadenza, dal: istanti[0] ?? null };
}

function dettiDi({ avviso }: Aperta, perche: readonly PercheDetto[]): Detto[] {
  const { enteId } = avviso;
  return avviso.dovuti.flatMap(({ id }) => perche.map((uno) => ({ enteId, dovutoId: id, perche: uno })));
}

const quanti = (detti: readonly { perche: PercheDetto }[], quale: PercheDetto): number =>
  detti.filter(({ perche }) => perche === quale).length;

/**
 * Who asks, how much and by when, as it stands now; never what for, nor whose it is. Null: they want no more of them, or there is nothing
 * left to be paid of what it was to tell.
 */
export async function letteraPromemoria(ctx: Ctx, { id, dati, destinatario }: Messaggio): Promise<Lettera | null> {
  const letti = await ctx.tx(async (t) => {
    const chi = await unoDaAvvisare(t, String(dati['cittadinoId']) as CittadinoId);
    // Another address is another mailbox: it is told from tomorrow on.
    if (chi === null || chi.email !== destinatario) return null;
    const detti = await selectDettiNel(t, id);
    return { chi, detti, aperte: (await aperteDi(t, chi.codiceFiscale, LIMITI.posizioniMax)).filter(inSuoNome) };
  });
  if (letti === null) return null;
  const { chi, detti } = letti;
  const di = (perche: PercheDetto): Aperta[] =>
    letti.aperte.filter(({ avviso }) => avviso.dovuti.some((d) => detti.has(chiaveDetto(d.id, perche))));
  const nuovi = di('nuovo');
  const scadenze = di('scadenza').filter((una) => !nuovi.includes(una));
  if (nuovi.length + scadenze.length === 0) return null;
  const testi = testiDi(chi.lingua).postaPromemoria;
  const riga = ({ ente, avviso, prova }: Aperta): string =>
    testi.riga({ ente, importo: formatEuro(avviso.importoCents, chi.lingua), entro: avviso.dataScadenza, prova });
  const disdici = `${ctx.config.urlPubblico}/promemoria/${riferimentoDisdetta(ctx, chi.id)}`;
  const testo = testi.testo({
    nuovi: nuovi.slice(0, LIMITI.promemoriaRigheMax).map(riga),
    altriNuovi: Math.max(0, nuovi.length - LIMITI.promemoriaRigheMax),
    scadenze: scadenze.slice(0, LIMITI.promemoriaRigheMax).map(riga),
    altreScadenze: Math.max(0, scadenze.length - LIMITI.promemoriaRigheMax),
    link: `${ctx.config.urlPubblico}/posizioni`,
    disdici,
  });
  const oggetto = testi.oggetto({ nuovi: nuovi.length, scadenze: scadenze.length });
  return { a: destinatario, oggetto, testo, disdici: `${disdici}/posta` };
}
