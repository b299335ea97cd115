import type { VNode } from 'preact';
import { formatIban } from '#kernel/iban';
import { differenza, somma, ZERO_CENTS, type Cents } from '#kernel/importo';
import type { NuovaPosizione, NuovoDovuto } from '#modules/posizioni';
import { ufficioAMano } from '#testi/it/ufficio-a-mano';
import { nominati } from '#ui/allegati-modulo';
import { Azioni, Bottone } from '#ui/bottone';
import { Collegamento } from '#ui/collegamento';
import { Dati } from '#ui/dati';
import { Modulo } from '#ui/modulo';
import { DettaglioImporto } from '#ui/modulo-compilato';
import { Risposte } from '#ui/risposte';
import { Tabella } from '#ui/tabella';
import { DataGiorno, Importo } from '#ui/valori';
import { VAI } from '../indirizzi.ts';
import { PREFISSO, type Compilata, type Digitato } from './scheda.ts';

const testi = ufficioAMano.anteprima;

type Prop = Compilata & { posizione: NuovaPosizione };

/** What would be made, before it is: the sheet travels with it, and is judged again when it is confirmed. */
export function Anteprima({ s, digitato, c, allegati, posizione }: Prop): VNode {
  return (
    <>
      <p>{testi.testo}</p>
      <Debitore s={s} posizione={posizione} />
      {c !== null && <DettaglioImporto compilazione={c} />}
      {c !== null && <h2>{testi.risposte}</h2>}
      {c !== null && <Risposte campi={nominati(c.campi, allegati.tenuti, 'it')} />}
      <Dovuti posizione={posizione} />
      <Beneficiari s={s} posizione={posizione} />
      <Modulo a={s.dove}>
        <Nascosti digitato={digitato} />
        <Azioni>
          <Bottone nome="azione" valore="conferma">
            {testi.conferma}
          </Bottone>
          <Bottone aspetto="secondario" nome="azione" valore="correggi">
            {testi.correggi}
          </Bottone>
          <Collegamento a={VAI.dovuti}>{ufficioAMano.torna}</Collegamento>
        </Azioni>
      </Modulo>
    </>
  );
}

function Debitore({ s, posizione: { debitore: d, debitori = [], opzioni } }: Pick<Prop, 's' | 'posizione'>): VNode {
  const via = [d.indirizzo, d.civico].filter(Boolean).join(' ');
  const luogo = [d.cap, d.localita, d.provincia && `(${d.provincia})`, d.nazione].filter(Boolean).join(' ');
  const indirizzo = [via, luogo].filter((x) => x !== '').join(', ');
  const [primo] = opzioni[0]?.dovuti ?? [];
  return (
    <Dati
      dati={[
        { nome: ufficioAMano.scegli.tipo, valore: s.tipo.denominazione },
        { nome: testi.debitore, valore: d.anagrafica },
        { nome: testi.codice, valore: d.codice === 'ANONIMO' ? testi.senzaCodice : d.codice },
        via === '' ? null : { nome: testi.indirizzo, valore: indirizzo },
        d.email === null ? null : { nome: ufficioAMano.email, valore: d.email },
        ...debitori.map((x) => ({ nome: ufficioAMano.ruoli[x.ruolo], valore: `${x.anagrafica}, ${x.codice}` })),
        { nome: ufficioAMano.causale, valore: primo?.causale },
        { nome: ufficioAMano.causalePubblica, valore: primo?.causalePubblica },
      ]}
    />
  );
}

function Dovuti({ posizione: { opzioni } }: Pick<Prop, 'posizione'>): VNode {
  const righe = opzioni.flatMap(({ forma, dovuti }) =>
    dovuti.map((d, n) => ({ ...d, nome: forma === 'unica' ? testi.unica : testi.rata(n + 1) })),
  );
  return (
    <>
      <Tabella
        id="nascono"
        titolo={testi.nascono(righe.length)}
        colonne={[
          { titolo: testi.dovuto, cella: ({ nome }) => nome },
          { titolo: ufficioAMano.scadenza, cella: ({ dataScadenza: g }) => g && <DataGiorno giorno={g} /> },
          {
            titolo: testi.avviso,
            cella: ({ conAvviso }) => (conAvviso === false ? testi.senzaAvviso : testi.conAvviso),
          },
          { titolo: ufficioAMano.importo, numerica: true, cella: (d) => <Importo cents={d.importoCents} /> },
        ]}
        righe={righe}
        chiave={({ nome }) => nome}
        vuoto={<p />}
      />
      {opzioni.length > 1 && <p>{testi.scelta}</p>}
    </>
  );
}

type Parte = { nome: string; iban: string | null; importoCents: Cents };

/** To whom the first way to pay goes, all its instalments together: the others give each beneficiary the same. */
function Beneficiari({ s, posizione }: Pick<Prop, 's' | 'posizione'>): VNode {
  const dovuti = posizione.opzioni[0]?.dovuti ?? [];
  const altre = Object.values(Object.groupBy(dovuti.flatMap(altreDi), ({ nome, iban }) => `${nome} ${iban}`)).flatMap(
    (parti = []): Parte[] => {
      const [prima] = parti;
      return prima === undefined ? [] : [{ ...prima, importoCents: somma(parti.map((p) => p.importoCents)) }];
    },
  );
  const totale = somma(dovuti.map((d) => d.importoCents));
  const propria = differenza(totale, somma([ZERO_CENTS, ...altre.map((a) => a.importoCents)]));
  return (
    <Tabella
      id="beneficiari"
      titolo={testi.beneficiari}
      colonne={[
        { titolo: testi.beneficiario, cella: ({ nome }) => nome },
        { titolo: testi.conto, cella: ({ iban }) => (iban === null ? testi.contoDelTipo : formatIban(iban)) },
        {
          titolo: ufficioAMano.importo,
          numerica: true,
          cella: ({ importoCents }) => <Importo cents={importoCents} />,
          totale: <Importo cents={totale} />,
        },
      ]}
      righe={[{ nome: s.l.ente.denominazione, iban: null, importoCents: propria }, ...altre]}
      chiave={({ nome, iban }) => `${nome} ${iban}`}
      vuoto={<p />}
    />
  );
}

function altreDi({ altreQuote = [] }: NuovoDovuto): Parte[] {
  return altreQuote.map((q) => ({ nome: q.denominazione, iban: q.iban, importoCents: q.importoCents }));
}

/** All that was typed, once more: the page that comes back is as it was. */
function Nascosti({ digitato: { campi, risposte } }: { digitato: Digitato }): VNode {
  const coppie = [
    ...Object.entries(campi).filter(([nome]) => nome !== 'azione'),
    ...Object.entries(risposte).flatMap(([nome, valore]) => [valore ?? []].flat().map((uno) => [PREFISSO + nome, uno])),
  ];
  return (
    <>
      {coppie.map(([nome, valore], n) => (
        <input key={n} type="hidden" name={nome} value={valore} />
      ))}
    </>
  );
}
