import type { VNode } from 'preact';
import { isUuid, type DelegaId } from '#kernel/ids';
import { leggiDelega, QUALI_DELEGHE, statoDelega, type DelegaDellEnte, type QualiDeleghe } from '#modules/posizioni';
import type { Ctx } from '#platform/contesto';
import { ufficioDeleghe as testi } from '#testi/it/ufficio-deleghe';
import { Dati } from '#ui/dati';
import { Stato, type Tono } from '#ui/stato';
import { DataGiorno, Istante } from '#ui/valori';
import { leggiCercato, type Cercato } from './filtri.ts';
import { con, VAI } from './indirizzi.ts';
import type { Lavoro, RichiestaUfficio } from './lavoro.ts';

/** Where the pages of one delega hang from. */
export const SOPRA_DELEGHE = [{ testo: testi.titolo, a: VAI.deleghe }];

/** Which of them, and what is looked for among them. */
export type FiltriDeleghe = Cercato & { quali: QualiDeleghe };

/** Which of them an address, or a form, asks for; at first, those that wait. */
export function qualiDi(campi: RichiestaUfficio['query']): QualiDeleghe {
  return QUALI_DELEGHE.find((quali) => quali === campi['quali']) ?? 'da_decidere';
}

export async function leggiFiltriDeleghe(t: Ctx, l: Lavoro, r: RichiestaUfficio): Promise<FiltriDeleghe> {
  return { quali: qualiDi(r.query), ...(await leggiCercato(t, l, r)) };
}

/** The list of those, from a row on; `base`: as a file. */
export function indirizzoDeleghe(
  { quali, r = null }: { quali: QualiDeleghe; r?: string | null },
  { base = VAI.deleghe, ...da }: Readonly<Record<string, string>> & { base?: string } = {},
): string {
  return con(base, { quali: quali === 'da_decidere' ? '' : quali, r: r ?? '', ...da });
}

/** The delega that an address names; null: there is none of this ente. */
export async function trovaDelega(
  t: Ctx,
  { id = '' }: Readonly<Record<string, string>>,
): Promise<DelegaDellEnte | null> {
  return isUuid<DelegaId>(id) ? leggiDelega(t, id) : null;
}

const TONI: Record<ReturnType<typeof statoDelega>, Tono> = {
  richiesta: 'attesa',
  approvata: 'bene',
  rifiutata: 'male',
  revocata: 'neutro',
  scaduta: 'neutro',
};

export function StatoDelegaMostrato({ delega, ctx }: { delega: DelegaDellEnte; ctx: Ctx }): VNode {
  const stato = statoDelega(delega, ctx.oggi);
  return <Stato tono={TONI[stato]}>{testi.stati[stato]}</Stato>;
}

function Persona({ nome, codice }: { nome: string; codice: string }): VNode {
  return (
    <>
      {nome}
      <br />
      <span class="nota">{codice}</span>
    </>
  );
}

const Delegato = ({ d }: { d: DelegaDellEnte }): VNode => <Persona nome={d.delegatoNome} codice={d.delegatoCodice} />;
export const Delegante = ({ d }: { d: DelegaDellEnte }): VNode => (
  <Persona nome={d.deleganteNome} codice={d.deleganteCodice} />
);

/** What is known of a delega: the same above each of the acts on it. */
export function DatiDelega({ delega: d, ctx }: { delega: DelegaDellEnte; ctx: Ctx }): VNode {
  const { colonne, una } = testi;
  return (
    <Dati
      dati={[
        { nome: colonne.stato, valore: <StatoDelegaMostrato delega={d} ctx={ctx} /> },
        { nome: colonne.chi, valore: <Delegato d={d} /> },
        { nome: colonne.per, valore: <Delegante d={d} /> },
        { nome: colonne.genere, valore: testi.generi[d.genere] },
        { nome: colonne.chiesta, valore: <Istante istante={d.chiestaIl} /> },
        d.decisaIl && { nome: una.decisa, valore: <Istante istante={d.decisaIl} /> },
        d.validaAl && { nome: colonne.fino, valore: <DataGiorno giorno={d.validaAl} /> },
        d.revocataIl && { nome: una.revocata, valore: <Istante istante={d.revocataIl} /> },
        d.motivo === null ? null : { nome: colonne.motivo, valore: d.motivo },
      ]}
    />
  );
}
