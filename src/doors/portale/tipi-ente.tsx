import type { VNode } from 'preact';
import { haParole, paroleCercate, type Ente, type TipoDovuto } from '#modules/enti';
import { Collegamento } from '#ui/collegamento';
import { useContesto } from '#ui/contesto';
import { Italiano } from '#ui/italiano';
import { Cerca } from './cerca.tsx';
import { VAI } from './indirizzi.ts';

/** As many as one looks through; more have a box to look for one. */
const SENZA_RICERCA_MAX = 12;

type Proprieta = { ente: Ente; tipi: readonly TipoDovuto[]; cercato: string };

/** What the ente collects; where it is much, those with some words. */
export function TipiEnte(prop: Proprieta): VNode {
  const { t } = useContesto();
  const { ente, tipi, cercato } = prop;
  const { etichetta, aiuto } = t.ricerca.tipi;
  if (tipi.length === 0)
    return (
      <>
        <h2>{t.portale.ente.tipi}</h2>
        <p>{t.portale.ente.nessunTipo}</p>
      </>
    );
  return (
    <>
      {tipi.length > SENZA_RICERCA_MAX && (
        <Cerca a={VAI.ente(ente.codIpa)} nome="cerca" vivo="tipi" {...{ etichetta, aiuto, cercato }} />
      )}
      <TipiTrovati {...prop} />
    </>
  );
}

/** Of what the ente collects, what has those words: drawn anew as one types. */
export function TipiTrovati({ ente, tipi, cercato }: Proprieta): VNode {
  const testi = useContesto().t.ricerca.tipi;
  const parole = paroleCercate(cercato);
  const trovati = tipi.filter(({ denominazione }) => haParole(denominazione, parole));
  return (
    <div id="tipi">
      <p role="status" class={cercato === '' ? 'visually-hidden' : undefined}>
        {cercato !== '' && (trovati.length === 0 ? testi.nessuno : testi.quanti(trovati.length))}
      </p>
      <Gruppi ente={ente} tipi={trovati} />
    </div>
  );
}

/** By how one comes to pay it: here, on a site of the ente's own, with a notice. */
function Gruppi({ ente: { codIpa, funzioni }, tipi }: Omit<Proprieta, 'cercato'>): VNode {
  const { spontaneo } = useContesto().t;
  const senzaAvviso = (t: TipoDovuto): boolean => t.spontaneo && funzioni.includes('spontaneo');
  const gruppi = [
    { titolo: spontaneo.qui, testo: spontaneo.quiTesto, suoi: tipi.filter((t) => senzaAvviso(t) && !t.urlEsterno) },
    { titolo: spontaneo.altrove, testo: null, suoi: tipi.filter((t) => senzaAvviso(t) && t.urlEsterno !== null) },
    { titolo: spontaneo.conAvviso, testo: null, suoi: tipi.filter((t) => !senzaAvviso(t)) },
  ];
  return (
    <>
      {gruppi
        .filter(({ suoi }) => suoi.length > 0)
        .map(({ titolo, testo, suoi }) => (
          <section key={titolo}>
            <h2>{titolo}</h2>
            {testo !== null && <p>{testo}</p>}
            <ul>
              {suoi.map((t) => (
                <li key={t.codice}>
                  {senzaAvviso(t) ? (
                    <Collegamento a={t.urlEsterno ?? VAI.tipo(codIpa, t.codice)} esterno={t.urlEsterno !== null}>
                      <Italiano>{t.denominazione}</Italiano>
                    </Collegamento>
                  ) : (
                    <Italiano>{t.denominazione}</Italiano>
                  )}
                </li>
              ))}
            </ul>
          </section>
        ))}
    </>
  );
}
