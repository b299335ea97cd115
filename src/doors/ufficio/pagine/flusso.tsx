import type { VNode } from 'preact';
import { isUuid, type FlussoId } from '#kernel/ids';
import {
  contaEsclusi,
  leggiAnnullo,
  leggiAvvertenze,
  leggiFlusso,
  leggiScarti,
  type Flusso,
  type ScartoRiga,
} from '#modules/flussi';
import type { Ctx } from '#platform/contesto';
import { errore, frammento, pagina, vai } from '#platform/http/pagina';
import { ufficioAnnullo } from '#testi/it/ufficio-annullo';
import { ufficioFlussi } from '#testi/it/ufficio-flussi';
import { Collegamento } from '#ui/collegamento';
import { Dati } from '#ui/dati';
import { Dettagli } from '#ui/dettagli';
import { Istante } from '#ui/valori';
import { AndamentoAnnullo, InvitoAnnullo, isAnnullabile, siAnnulla } from '../annullo.tsx';
import { Foglio } from '../aspetto.tsx';
import { nomiAttori } from '../attori.ts';
import { intero } from '../frase.ts';
import { con, VAI } from '../indirizzi.ts';
import { alLavoro, guardaSoltanto, type PaginaUfficio, type RichiestaUfficio } from '../lavoro.ts';
import { leggiTratto, puntoDi, type Tratto } from '../scorri.ts';
import { Svolgimento } from '../svolgimento.tsx';
import { inLavorazione } from '../tabella-flussi.tsx';
import { vedeFlusso } from '../vede-flusso.ts';

const testi = ufficioFlussi.flusso;

/** One file that came in: how far it is; then what became of its rows, and what it gives back. */
export const flusso: PaginaUfficio = {
  percorso: '/flussi/:id',
  chi: 'operatore',
  get: alLavoro((l, r) =>
    l.ctx.tx(async (t) => {
      const { id = '' } = r.parametri;
      const letto = isUuid<FlussoId>(id) ? await leggiFlusso(t, id) : null;
      if (letto === null) return errore('nonTrovata');
      // The registro knows files by id alone, and not which way they go.
      if (letto.verso === 'out') return vai(VAI.incasso(letto.id));
      if (!(await vedeFlusso(t, l, letto))) return errore('vietato', ufficioFlussi.altrui.testo);
      if (letto.stato === 'in_corrispondenza')
        return vai(guardaSoltanto(l, 'carica') ? VAI.flussi : VAI.colonne(letto.id));
      if (letto.stato === 'in_anteprima') return vai(VAI.anteprima(letto.id));
      const scarti = await leggiPaginaScarti(t, r, letto);
      const avvertenze = inLavorazione(letto) ? [] : await leggiAvvertenze(t, letto.id);
      const svolgimento = (
        <Svolgimento
          flusso={letto}
          scarti={scarti}
          avvertenze={avvertenze}
          puoCaricare={!guardaSoltanto(l, 'carica')}
        />
      );
      if (r.htmx) return frammento(svolgimento);
      const annullamento = await annullamentoDi(t, letto, !guardaSoltanto(l, 'carica'));
      const nome = await nomiAttori(t, [letto.richiestoDa]);
      return pagina(
        <Foglio
          u={l}
          titolo={letto.nomeFile ?? letto.id}
          sezione={VAI.flussi}
          percorso={[{ testo: ufficioFlussi.flussi.titolo, a: VAI.flussi }]}
        >
          {svolgimento}
          <Dettagli titolo={testi.file}>
            <Dati
              dati={[
                { nome: testi.arrivato, valore: <Istante istante={letto.richiestoIl} /> },
                letto.finitoIl && { nome: testi.finito, valore: <Istante istante={letto.finitoIl} /> },
                { nome: testi.da, valore: nome(letto.richiestoDa) },
                letto.righeTotali === null ? null : { nome: testi.righe, valore: intero(letto.righeTotali) },
                letto.versione === null ? null : { nome: testi.versione, valore: letto.versione },
                letto.iuf === null ? null : { nome: testi.iuf, valore: letto.iuf },
              ]}
            />
          </Dettagli>
          {annullamento}
        </Foglio>,
      );
    }),
  ),
};

/** The last annulment of the flow; where there is none, the way to ask for it. */
async function annullamentoDi(t: Ctx, flusso: Flusso, puo: boolean): Promise<VNode | null> {
  if (!isAnnullabile(flusso)) return null;
  const annullo = await leggiAnnullo(t, flusso.id);
  if (annullo === null) return puo ? <InvitoAnnullo flusso={flusso} /> : null;
  const conti = siAnnulla(annullo) ? [] : await contaEsclusi(t, annullo.id);
  return (
    <>
      <AndamentoAnnullo flusso={flusso} annullo={annullo} conti={conti} puo={puo} />
      {siAnnulla(annullo) && (
        <p>
          <Collegamento a={VAI.annulloFlusso(flusso.id)}>
            {puo ? ufficioAnnullo.segui : ufficioAnnullo.guarda}
          </Collegamento>
        </p>
      )}
    </>
  );
}

/** Rows are numbered as in the file: a number is the cursor. */
async function leggiPaginaScarti(t: Ctx, r: RichiestaUfficio, f: Flusso): Promise<Tratto<ScartoRiga>> {
  if (inLavorazione(f) || f.righeScartate === 0) return { righe: [] };
  const punto = puntoDi(r, (cursore) => /^\d{1,9}$/.test(cursore));
  const ultima = f.righeTotali ?? 0;
  return leggiTratto(punto, {
    leggi: (quanti) =>
      punto.prima === null
        ? leggiScarti(t, f.id, { dopo: Number(punto.dopo ?? 0), a: ultima, quanti })
        : leggiScarti(t, f.id, { dopo: 0, a: Number(punto.prima) - 1, quanti, dalFondo: true }),
    cursore: ({ riga }) => String(riga),
    indirizzo: (da) => `${con(VAI.flusso(f.id), da)}#scarti`,
  });
}
