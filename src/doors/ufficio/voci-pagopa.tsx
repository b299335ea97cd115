import type { VNode } from 'preact';
import type { DovutoId } from '#kernel/ids';
import type { RicevutaDellEnte } from '#modules/pagamenti';
import type { DovutoIntero } from '#modules/posizioni';
import { leggiEventi, type EventoLetto } from '#modules/registro';
import type { Ctx } from '#platform/contesto';
import { ufficioScambi as testi } from '#testi/it/ufficio-scambi';
import { Bottone } from '#ui/bottone';
import { Collegamento } from '#ui/collegamento';
import { Modulo } from '#ui/modulo';
import { Importo, Istante } from '#ui/valori';
import type { VoceStoria } from './a-mano/voci-storia.tsx';
import { VAI } from './indirizzi.ts';

const MINUTO_MS = 60_000;
/** Of a notice that many look at, the latest: the others are in the giornale. */
const LETTURE_MAX = 50;
/** What is told by a receipt is told once. */
const RICEVUTE: ReadonlySet<string> = new Set(['paSendRT', 'paSendRTV2']);

/** What pagoPA asked of the notice, and what it was answered: each exchange once, without its text. */
export async function letturePagopa(t: Ctx, { numeroAvviso, storia }: DovutoIntero): Promise<EventoLetto[]> {
  const [nascita] = storia;
  if (numeroAvviso === null || nascita === undefined) return [];
  const quando = { dal: nascita.istante, al: new Date(t.now.getTime() + MINUTO_MS) };
  const eventi = await leggiEventi(t, { ...quando, numeroAvviso, righeMax: LETTURE_MAX * 2 });
  return eventi.filter(({ sottotipo, tipo }) => sottotipo === 'RESP' && !RICEVUTE.has(tipo)).slice(0, LETTURE_MAX);
}

type Scambi = { dovutoId: DovutoId; ricevute: readonly RicevutaDellEnte[]; letture: readonly EventoLetto[] };

/** The same and the receipts, as they are told in the history of a dovuto. */
export function vociPagopa({ dovutoId, ricevute, letture }: Scambi): VoceStoria[] {
  return [
    ...letture.map((e) => ({ istante: e.istante, voce: <Lettura evento={e} /> })),
    ...ricevute.map((r) => ({ istante: r.registrataIl, voce: <Ricevuta dovutoId={dovutoId} r={r} /> })),
  ];
}

function Lettura({ evento: { tipo, esito, psp, istante } }: { evento: EventoLetto }): VNode {
  return (
    <>
      <strong>{testi.tipi[tipo] ?? tipo}</strong>
      {esito !== null && `: ${esito}`}
      <br />
      <span class="nota">
        <Istante istante={istante} />, {psp ? testi.per(psp) : testi.pagopa}
      </span>
    </>
  );
}

function Ricevuta({ dovutoId, r }: { dovutoId: DovutoId; r: RicevutaDellEnte }): VNode {
  return (
    <>
      <strong>{testi.ricevuta}</strong>, <Importo cents={r.importoCents} />
      <br />
      {testi.receiptId(r.receiptId)}{' '}
      <Collegamento a={VAI.ricevutaDovuto(dovutoId, r.id)}>{testi.scaricaRicevuta}</Collegamento>
      <br />
      <span class="nota">
        <Istante istante={r.registrataIl} />, {r.pspDenominazione ?? r.psp ?? testi.pagopa}
      </span>
    </>
  );
}

/** To the messages themselves, for who may read them: the number is posted, for it stands in no address. */
export function ApriScambi({ numeroAvviso }: { numeroAvviso: string }): VNode {
  return (
    <Modulo a={VAI.scambi}>
      <input type="hidden" name="numero" value={numeroAvviso} />
      <Bottone aspetto="secondario">{testi.titolo}</Bottone>
    </Modulo>
  );
}
