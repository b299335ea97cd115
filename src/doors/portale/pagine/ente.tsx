import type { VNode } from 'preact';
import { elencoTipi, type Ente, type TipoDovuto } from '#modules/enti';
import { errore, pagina } from '#platform/http/pagina';
import { Azioni, Bottone } from '#ui/bottone';
import { Collegamento } from '#ui/collegamento';
import { useContesto } from '#ui/contesto';
import { Dati, type Dato } from '#ui/dati';
import { Foglio } from '../aspetto.tsx';
import { entePubblico } from '../ente-pubblico.ts';
import { VAI } from '../indirizzi.ts';
import { vistaEnte, type PaginaPortale } from '../visita.ts';

/** An ente: what it collects, and how to speak with it. */
export const ente: PaginaPortale = {
  percorso: '/enti/:codIpa',
  chi: 'tutti',
  pubblica: true,
  get: async (u, { parametri }) => {
    const uno = await entePubblico(u.ctx, parametri['codIpa'] ?? '');
    if (uno === null) return errore('nonTrovata');
    const { ente: testi, enti: elenco } = u.t.portale;
    const tipi = (await elencoTipi(u.per(uno.enteId), uno.enteId)).filter(({ attivo }) => attivo);
    return pagina(
      <Foglio
        u={u}
        vista={await vistaEnte(u, uno)}
        titolo={uno.denominazione}
        sezione={VAI.enti}
        percorso={[{ testo: elenco.titolo, a: VAI.enti }]}
      >
        {uno.testoCittadini?.split(/\r?\n/).map((riga, n) => riga.trim() !== '' && <p key={n}>{riga}</p>)}
        {tipi.length === 0 && (
          <>
            <h2>{testi.tipi}</h2>
            <p>{testi.nessunTipo}</p>
          </>
        )}
        <Tipi ente={uno} tipi={tipi} />
        <h2>{testi.haiAvviso}</h2>
        <p>{testi.haiAvvisoTesto}</p>
        <Azioni>
          <Bottone a={VAI.avviso}>{testi.trova}</Bottone>
        </Azioni>
        <h2>{testi.contatti}</h2>
        <Dati
          dati={[
            dato(testi.indirizzo, uno.indirizzo),
            dato(testi.telefono, uno.telefono, `tel:${uno.telefono?.replaceAll(/[^\d+]/g, '')}`),
            dato(testi.email, uno.email, `mailto:${uno.email}`),
            dato(testi.pec, uno.pec, `mailto:${uno.pec}`),
            dato(testi.sito, uno.sito, uno.sito ?? ''),
            dato(testi.codiceFiscale, uno.codiceFiscale),
          ]}
        />
      </Foglio>,
    );
  },
};

/** What the ente collects, by how one comes to pay it: here, on a site of its own, with a notice. */
function Tipi({ ente: { codIpa, funzioni }, tipi }: { ente: Ente; tipi: readonly TipoDovuto[] }): VNode {
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
                      {t.denominazione}
                    </Collegamento>
                  ) : (
                    t.denominazione
                  )}
                </li>
              ))}
            </ul>
          </section>
        ))}
    </>
  );
}

/** A way to reach the ente, which the device may use by itself; left out where the ente has none. */
function dato(nome: string, valore: string | null, a?: string): Dato | null {
  if (valore === null) return null;
  return {
    nome,
    valore:
      a === undefined ? (
        valore
      ) : (
        <Collegamento a={a} esterno={a.startsWith('http')}>
          {valore}
        </Collegamento>
      ),
  };
}
