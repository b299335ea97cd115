import type { VNode } from 'preact';
import { formatIban } from '#kernel/iban';
import { confronta } from '#kernel/importo';
import { parseNumeroAvviso } from '#kernel/numero-avviso';
import { isIufAMano, isIufSpontaneo, type DovutoIntero, type PosizioneMostrata } from '#modules/posizioni';
import { ufficio } from '#testi/it/ufficio';
import { ufficioAMano } from '#testi/it/ufficio-a-mano';
import { ufficioDovuto } from '#testi/it/ufficio-dovuto';
import { Bottone } from '#ui/bottone';
import { ComeSiArriva } from '#ui/come-si-arriva';
import { Dati } from '#ui/dati';
import { LingueAvviso } from '#ui/lingue-avviso';
import { Tabella } from '#ui/tabella';
import { DataGiorno, Importo, Istante, NumeroAvviso } from '#ui/valori';
import type { AvvisoDelDovuto } from './avviso-dovuto.ts';
import { VAI } from './indirizzi.ts';
import { StatoEVerifica } from './tabella-dovuti.tsx';

const testi = ufficio.dovuto;

type Prop = { d: DovutoIntero; posizione: PosizioneMostrata; suo: AvvisoDelDovuto | null };

/** What it is, how much and by when, and under which notice. */
export function Riassunto({ d, posizione, suo }: Prop): VNode {
  const numero = parseNumeroAvviso(d.numeroAvviso ?? '');
  const oggi = importoDiOggi(d, suo);
  return (
    <>
      <Dati
        dati={[
          { nome: testi.stato, valore: <StatoEVerifica dovuto={d} /> },
          { nome: testi.importo, valore: <Importo cents={d.importoCents} grande /> },
          oggi === null ? null : { nome: ufficioDovuto.importoOggi, valore: <Importo cents={oggi} grande /> },
          d.pagatoIl && { nome: testi.pagatoIl, valore: <QuandoPagato d={d} pagatoIl={d.pagatoIl} /> },
          d.pagatoCents === null ? null : { nome: testi.pagato, valore: <Importo cents={d.pagatoCents} /> },
          numero && { nome: testi.avviso, valore: <NumeroAvviso numero={numero} /> },
          d.iuv === null ? null : { nome: testi.iuv, valore: d.iuv },
          { nome: testi.iud, valore: d.iud },
          { nome: testi.tipo, valore: d.tipoDenominazione },
          { nome: testi.causale, valore: d.causale },
          { nome: testi.scadenza, valore: <Scadenza d={d} posizione={posizione} /> },
          { nome: testi.flusso, valore: flussoDi(d) },
        ]}
      />
      {suo?.siScarica === true && (
        <>
          <p>
            <Bottone aspetto="secondario" a={VAI.avvisoDovuto(d.id)}>
              {ufficioDovuto.scaricaAvviso}
            </Bottone>
          </p>
          <LingueAvviso a={VAI.avvisoDovuto(d.id)} dellEnte={suo.ente.linguaAggiuntiva} />
        </>
      )}
      {/* The lines are of the whole notice, so of one that asks for this alone. */}
      {oggi !== null && suo !== null && suo.avviso.dovuti.length === 1 && <ComeSiArriva {...suo.avviso} />}
    </>
  );
}

/** What the Nodo would be answered now, where it is not what is written. */
function importoDiOggi(d: DovutoIntero, suo: AvvisoDelDovuto | null): DovutoIntero['importoCents'] | null {
  const oggi = suo?.avviso.dovuti.find(({ id }) => id === d.id)?.importoCents ?? null;
  return oggi === null || confronta(oggi, d.importoCents) === 0 ? null : oggi;
}

/** The due date, or the last day of the term counted from the notification where that comes first. */
function Scadenza({ d, posizione }: Pick<Prop, 'd' | 'posizione'>): VNode {
  const mostrata = posizione.opzioni.flatMap(({ dovuti }) => dovuti).find(({ id }) => id === d.id)?.dataScadenza;
  const giorno = mostrata ?? d.dataScadenza;
  if (giorno === null) return <>{testi.nessunaScadenza}</>;
  return (
    <>
      <DataGiorno giorno={giorno} />
      {giorno !== d.dataScadenza && <span class="nota"> ({ufficioDovuto.termine})</span>}
    </>
  );
}

/** The file that brought it, and where in it; in words where no file did. */
function flussoDi({ iuf, riga, storia: [inizio] }: DovutoIntero): string {
  if (isIufSpontaneo(iuf)) return ufficioDovuto.daCittadino;
  if (isIufAMano(iuf) && inizio?.attore.startsWith('operatore:')) return ufficioAMano.fatto;
  return riga === null ? iuf : `${iuf}, ${testi.riga(riga)}`;
}

/** To whom it goes, and on which account. */
export function Quote({ d }: Pick<Prop, 'd'>): VNode {
  return (
    <Tabella
      id="quote"
      titolo={testi.quoteTitolo}
      colonne={[
        { titolo: testi.beneficiario, cella: (q) => q.denominazione },
        { titolo: testi.iban, cella: (q) => (q.iban === null ? '' : formatIban(q.iban)) },
        { titolo: testi.tassonomia, cella: (q) => q.tassonomia },
        {
          titolo: testi.importo,
          numerica: true,
          cella: (q) => <Importo cents={q.importoCents} />,
          totale: <Importo cents={d.importoCents} />,
        },
      ]}
      righe={d.quote}
      chiave={(q) => `${q.beneficiarioCf} ${q.iban ?? ''} ${q.tassonomia} ${q.importoCents}`}
      vuoto={<p />}
    />
  );
}

/** Of money that came outside pagoPA only the day is known. */
function QuandoPagato({ d, pagatoIl }: { d: DovutoIntero; pagatoIl: Date }): VNode {
  const incasso = d.storia.findLast(({ azione }) => azione === 'pagato')?.dettaglio?.incasso;
  return incasso === undefined ? <Istante istante={pagatoIl} /> : <DataGiorno giorno={incasso.giorno} breve />;
}
