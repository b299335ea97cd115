import type { VNode } from 'preact';
import { isoRoma } from '#kernel/giorno';
import { isUuid } from '#kernel/ids';
import {
  buttaAltrui,
  dimenticaCorrispondenza,
  elencoCorrispondenze,
  giudicaCorrispondenza,
  leggiDaTradurre,
  usaCorrispondenza,
  type ColonnaFile,
  type CorrispondenzaSalvata,
  type Flusso,
} from '#modules/flussi';
import { pagina, rifiutata, vai, type Risposta } from '#platform/http/pagina';
import { ufficioColonne as testi } from '#testi/it/ufficio-colonne';
import { ufficioFlussi } from '#testi/it/ufficio-flussi';
import { RiepilogoErrori, type Errori } from '#ui/riepilogo-errori';
import { Foglio } from '../aspetto.tsx';
import { etichettaDi } from '../celle.tsx';
import { daCampi, iufDi, proposta, type Compilata } from '../colonne-compilate.ts';
import { ModuloColonne } from '../colonne-modulo.tsx';
import { Salvate, Trovate } from '../colonne-trovate.tsx';
import { frase } from '../frase.ts';
import { VAI } from '../indirizzi.ts';
import {
  alLavoro,
  guardaSoltanto,
  tipiVisibili,
  type Lavoro,
  type PaginaUfficio,
  type RichiestaUfficio,
} from '../lavoro.ts';
import { trovaFlusso } from '../vede-flusso.ts';

/** A file in no layout of ours: its columns with the first of their values, and which is which; then its preview. */
export const colonne: PaginaUfficio = {
  percorso: '/flussi/:id/colonne',
  chi: 'operatore',
  atto: { post: 'carica' },
  get: alLavoro((l, r) =>
    conFile(l, r, (visto) => {
      const { salvata, compilata } = proposta(visto.salvate, {
        colonne: visto.colonne,
        chiesta: r.query['corrispondenza'] ?? '',
      });
      const iuf = iufDi(
        visto.flusso.nomeFile ?? '',
        isoRoma(visto.flusso.richiestoIl).slice(0, 19).replaceAll(/\D/g, ''),
      );
      const campi = { ...compilata, iuf, salvaCome: salvata?.nome ?? '' };
      return mostra(l, { ...visto, salvata, compilata: campi, errori: {} });
    }),
  ),
  post: alLavoro((l, r) =>
    conFile(l, r, async (visto) => {
      const { id } = visto.flusso;
      const { butta, dimentica = '', iuf = '', salvaCome = '' } = r.modulo;
      if (isUuid<string>(dimentica)) {
        await dimenticaCorrispondenza(l.ctx, dimentica);
        return vai(VAI.colonne(id));
      }
      if (butta !== undefined) {
        await buttaAltrui(l.ctx, id);
        return vai(VAI.flusso(id));
      }
      const detta = { corrispondenza: daCampi(r.modulo, visto.colonne), iuf: iuf.trim(), salvaCome: salvaCome.trim() };
      const nomi = visto.colonne.map(({ nome }) => nome);
      const errori = erroriDi(giudicaCorrispondenza({ ...detta, nomi }));
      if (Object.keys(errori).length > 0) return mostra(l, { ...visto, salvata: null, compilata: r.modulo, errori });
      const esito = await usaCorrispondenza(l.ctx, { flussoId: id, ...detta });
      if (esito.ok || esito.refusal.codice === 'CORRISPONDENZA_FINITA') return vai(VAI.anteprima(id));
      return mostra(l, { ...visto, salvata: null, compilata: r.modulo, errori: { iuf: frase(esito.refusal) } });
    }),
  ),
};

function erroriDi(difetti: ReturnType<typeof giudicaCorrispondenza>): Errori {
  const suo = (campo: string): string => (campo === 'iuf' || campo === 'salvaCome' ? campo : `da_${campo}`);
  const detto = (campo: string): Record<string, string> => ({ campo: etichettaDi(campo, '2_0') });
  return Object.fromEntries(
    difetti.map(({ campo, codice }) => [suo(campo), frase({ codice, parametri: detto(campo) })]),
  );
}

type Visto = { flusso: Flusso; colonne: readonly ColonnaFile[]; salvate: readonly CorrispondenzaSalvata[] };

/** Its values are those of persons: who may only look does not see them, and a file that goes on is seen elsewhere. */
async function conFile(l: Lavoro, r: RichiestaUfficio, fn: (visto: Visto) => Promise<Risposta>): Promise<Risposta> {
  const flusso = await trovaFlusso(l, r.parametri['id'] ?? '');
  if ('tipo' in flusso) return flusso;
  if (flusso.stato !== 'in_corrispondenza') return vai(VAI.flusso(flusso.id));
  if (guardaSoltanto(l, 'carica')) return vai(VAI.flussi);
  const visto = await l.ctx.tx(async (t) => ({
    letto: await leggiDaTradurre(t, flusso.id),
    salvate: await elencoCorrispondenze(t),
  }));
  return visto.letto === null
    ? vai(VAI.flusso(flusso.id))
    : fn({ flusso, colonne: visto.letto.colonne.colonne, salvate: visto.salvate });
}

type Mostrata = Visto & { salvata: CorrispondenzaSalvata | null; compilata: Compilata; errori: Errori };

async function mostra(l: Lavoro, m: Mostrata): Promise<Risposta> {
  const conErrori = Object.keys(m.errori).length > 0;
  const { tipi } = await l.ctx.tx((t) => tipiVisibili(t, l));
  const foglio: VNode = (
    <Foglio
      u={l}
      titolo={testi.titolo}
      sezione={VAI.flussi}
      percorso={[{ testo: ufficioFlussi.flussi.titolo, a: VAI.flussi }]}
      conErrori={conErrori}
    >
      <RiepilogoErrori errori={m.errori} />
      <p>{testi.introduzione(m.flusso.nomeFile ?? '')}</p>
      {!conErrori && <p>{m.salvata === null ? testi.indovinate : testi.usata(m.salvata.nome)}</p>}
      <Trovate colonne={m.colonne} />
      <Salvate flusso={m.flusso} colonne={m.colonne} salvate={m.salvate} />
      <ModuloColonne colonne={m.colonne} tipi={tipi} compilata={m.compilata} errori={m.errori} />
    </Foglio>
  );
  return conErrori ? rifiutata(foglio) : pagina(foglio);
}
