import type { VNode } from 'preact';
import type { TipoDovutoId } from '#kernel/ids';
import { differenzeJson, leggiVersione, type Differenza, type VersioneModulo } from '#modules/enti';
import type { Ctx } from '#platform/contesto';
import { ufficioTipi } from '#testi/it/ufficio-tipi';
import { Azioni, Bottone } from '#ui/bottone';
import { CampoElenco } from '#ui/campo';

const testi = ufficioTipi.versioni;
/** Two definitions with more differences than these are two forms. */
const DIFFERENZE_MOSTRATE = 200;
const CARATTERI_MOSTRATI = 300;

/** Two versions to compare, as they were chosen. */
export type Scelte = { prima: string; dopo: string };

/** Asks which two. */
export function Confronta({ versioni, scelte }: { versioni: readonly VersioneModulo[]; scelte: Scelte }): VNode {
  const alternative = versioni.map(({ versione }) => ({
    valore: String(versione),
    testo: ufficioTipi.elenco.versione(versione),
  }));
  const [ultima, penultima] = versioni.map(({ versione }) => String(versione));
  return (
    <form method="get">
      <h2>{testi.confronta}</h2>
      <CampoElenco
        nome="prima"
        etichetta={testi.prima}
        alternative={alternative}
        valore={scelte.prima || penultima || ''}
      />
      <CampoElenco nome="dopo" etichetta={testi.dopo} alternative={alternative} valore={scelte.dopo || ultima || ''} />
      <Azioni>
        <Bottone aspetto="secondario">{testi.mostra}</Bottone>
      </Azioni>
    </form>
  );
}

/** What changed from one to the other; nothing where either is not there. */
export async function confronta(
  t: Ctx,
  tipoDovutoId: TipoDovutoId,
  numeri: { prima: number; dopo: number },
): Promise<VNode | null> {
  if (!isNumero(numeri.prima) || !isNumero(numeri.dopo)) return null;
  const prima = await leggiVersione(t, { tipoDovutoId, versione: numeri.prima });
  const dopo = await leggiVersione(t, { tipoDovutoId, versione: numeri.dopo });
  if (prima === null || dopo === null) return null;
  const differenze = differenzeJson(prima.definizione, dopo.definizione);
  return (
    <>
      <h2>{testi.differenze(prima.versione, dopo.versione)}</h2>
      {differenze.length === 0 && <p>{testi.nessuna}</p>}
      <ul>
        {differenze.slice(0, DIFFERENZE_MOSTRATE).map((una) => (
          <Una key={una.percorso} d={una} />
        ))}
      </ul>
      {differenze.length > DIFFERENZE_MOSTRATE && <p>{testi.altre(differenze.length - DIFFERENZE_MOSTRATE)}</p>}
    </>
  );
}

const isNumero = (n: number): boolean => Number.isInteger(n) && n > 0 && n <= 10_000;

function Una({ d }: { d: Differenza }): VNode {
  const valore = (v: unknown): VNode => <code>{JSON.stringify(v).slice(0, CARATTERI_MOSTRATI)}</code>;
  return (
    <li>
      <code>{d.percorso || testi.tutto}</code> {testi.generi[d.genere]}
      {d.genere !== 'aggiunto' && (
        <>
          {' '}
          – {testi.era} {valore(d.prima)}
        </>
      )}
      {d.genere !== 'tolto' && (
        <>
          {' '}
          – {testi.ora} {valore(d.dopo)}
        </>
      )}
    </li>
  );
}
