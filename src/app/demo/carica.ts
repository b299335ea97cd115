import { giornoA, type Giorno } from '#kernel/giorno';
import type { EnteId, TipoDovutoId } from '#kernel/ids';
import { leggiConfigurazioneNodo } from '#modules/pagamenti';
import { conCarico, isScaduto, type RichiestaCarico } from '#modules/posizioni';
import type { Ctx, Mondo } from '#platform/contesto';
import { caricaEnte, caricaIntermediari, caricaOperatori, caricaPiattaforma, ctxDemo } from './carica-ente.ts';
import { arriviDemo, linkDemo } from './arrivi.ts';
import { bozzeDi } from './bozze.ts';
import { aspettaDemo } from './carrelli.ts';
import { creaCaso } from './caso.ts';
import { dovutiDi, type DovutoDemo } from './dovuti.ts';
import { ENTI, INTERMEDIARI, INTERMEDIARIO, STAZIONE, type EnteDemo } from './enti.ts';
import { avvisiDi, leggiDovutiDemo, scriviFatti, type DovutoLetto, type FattiDemo } from './fatti.ts';
import { caricaFlusso, iudDelFile } from './flusso.ts';
import { abbonaGestionale } from './gestionale.ts';
import { accessiDemo } from './fornitore.ts';
import { insiemeDi, riunisciInsieme } from './insieme.ts';
import { modiDi } from './modi.ts';
import { multeDi, notificaMulte } from './multe.ts';
import { conNodo, type NodoDemo } from './nodo.ts';
import { attivaDemo, pagaDemo } from './paga.ts';
import { identitaDemo } from './persone.ts';
import { pressoEnteDemo, soloEnteDi } from './presso-ente.ts';
import { rimborsiDemo } from './rimborsi.ts';
import { segretiDemo, type Segreti } from './segreti.ts';

/** Where the demo is reached. `nodo` is the door's address, without the segment and what follows it. */
export type IndirizziDemo = { portale: string; ufficio: string; simulatore: string; nodo: string };

/** The whole address of the Nodo's door, with the segment of the demo's station. */
export function indirizzoNodo({ nodo }: IndirizziDemo, { segmento }: Segreti): string {
  return `${nodo}/${segmento}/paForNode`;
}

const GIORNO_MS = 86_400_000;

type Caricato = { ente: EnteDemo; enteId: EnteId; tipi: ReadonlyMap<string, TipoDovutoId>; oggi: Giorno };

/** The dovuti of an ente that can be paid now at their notice, with what is to become of them. */
type Caricati = (DovutoLetto & { numeroAvviso: string; destino: DovutoDemo['destino'] })[];

/**
 * Loads the demo through the product's own acts, and writes its facts in `demo.json`. It may be run again at any time, also after a kill:
 * what is there stays as it is, what is missing is added.
 */
export async function caricaDemo(mondo: Mondo, indirizzi: IndirizziDemo): Promise<FattiDemo> {
  const segreti = segretiDemo(mondo.config.pepe);
  const { intermediarioId, stazioneId } = await caricaPiattaforma(mondo, segreti);
  // One day for the whole of it, also where midnight comes meanwhile.
  const oggi = giornoA(mondo.orologio());
  const caricati = await Promise.all(
    ENTI.map(async (ente) => {
      const caricato = await caricaEnte(mondo, ente, { intermediarioId, stazioneId, segreti });
      return { ente, oggi, ...caricato };
    }),
  );
  // What waits for the database leaves the processor to the passwords, and the other way round: all at once.
  await conNodo(mondo, segreti.segmento, (nodo) =>
    Promise.all([
      caricaIntermediari(mondo, segreti),
      ...caricati.map((c) => caricaPersone(mondo, c, segreti)),
      ...caricati.map(async (c) => muovi(mondo, nodo, c, await caricaDovutiDemo(mondo, c))),
    ]),
  );
  const fatti = await componi(mondo, caricati, { indirizzi, segreti });
  await scriviFatti(mondo.config.varDir, fatti);
  return fatti;
}

