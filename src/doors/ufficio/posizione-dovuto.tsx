import type { VNode } from 'preact';
import { formatGiorno, parseGiorno } from '#kernel/giorno';
import type { DovutoId } from '#kernel/ids';
import { cents, formatEuro, parseDecimale } from '#kernel/importo';
import { parseNumeroAvviso } from '#kernel/numero-avviso';
import { isDiNessuno, type DovutoIntero, type MetadatoDetto, type PosizioneMostrata } from '#modules/posizioni';
import { ufficio } from '#testi/it/ufficio';
import { ufficioDebitore } from '#testi/it/ufficio-debitore';
import { ufficioDovuto as testi } from '#testi/it/ufficio-dovuto';
import { Collegamento } from '#ui/collegamento';
import { Dati, type Dato } from '#ui/dati';
import { StatoDovuto } from '#ui/stato';
import { Tabella } from '#ui/tabella';
import { DataGiorno, Importo, NumeroAvviso } from '#ui/valori';
import { VAI } from './indirizzi.ts';

type Opzione = PosizioneMostrata['opzioni'][number];
type Rata = Opzione['dovuti'][number];

/** The ways to pay the same posizione, with their instalments; nothing where there is one, of one dovuto. */
export function Opzioni({ posizione, dovutoId }: { posizione: PosizioneMostrata; dovutoId: DovutoId }): VNode | null {
  const { opzioni } = posizione;
  if (opzioni.length === 1 && (opzioni[0]?.dovuti.length ?? 0) === 1) return null;
  return (
    <>
      <h2>{testi.opzioni}</h2>
      {opzioni.map((opzione) => (
        <Tabella
          key={opzione.id}
          id={`opzione-${opzione.ordine}`}
          titolo={titolo(opzione)}
          colonne={[
            { titolo: testi.rata, cella: (d) => <NomeRata rata={d} opzione={opzione} dovutoId={dovutoId} /> },
            { titolo: testi.avviso, cella: (d) => <Avviso numero={d.numeroAvviso} /> },
            { titolo: testi.scadenza, cella: (d) => d.dataScadenza && <DataGiorno giorno={d.dataScadenza} breve /> },
            { titolo: testi.stato, cella: (d) => <StatoRata rata={d} /> },
            { titolo: testi.importo, numerica: true, cella: (d) => <Importo cents={d.importoCents} /> },
          ]}
          righe={opzione.dovuti}
          chiave={(d) => d.id}
          vuoto={<p />}
        />
      ))}
    </>
  );
}

function titolo({ ordine, forma, dovuti, maggiorazioneCents }: Opzione): string {
  const nome = testi.opzione(ordine, forma, dovuti.length);
  if (maggiorazioneCents === 0) return nome;
  const quanto = formatEuro(cents(Math.abs(maggiorazioneCents)));
  return `${nome}, ${maggiorazioneCents > 0 ? testi.maggiorazione(quanto) : testi.sconto(quanto)}`;
}

function NomeRata({ rata, opzione, dovutoId }: { rata: Rata; opzione: Opzione; dovutoId: DovutoId }): VNode {
  const nome = opzione.forma === 'unica' ? testi.unica : testi.rataNumero(rata.ordine);
  if (rata.id === dovutoId) {
    return (
      <>
        {nome} <span class="nota">({testi.questo})</span>
      </>
    );
  }
  return rata.apribile ? <Collegamento a={VAI.dovuto(rata.id)}>{nome}</Collegamento> : <>{nome}</>;
}

function Avviso({ numero }: { numero: string | null }): VNode {
  const letto = parseNumeroAvviso(numero ?? '');
  return letto === null ? <span class="nota">{testi.senzaAvviso}</span> : <NumeroAvviso numero={letto} />;
}

function StatoRata({ rata }: { rata: Rata }): VNode {
  return (
    <>
      <StatoDovuto stato={rata.stato} />
      {rata.sostituito && (
        <>
          <br />
          <span class="nota">{testi.sostituito}</span>
        </>
      )}
    </>
  );
}

/** Who owes it, and where a notice finds them. */
export function Debitore({ d }: { d: DovutoIntero }): VNode {
  const { tipo, indirizzo, civico, cap, localita, provincia } = d.debitore;
  const via = [indirizzo, civico].filter(Boolean).join(' ');
  const luogo = [cap, localita, provincia && `(${provincia})`].filter(Boolean).join(' ');
  const intero = [via, luogo].filter(Boolean).join(', ');
  return (
    <Dati
      dati={[
        { nome: ufficio.dovuto.nome, valore: d.debitoreAnagrafica },
        { nome: ufficio.dovuto.codice[tipo], valore: d.debitoreCodice },
        intero === '' ? null : { nome: ufficio.dovuto.indirizzo, valore: intero },
        isDiNessuno(d.debitoreCodice) ? null : { nome: ufficioDebitore.deve, valore: <Tutto d={d} /> },
      ]}
    />
  );
}

function Tutto({ d }: { d: DovutoIntero }): VNode {
  return <Collegamento a={VAI.debitore(d.posizioneId)}>{ufficioDebitore.tutto}</Collegamento>;
}

/** Who owes it too, who pays, and what the ente wrote of it. */
export function Contorno({
  posizione: { debitori, notaPagatore, iupd },
  metadati,
}: {
  posizione: PosizioneMostrata;
  metadati: readonly MetadatoDetto[];
}): VNode {
  return (
    <>
      {(debitori.length > 0 || notaPagatore !== null) && (
        <>
          <h2>{testi.altriDebitori}</h2>
          <Dati
            dati={[
              ...debitori.map((d) => ({ nome: testi.ruoli[d.ruolo], valore: `${d.anagrafica}, ${d.codice}` })),
              notaPagatore === null ? null : { nome: testi.notaPagatore, valore: notaPagatore },
            ]}
          />
        </>
      )}
      {metadati.length > 0 && (
        <>
          <h2>{testi.metadati}</h2>
          <Dati dati={[{ nome: testi.posizione, valore: iupd }, ...metadati.map(metadatoDetto)]} />
        </>
      )}
    </>
  );
}

/** In the words of the form, where it was an answer. */
function metadatoDetto({ chiave, valore, perPagopa, detta }: MetadatoDetto): Dato {
  const parole = detta?.posto.map(({ etichetta, riga }) => (riga === null ? etichetta : testi.riga(etichetta, riga)));
  const nome = parole?.join(' – ') ?? chiave;
  return {
    nome: perPagopa ? `${nome} (${testi.perPagopa})` : nome,
    valore: detta === null ? valore : [valoreDetto(detta), detta.unita].filter(Boolean).join(' '),
  };
}

/** As people write it: what was kept is what the ente's software reads. */
function valoreDetto({ genere, valore }: NonNullable<MetadatoDetto['detta']>): string {
  if (genere === 'si_no') return valore === 'si' ? testi.si : testi.no;
  if (genere === 'numero') return valore.replace('.', ',');
  const giorno = genere === 'data' ? parseGiorno(valore) : null;
  if (giorno !== null) return formatGiorno(giorno);
  const importo = genere === 'importo' ? parseDecimale(valore) : null;
  return importo === null ? valore : formatEuro(importo);
}
