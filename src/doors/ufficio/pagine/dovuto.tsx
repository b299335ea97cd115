import type { VNode } from 'preact';
import { isUuid, type DovutoId } from '#kernel/ids';
import { parseNumeroAvviso } from '#kernel/numero-avviso';
import { leggiDovuto, leggiPosizione, type DovutoIntero, type PosizioneMostrata } from '#modules/posizioni';
import { annota, leggiAtti, type AttoLetto } from '#modules/registro';
import { errore, pagina } from '#platform/http/pagina';
import { ufficio } from '#testi/it/ufficio';
import { Dati } from '#ui/dati';
import { Dettagli } from '#ui/dettagli';
import { Messaggio } from '#ui/messaggio';
import { Tabella } from '#ui/tabella';
import { DataGiorno, Importo, Istante, NumeroAvviso } from '#ui/valori';
import { Foglio } from '../aspetto.tsx';
import { AttiPossibili } from '../atto-dovuto.tsx';
import { nomiAttori, type NomeAttore } from '../attori.ts';
import { VAI } from '../indirizzi.ts';
import { alLavoro, guardaSoltanto, tipiVisibili, type Lavoro, type PaginaUfficio } from '../lavoro.ts';
import { Contorno, Debitore, Opzioni } from '../posizione-dovuto.tsx';
import { Storia } from '../storia.tsx';
import { TabellaAtti } from '../tabella-atti.tsx';
import { StatoEVerifica } from '../tabella-dovuti.tsx';

const testi = ufficio.dovuto;
const ATTI_MOSTRATI = 20;

/** One dovuto: what it is, to whom it goes, what happened to it. Opening it is an act of the registro (model 11). */
export const dovuto: PaginaUfficio = {
  percorso: '/dovuti/:id',
  chi: 'operatore',
  get: alLavoro(async (l, { parametri }) => {
    const { id = '' } = parametri;
    if (!isUuid<DovutoId>(id)) return errore('nonTrovata');
    const letto = await l.ctx.tx(async (t) => {
      const { ids: tipiConsentiti } = await tipiVisibili(t, l);
      const trovato = await leggiDovuto(t, { dovutoId: id, tipiConsentiti });
      if (trovato === null) return null;
      await annota(t, { azione: 'dovuto.consultato', oggetto: 'dovuto', oggettoId: id });
      const atti = await leggiAtti(t, { oggetto: null, oggettoId: id, dopo: null, prima: null, quanti: ATTI_MOSTRATI });
      const attori = [...trovato.storia, ...atti].map(({ attore }) => attore);
      const posizione = await leggiPosizione(t, { dovutoId: id, tipiConsentiti });
      return { trovato, posizione, atti, nome: await nomiAttori(t, attori) };
    });
    return letto === null ? errore('nonTrovata') : pagina(<Scheda l={l} {...letto} />);
  }),
};

type Letto = {
  l: Lavoro;
  trovato: DovutoIntero;
  posizione: PosizioneMostrata;
  atti: AttoLetto[];
  nome: NomeAttore;
};

function Scheda({ l, trovato: d, posizione, atti, nome }: Letto): VNode {
  return (
    <Foglio
      u={l}
      titolo={testi.titolo(d.iud)}
      sezione={VAI.dovuti}
      percorso={[{ testo: ufficio.dovuti.titolo, a: VAI.dovuti }]}
    >
      {d.daVerificare.length > 0 && (
        <Messaggio tipo="attenzione" titolo={testi.daVerificare}>
          {d.daVerificare.map((motivo) => (
            <p key={motivo}>{testi.motivi[motivo] ?? testi.motivoIgnoto}</p>
          ))}
        </Messaggio>
      )}
      {!guardaSoltanto(l) && <AttiPossibili d={d} posizione={posizione} />}
      <div class="row">
        <div class="col-lg-8">
          <Riassunto d={d} />
          <h2>{testi.debitore}</h2>
          <Debitore d={d} />
          <h2>{testi.quote}</h2>
          <Quote d={d} />
          <Opzioni posizione={posizione} dovutoId={d.id} />
          <Contorno posizione={posizione} />
        </div>
        <div class="col-lg-4">
          <h2>{testi.storia}</h2>
          <Storia passi={d.storia} nome={nome} />
          <Dettagli titolo={testi.registro}>
            <TabellaAtti id="atti" titolo={testi.registroTitolo} atti={atti} nome={nome} senzaVia />
          </Dettagli>
        </div>
      </div>
    </Foglio>
  );
}

function Riassunto({ d }: { d: DovutoIntero }): VNode {
  const numero = parseNumeroAvviso(d.numeroAvviso ?? '');
  return (
    <Dati
      dati={[
        { nome: testi.stato, valore: <StatoEVerifica dovuto={d} /> },
        { nome: testi.importo, valore: <Importo cents={d.importoCents} grande /> },
        d.pagatoIl && { nome: testi.pagatoIl, valore: <Istante istante={d.pagatoIl} /> },
        d.pagatoCents === null ? null : { nome: testi.pagato, valore: <Importo cents={d.pagatoCents} /> },
        numero && { nome: testi.avviso, valore: <NumeroAvviso numero={numero} /> },
        d.iuv === null ? null : { nome: testi.iuv, valore: d.iuv },
        { nome: testi.iud, valore: d.iud },
        { nome: testi.tipo, valore: d.tipoDenominazione },
        { nome: testi.causale, valore: d.causale },
        {
          nome: testi.scadenza,
          valore: d.dataScadenza === null ? testi.nessunaScadenza : <DataGiorno giorno={d.dataScadenza} />,
        },
        { nome: testi.flusso, valore: d.riga === null ? d.iuf : `${d.iuf}, ${testi.riga(d.riga)}` },
      ]}
    />
  );
}

function Quote({ d }: { d: DovutoIntero }): VNode {
  return (
    <Tabella
      id="quote"
      titolo={testi.quoteTitolo}
      colonne={[
        { titolo: testi.beneficiario, cella: (q) => q.denominazione },
        { titolo: testi.iban, cella: (q) => q.iban ?? '' },
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
