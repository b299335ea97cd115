import type { VNode } from 'preact';
import type { EnteId } from '#kernel/ids';
import { LIMITI } from '#kernel/limiti';
import { cercaEnti, type EnteTrovato } from '#modules/enti';
import { Campo, CampoScelta } from '#ui/campo';
import { useContesto } from '#ui/contesto';
import { Messaggio } from '#ui/messaggio';
import type { Errori } from '#ui/riepilogo-errori';
import { isSoloIud } from './coppia.ts';
import { entePubblico } from './ente-pubblico.ts';
import { VAI } from './indirizzi.ts';
import type { Portale, RichiestaPortale } from './visita.ts';

/** Among more than these one does not choose: a few letters more are asked for. */
const SCELTE_MAX = 8;

/** What is asked about the ente of a code that several may use. */
export type Domanda = { nome: string; enti: readonly EnteTrovato[]; troppi: boolean; scelto: string; errori: Errori };

/**
 * The ente of what was typed: null where it need not be known, because a notice number and an IUV are looked for everywhere. Of what can
 * only be an IUD it is asked, before anything is looked for: so nothing is told by asking (model 11).
 */
export async function qualeEnte(
  u: Portale,
  { modulo, htmx }: Pick<RichiestaPortale, 'modulo' | 'htmx'>,
  codice: string,
): Promise<{ enteId: EnteId | null; domanda: Domanda | null }> {
  if (!isSoloIud(codice)) return { enteId: null, domanda: null };
  const nome = (modulo['nomeEnte'] ?? '').slice(0, LIMITI.entiCercatiCaratteriMax);
  const testi = u.t.ricerca.ente;
  if (nome.trim() === '') {
    const errori: Errori = modulo['nomeEnte'] === undefined || htmx ? {} : { nomeEnte: testi.manca };
    return { enteId: null, domanda: { nome, enti: [], troppi: false, scelto: '', errori } };
  }
  const { enti, pagine } = await cercaEnti(u.ctx, { testo: nome, quanti: SCELTE_MAX });
  const [unico, ...altri] = enti;
  // What was chosen holds as long as it is among those of the name that is written now.
  const scelto = altri.length === 0 ? unico : enti.find(({ codIpa }) => codIpa === modulo['ente']);
  const domanda = { nome, enti, troppi: pagine > 1, scelto: scelto?.codIpa ?? '', errori: {} };
  if (unico === undefined)
    return { enteId: null, domanda: { ...domanda, errori: htmx ? {} : { nomeEnte: testi.nessuno } } };
  if (scelto === undefined) {
    const chiesto = modulo['chiesto'] === nome && !htmx;
    return { enteId: null, domanda: { ...domanda, errori: chiesto ? { ente: testi.manca } : {} } };
  }
  const ente = await entePubblico(u.ctx, scelto.codIpa);
  return { enteId: ente?.enteId ?? null, domanda };
}

/** The question, within the form of the pair. */
export function QualeEnte({ domanda }: { domanda: Domanda }): VNode {
  const testi = useContesto().t.ricerca.ente;
  const { nome, errori } = domanda;
  return (
    <>
      <Messaggio tipo="informazione" titolo={testi.titolo}>
        <p>{testi.perche}</p>
      </Messaggio>
      <div
        hx-post={VAI.avviso}
        hx-trigger="input delay:250ms"
        hx-target="#scelta-ente"
        hx-swap="outerMorph"
        hx-include="closest form"
        hx-sync="this:replace"
      >
        <Campo
          nome="nomeEnte"
          etichetta={testi.etichetta}
          aiuto={testi.aiuto}
          valore={nome}
          errore={errori['nomeEnte']}
          caratteriMax={LIMITI.entiCercatiCaratteriMax}
          larghezza="media"
          inFuoco={Object.keys(errori).length === 0}
        />
      </div>
      <ScegliEnte domanda={domanda} />
    </>
  );
}

/** Those that the name may mean: drawn anew as it is typed, where there is a script. */
export function ScegliEnte({ domanda: { nome, enti, troppi, scelto, errori } }: { domanda: Domanda }): VNode {
  const testi = useContesto().t.ricerca.ente;
  const alternative = enti.map(({ codIpa, denominazione, provincia }) => ({
    valore: codIpa,
    testo: provincia === null ? denominazione : `${denominazione} (${provincia.sigla})`,
  }));
  return (
    <div id="scelta-ente">
      <input type="hidden" name="chiesto" value={nome} />
      <p role="status">
        {nome.trim() !== '' && enti.length === 0 && errori['nomeEnte'] === undefined && testi.nessuno}
        {troppi && testi.troppi(enti.length)}
      </p>
      {enti.length > 0 && (
        <CampoScelta
          nome="ente"
          etichetta={testi.scegli}
          alternative={alternative}
          scelte={[scelto]}
          errore={errori['ente']}
        />
      )}
    </div>
  );
}
