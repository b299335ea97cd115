import { isUuid, type FlussoId } from '#kernel/ids';
import { leggiFlusso, type Flusso } from '#modules/flussi';
import { attoreTesto, type Ctx } from '#platform/contesto';
import { errore, type Risposta } from '#platform/http/pagina';
import { ufficioFlussi } from '#testi/it/ufficio-flussi';
import { tipiVisibili, type Lavoro } from './lavoro.ts';

/**
 * May this person open a file and what it holds? Files mix kinds of due, so: who sees all the kinds may open all; anybody what they
 * asked for
 * themselves (it was made with their kinds only); and an export of one kind, who sees that kind.
 */
export async function vedeFlusso(t: Ctx, l: Lavoro, flusso: Flusso): Promise<boolean> {
  if (flusso.richiestoDa === attoreTesto(t.attore)) return true;
  const { tipi, ogniTipo } = await tipiVisibili(t, l);
  const tipoChiesto = flusso.richiesta?.['tipoDovuto'] ?? '';
  return ogniTipo || (tipoChiesto !== '' && tipi.some(({ codice }) => codice === tipoChiesto));
}

/** The flusso of an address, where this person may see it; else what to answer. */
export async function trovaFlusso(l: Lavoro, id: string): Promise<Flusso | Risposta> {
  return l.ctx.tx(async (t) => {
    const letto = isUuid<FlussoId>(id) ? await leggiFlusso(t, id) : null;
    if (letto === null || letto.verso === 'out') return errore('nonTrovata');
    if (!(await vedeFlusso(t, l, letto))) return errore('vietato', ufficioFlussi.altrui.testo);
    return letto;
  });
}