/** The operators; the first one of the first ente uploads the demo's file. */
async function caricaPersone(mondo: Mondo, { ente, enteId, tipi }: Caricato, segreti: Segreti): Promise<void> {
  const [operatoreId] = await caricaOperatori(mondo, ente, { enteId, tipi, segreti });
  if (ente === ENTI[0] && operatoreId !== undefined) await caricaFlusso(mondo, ente, { enteId, operatoreId });
}

/** Inserts the dovuti that are missing, with what is said of them afterwards, annuls those that are to be. */
async function caricaDovutiDemo(mondo: Mondo, caricato: Caricato): Promise<Caricati> {
  const { ente, enteId, oggi } = caricato;
  const ctx = ctxDemo(mondo, enteId);
  const dovuti = tuttiDi(ente, oggi);
  const iud = tuttiGliIud(ente, dovuti);
  const prima = await leggiDovutiDemo(ctx, enteId, iud);
  await applica(
    mondo,
    caricato,
    dovuti.map((d) => d.richiesta).filter((r) => !prima.has(r.iud)),
  );
  const inserite = await leggiDovutiDemo(ctx, enteId, iud);
  await notificaMulte(ctx, ente, { oggi, dovuti: inserite });
  await riunisciInsieme(ctx, inserite);
  const daAnnullare = dovuti.filter(
    (d) => d.destino === 'annullato' && inserite.get(d.richiesta.iud)?.stato === 'da_pagare',
  );
  await applica(
    mondo,
    caricato,
    daAnnullare.map((d) => ({ ...d.richiesta, azione: 'A' as const })),
  );
  return dovuti.flatMap(({ richiesta, destino }) => {
    const dovuto = inserite.get(richiesta.iud);
    return dovuto?.stato === 'da_pagare' && dovuto.numeroAvviso !== null
      ? [{ ...dovuto, numeroAvviso: dovuto.numeroAvviso, destino }]
      : [];
  });
}

/** Those that are not ordinary come first: the last one that can be paid is. */
function tuttiDi(ente: EnteDemo, oggi: Giorno): DovutoDemo[] {
  return [
    ...bozzeDi(ente, oggi),
    ...modiDi(ente, oggi),
    ...multeDi(ente, oggi),
    ...insiemeDi(ente, oggi),
    ...dovutiDi(ente, oggi),
  ];
}

function tuttiGliIud(ente: EnteDemo, dovuti: readonly DovutoDemo[]): string[] {
  return [...dovuti.map((d) => d.richiesta.iud), ...iudDelFile(ente)];
}

async function applica(mondo: Mondo, { ente, enteId }: Caricato, richieste: readonly RichiestaCarico[]): Promise<void> {
  if (richieste.length === 0) return;
  const righe = richieste.map((richiesta, i) => ({ ...richiesta, riga: i + 1 }));
  const provenienza = { flussoId: null, iuf: `_${ente.codIpa}_IMPORT-DOVUTO`, tipiConsentiti: null };
  await conCarico(ctxDemo(mondo, enteId), provenienza, async (carico) => {
    await carico.copia([righe]);
    await carico.applica({ da: 1, a: righe.length }, (_, esiti) => {
      const respinta = esiti.find((e) => e.codice !== null);
      if (respinta !== undefined) throw new Error(`demo: ${respinta.iud} refused, ${respinta.codice}`);
      return Promise.resolve();
    });
  });
}

