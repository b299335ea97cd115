import type { VNode } from 'preact';
import { formatGiorno, parseGiorno } from '#kernel/giorno';
import { formatEuro, parseEuro } from '#kernel/importo';
import type { Lingua } from '#kernel/lingua';
import type { CampoCompilato } from '#modules/enti';
import type { Testi } from '#testi/catalogo';
import { useContesto } from './contesto.tsx';
import { Dati, type Dato } from './dati.tsx';

/** The answers, group by group and row by row. */
export function Risposte({ campi }: { campi: readonly CampoCompilato[] }): VNode {
  const { testi, t, lingua } = useContesto();
  const visti = campi.filter(({ visibile, abilitato }) => visibile && abilitato);
  const semplici = visti.filter(({ campi: dentro, righe }) => dentro.length === 0 && righe.length === 0);
  const composti = visti.filter((campo) => !semplici.includes(campo));
  return (
    <>
      {semplici.length > 0 && <Dati dati={semplici.map((campo) => datoDi(campo, t.spontaneo.riepilogo, lingua))} />}
      {composti.map(({ nome, etichetta, campi: dentro, righe }) => (
        <section key={nome}>
          <h3>{etichetta}</h3>
          {dentro.length > 0 && <Risposte campi={dentro} />}
          {righe.map((riga, n) => (
            <section key={n}>
              <h4>{testi.modulo.riga(n + 1)}</h4>
              <Risposte campi={riga} />
            </section>
          ))}
        </section>
      ))}
    </>
  );
}

function datoDi(
  { genere, etichetta, valore, opzioni, unita }: CampoCompilato,
  parole: Testi['spontaneo']['riepilogo'],
  lingua: Lingua,
): Dato | null {
  const scelte = opzioni.filter(({ scelta }) => scelta).map((una) => una.etichetta);
  if (genere === 'si_no') return { nome: etichetta, valore: valore === 'si' ? parole.si : parole.no };
  if (opzioni.length > 0) return scelte.length === 0 ? null : { nome: etichetta, valore: scelte.join(', ') };
  return valore === ''
    ? null
    : { nome: etichetta, valore: [detto(genere, valore, lingua), unita].filter(Boolean).join(' ') };
}

/** As people write it, whatever the control of a browser has sent: a day is `2026-12-05` there. */
function detto(genere: CampoCompilato['genere'], valore: string, lingua: Lingua): string {
  const giorno = genere === 'data' ? parseGiorno(valore) : null;
  if (giorno !== null) return formatGiorno(giorno, lingua);
  const importo = genere === 'importo' ? parseEuro(valore) : null;
  return importo === null ? valore : formatEuro(importo, lingua);
}
