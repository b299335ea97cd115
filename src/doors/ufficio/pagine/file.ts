import { isUuid, type FlussoId } from '#kernel/ids';
import {
  leggiFileFlusso,
  leggiFlusso,
  leggiResoconto,
  partiAvvisi,
  zipAvvisi,
  type FileConservato,
  type Flusso,
} from '#modules/flussi';
import { annota } from '#modules/registro';
import { errore, erroreDi, scarica, type Risposta } from '#platform/http/pagina';
import { consegne } from '#testi/it/consegne';
import { ufficioFlussi } from '#testi/it/ufficio-flussi';
import { frase } from '../frase.ts';
import { alLavoro, type Lavoro, type PaginaUfficio } from '../lavoro.ts';
import { vedeFlusso } from '../vede-flusso.ts';

const QUALI = ['originale', 'scarti', 'iuv', 'esito'] as const;
type Quale = (typeof QUALI)[number];

/** A file that came in, or what its loading gave back. */
export const fileFlusso: PaginaUfficio = {
  percorso: '/flussi/:id/file/:quale',
  chi: 'operatore',
  get: alLavoro((l, { parametri }) => {
    const quale = QUALI.find((uno) => uno === parametri['quale'] && uno !== 'esito');
    return quale === undefined ? errore('nonTrovata') : consegna(l, { id: parametri['id'] ?? '', verso: 'in', quale });
  }),
};

/** The notices of a file, or of a part of a large one: made now, while they are read. */
export const avvisiFlusso: PaginaUfficio = {
  percorso: '/flussi/:id/avvisi/:parte',
  chi: 'operatore',
  get: alLavoro(async (l, { parametri }) => {
    const flusso = await leggiVisibile(l, parametri['id'] ?? '');
    if (flusso === null || flusso === 'altrui') return nonVisibile(flusso);
    const quale = partiAvvisi(flusso).find(({ parte }) => String(parte) === parametri['parte']);
    if (quale === undefined) return errore('nonTrovata');
    const esito = await zipAvvisi(l.ctx, { flusso, quale, parole: consegne.indice });
    if (!esito.ok) return erroreDi(esito.refusal, frase(esito.refusal));
    return scarica({ nome: esito.value.nome, contentType: 'application/zip', corpo: esito.value.corpo });
  }),
};

/** The account of a file that has ended: it names no person, and leaves no row in the registro. */
export const resocontoFlusso: PaginaUfficio = {
  percorso: '/flussi/:id/resoconto',
  chi: 'operatore',
  get: alLavoro(async (l, { parametri }) => {
    const flusso = await leggiVisibile(l, parametri['id'] ?? '');
    if (flusso === null || flusso === 'altrui') return nonVisibile(flusso);
    if (flusso.finitoIl === null) return errore('nonTrovata');
    const resoconto = await l.ctx.tx((t) => leggiResoconto(t, flusso));
    const corpo = Buffer.from(consegne.resoconto(resoconto));
    return scarica({ nome: resoconto.nome, contentType: 'text/plain; charset=utf-8', corpo });
  }),
};

/** A file that came in, where this person may open it. */
async function leggiVisibile(l: Lavoro, id: string): Promise<Flusso | 'altrui' | null> {
  if (!isUuid<FlussoId>(id)) return null;
  return l.ctx.tx(async (t) => {
    const flusso = await leggiFlusso(t, id);
    if (flusso === null || flusso.verso !== 'in') return null;
    return (await vedeFlusso(t, l, flusso)) ? flusso : 'altrui';
  });
}

function nonVisibile(perche: 'altrui' | null): Risposta {
  return perche === null ? errore('nonTrovata') : errore('vietato', ufficioFlussi.altrui.testo);
}

/** A file of incassi, when it is ready. */
export const fileIncasso: PaginaUfficio = {
  percorso: '/incassi/:id/file',
  chi: 'operatore',
  get: alLavoro((l, { parametri }) => consegna(l, { id: parametri['id'] ?? '', verso: 'out', quale: 'esito' })),
};

type Richiesto = { id: string; verso: 'in' | 'out'; quale: Quale };

/** Hands a file over, and writes in the registro that it did: it holds the data of many persons (model 11). */
async function consegna(l: Lavoro, { id, verso, quale }: Richiesto): Promise<Risposta> {
  if (!isUuid<FlussoId>(id)) return errore('nonTrovata');
  const trovato = await l.ctx.tx(async (t): Promise<FileConservato | 'altrui' | null> => {
    const flusso = await leggiFlusso(t, id);
    if (flusso === null || flusso.verso !== verso) return null;
    if (!(await vedeFlusso(t, l, flusso))) return 'altrui';
    const file = await leggiFileFlusso(t, id, quale);
    if (file !== null)
      await annota(t, { azione: 'flusso.scaricato', oggetto: 'flusso', oggettoId: id, dettaglio: { file: quale } });
    return file;
  });
  if (trovato === null || trovato === 'altrui') return nonVisibile(trovato);
  return scarica({ nome: trovato.nome, contentType: trovato.tipoContenuto, corpo: l.ctx.files.leggi(trovato.fileId) });
}