/** Pays what is to be paid; then somebody begins to pay one of the others, at each start anew, and waits for the receipt of another. */
async function muovi(mondo: Mondo, nodo: NodoDemo, caricato: Caricato, dovuti: Caricati): Promise<void> {
  const { ente, enteId } = caricato;
  const ctx = ctxDemo(mondo, enteId);
  const stazione = (await leggiConfigurazioneNodo(ctx)).find((s) => s.enteId === enteId && s.stazione === STAZIONE);
  if (stazione === undefined) throw new Error('demo: the ente has no station');
  const caso = creaCaso(Number(ente.segregazione));
  const daPagare = dovuti
    .filter((d) => d.destino === 'pagato')
    .map(({ numeroAvviso }) => {
      const pagatoIl = new Date(ctx.now.getTime() - caso.intero(1, 25) * GIORNO_MS - caso.intero(0, 8) * 3_600_000);
      return { stazione, numeroAvviso, pagatoIl, caso };
    });
  await pagaDemo(nodo, daPagare);
  const aperti = dovuti.filter((d) => d.destino === 'da_pagare' && !isScaduto(d, ctx.oggi));
  const ultimo = aperti.findLast((d) => d.attesaDal === null);
  const aspettato = aperti.find((d) => d.attesaDal !== null) ?? aperti.findLast((d) => d !== ultimo);
  if (ultimo !== undefined) await attivaDemo(nodo, { stazione, numeroAvviso: ultimo.numeroAvviso });
  if (aspettato?.attesaDal === null) await aspettaDemo(mondo, { fonti: nodo.fonti, enteId, dovuto: aspettato });
  const libero = aperti.findLast((d) => d !== ultimo && d !== aspettato);
  const pagato = dovuti.find((d) => d.destino === 'pagato');
  if (ente !== ENTI[0] || libero === undefined || pagato === undefined) return;
  const tardi = [pagato, ...(await annullatiDi(caricato, ctx)).slice(0, 1)];
  const { segregazione } = ente;
  await rimborsiDemo(mondo, nodo, { enteId, stazione, segregazione, aperto: libero, tardi });
}

async function annullatiDi(
  { ente, enteId, oggi }: Caricato,
  ctx: Ctx,
): Promise<(DovutoLetto & { numeroAvviso: string })[]> {
  const iud = dovutiDi(ente, oggi).flatMap((d) => (d.destino === 'annullato' ? [d.richiesta.iud] : []));
  const annullati = [...(await leggiDovutiDemo(ctx, enteId, iud)).values()];
  return annullati.flatMap(({ numeroAvviso, ...d }) => (numeroAvviso === null ? [] : [{ ...d, numeroAvviso }]));
}

async function componi(
  mondo: Mondo,
  caricati: readonly Caricato[],
  { indirizzi, segreti }: { indirizzi: IndirizziDemo; segreti: Segreti },
): Promise<FattiDemo> {
  const enti = await Promise.all(
    caricati.map(async ({ ente, enteId, oggi }) => {
      const ctx = ctxDemo(mondo, enteId);
      const { codIpa, codiceFiscale, denominazione } = ente;
      const dovuti = await leggiDovutiDemo(ctx, enteId, tuttiGliIud(ente, tuttiDi(ente, oggi)));
      const operatori = ente.operatori.map(({ utente, ruolo, conTotp }) => ({
        ...{ utente, password: segreti.password(utente), ruolo },
        ...(conTotp === true ? { totpSecret: segreti.totp(utente) } : {}),
      }));
      const avvisi = avvisiDi(ctx, dovuti.values());
      return {
        codIpa,
        codiceFiscale,
        denominazione,
        stazione: STAZIONE,
        passwordSil: segreti.passwordSil(codIpa),
        operatori,
        avvisi,
      };
    }),
  );
  const { portale, ufficio, simulatore } = indirizzi;
  const { codiceFiscale } = INTERMEDIARIO;
  const arrivi = await arriviDemo(mondo, caricati, indirizzi);
  const [primo] = caricati;
  const numeroAvviso = enti[0]?.avvisi.find(({ stato }) => stato === 'da_pagare')?.numeroAvviso;
  const eventi = { segreto: segreti.eventi(primo?.ente.codIpa ?? '') };
  if (primo !== undefined) await abbonaGestionale(mondo, { enteId: primo.enteId, simulatore, ...eventi });
  if (primo !== undefined) await pressoEnteDemo(mondo, { ...primo, simulatore });
  const link = primo === undefined ? [] : await linkDemo(mondo, primo, { portale, numeroAvviso });
  return {
    portale,
    ufficio,
    simulatore,
    nodo: indirizzoNodo(indirizzi, segreti),
    intermediario: {
      codiceFiscale,
      operatori: INTERMEDIARI.map(({ utente }) => ({
        ...{ utente, password: segreti.password(utente), ruolo: 'intermediario' },
        totpSecret: segreti.totp(utente),
      })),
    },
    identita: identitaDemo(),
    accessi: accessiDemo(),
    arrivi,
    link,
    soloEnte: primo === undefined ? [] : soloEnteDi(primo.ente, primo.oggi),
    eventi,
    enti,
  };
}
