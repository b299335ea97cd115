import type { ComponentChildren, VNode } from 'preact';
import { isUuid, type DovutoId, type TipoDovutoId } from '#kernel/ids';
import { leggiDovuto, type DovutoIntero } from '#modules/posizioni';
import { ufficio } from '#testi/it/ufficio';
import { ufficioDovuto } from '#testi/it/ufficio-dovuto';
import { Dati } from '#ui/dati';
import { Importo } from '#ui/valori';
import { Foglio } from '../aspetto.tsx';
import { VAI } from '../indirizzi.ts';
import { tipiVisibili, type Lavoro, type RichiestaUfficio } from '../lavoro.ts';
import { StatoEVerifica } from '../tabella-dovuti.tsx';

/** The dovuto of an address, and the kinds of due that whoever works here follows. Null: there is none that they may see. */
export async function dovutoDi(
  l: Pick<Lavoro, 'ctx' | 'operatoreId' | 'ente'>,
  { parametri: { id = '' } }: RichiestaUfficio,
): Promise<{ d: DovutoIntero; tipiConsentiti: TipoDovutoId[] | null } | null> {
  if (!isUuid<DovutoId>(id)) return null;
  return l.ctx.tx(async (t) => {
    const { ids: tipiConsentiti } = await tipiVisibili(t, l);
    const d = await leggiDovuto(t, { dovutoId: id, tipiConsentiti });
    return d === null ? null : { d, tipiConsentiti };
  });
}

type Prop = { l: Lavoro; d: DovutoIntero; titolo: string; conErrori?: boolean; children: ComponentChildren };

/** A page about one dovuto, which is told above it. */
export function FoglioDovuto({ l, d, titolo, conErrori = false, children }: Prop): VNode {
  const percorso = [
    { testo: ufficio.dovuti.titolo, a: VAI.dovuti },
    { testo: ufficio.dovuto.titolo(d.iud), a: VAI.dovuto(d.id) },
  ];
  return (
    <Foglio u={l} titolo={titolo} sezione={VAI.dovuti} percorso={percorso} conErrori={conErrori}>
      <Dati
        dati={[
          { nome: ufficio.dovuto.iud, valore: d.iud },
          { nome: ufficio.dovuto.causale, valore: d.causale },
          { nome: ufficioDovuto.importo, valore: <Importo cents={d.importoCents} /> },
          { nome: ufficio.dovuto.stato, valore: <StatoEVerifica dovuto={d} /> },
        ]}
      />
      {children}
    </Foglio>
  );
}
