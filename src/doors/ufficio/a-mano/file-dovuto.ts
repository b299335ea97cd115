import {
  domandeSenzaFile,
  leggiAllegati,
  type AllegatoMostrato,
  type DomandeSenzaFile,
  type DovutoIntero,
  type FileDi,
} from '#modules/posizioni';
import { nomiAttori, type NomeAttore } from '../attori.ts';
import type { Lavoro, RichiestaUfficio, Ufficio } from '../lavoro.ts';
import { dovutoDi } from './dovuto-di.tsx';

/** A dovuto with its files, and the questions that a file may still be given to. */
export type FileDelDovuto = FileDi & {
  d: DovutoIntero;
  allegati: AllegatoMostrato[];
  senza: DomandeSenzaFile | null;
  nome: NomeAttore;
};

/** Null: there is no such dovuto that they may see. */
export async function leggiFile(
  l: Pick<Lavoro, 'ctx' | 'operatoreId' | 'ente'>,
  r: RichiestaUfficio,
): Promise<FileDelDovuto | null> {
  const trovato = await dovutoDi(l, r);
  if (trovato === null) return null;
  const { d, tipiConsentiti } = trovato;
  const di = { dovutoId: d.id, tipiConsentiti };
  return l.ctx.tx(async (t) => {
    const allegati = await leggiAllegati(t, d.id);
    const nome = await nomiAttori(
      t,
      allegati.flatMap(({ aggiuntoDa }) => aggiuntoDa ?? []),
    );
    return { d, ...di, allegati, nome, senza: await domandeSenzaFile(t, di) };
  });
}

/** The same, while a file of the page is still arriving. */
export async function fileDellaSessione({ ctx }: Ufficio, r: RichiestaUfficio): Promise<FileDelDovuto | null> {
  const { sessione } = r;
  if (sessione === null || sessione.ente === null) return null;
  const { operatoreId, ente } = sessione;
  return leggiFile({ ctx, operatoreId, ente }, r);
}
