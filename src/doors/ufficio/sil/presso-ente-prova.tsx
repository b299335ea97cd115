import type { ComponentChildren, VNode } from 'preact';
import { formatIban } from '#kernel/iban';
import type { PagamentoEnte, ProvaPressoEnte, Sentita, VerificaEnte } from '#modules/pagamenti';
import { percheServizio, pressoEnte } from '#testi/it/presso-ente';
import { Azioni, Bottone } from '#ui/bottone';
import { Campo, CampoSpunta } from '#ui/campo';
import { Dati, type Dato } from '#ui/dati';
import { Messaggio } from '#ui/messaggio';
import { Modulo } from '#ui/modulo';
import type { Errori } from '#ui/riepilogo-errori';
import { DataGiorno, Importo } from '#ui/valori';
import { intero } from '../frase.ts';
import type { Valori } from './presso-ente-parti.tsx';

const testi = pressoEnte.prova;

/** Asks about one notice, as the Nodo would. */
export function ModuloProva({ valori, errori }: { valori: Valori; errori: Errori }): VNode {
  return (
    <section>
      <h2>{testi.titolo}</h2>
      <p>{testi.testo}</p>
      <Modulo>
        <Campo
          nome="avviso"
          etichetta={testi.avviso}
          aiuto={testi.avvisoAiuto}
          errore={errori['avviso']}
          valore={valori['avviso']}
          larghezza="media"
          cifre
        />
        <CampoSpunta
          nome="pagamento"
          etichetta={testi.pagamento}
          aiuto={testi.pagamentoAiuto}
          scelta={valori['pagamento'] === 'si'}
        />
        <Azioni>
          <Bottone nome="cosa" valore="prova" aspetto="secondario">
            {testi.prova}
          </Bottone>
        </Azioni>
      </Modulo>
    </section>
  );
}

/** What it has answered, and whether it holds. Who owes is not shown: it is not needed to try. */
export function Provata({ provata: { ms, verifica, pagamento } }: { provata: ProvaPressoEnte }): VNode {
  return (
    <section>
      <h2>{testi.esito}</h2>
      <h3>{testi.verifica}</h3>
      <Esito sentita={verifica} dati={datiPrezzo} sempre={[{ nome: testi.durata, valore: testi.ms(intero(ms)) }]} />
      {pagamento !== null && (
        <>
          <h3>{testi.comeSiPaga}</h3>
          <Esito sentita={pagamento} dati={datiPagamento} />
        </>
      )}
    </section>
  );
}

type PropEsito<T> = { sentita: Sentita<T>; dati: (detto: T) => Dato[]; sempre?: Dato[] };

function Esito<T>({ sentita, dati, sempre = [] }: PropEsito<T>): VNode {
  switch (sentita.esito) {
    case 'ok':
      return <Detto tipo="successo" titolo={testi.ok} dati={[...dati(sentita.detto), ...sempre]} />;
    case 'fault': {
      const { codice, stringa, descrizione } = sentita.fault;
      const parole = [stringa, descrizione].filter((p) => p !== null).join(' — ');
      const suoi = [
        { nome: testi.codice, valore: <code>{codice}</code> },
        ...(parole === '' ? [] : [{ nome: testi.descrizione, valore: parole }]),
      ];
      return <Detto tipo="informazione" titolo={testi.fault} dati={[...suoi, ...sempre]} />;
    }
    case 'non_valida':
      return <Detto tipo="errore" titolo={`${testi.nonValida}. ${percheServizio(sentita.difetto)}.`} dati={sempre} />;
    case 'nessuna':
      return <Detto tipo="errore" titolo={`${testi.nessuna}. ${percheServizio(sentita.perche)}.`} dati={sempre} />;
  }
}

function Detto({
  tipo,
  titolo,
  dati = [],
}: {
  tipo: 'successo' | 'informazione' | 'errore';
  titolo: string;
  dati?: Dato[];
}): VNode {
  return (
    <>
      <Messaggio tipo={tipo} esito>
        <p>{titolo}</p>
      </Messaggio>
      {dati.length > 0 && <Dati dati={dati} />}
    </>
  );
}

type Prezzo = Pick<VerificaEnte, 'importoCents' | 'scadenza' | 'causale' | 'ente'>;

function datiPrezzo({ importoCents, scadenza, causale, ente }: Prezzo): Dato[] {
  const quando: ComponentChildren = scadenza === null ? testi.senzaScadenza : <DataGiorno giorno={scadenza} />;
  return [
    { nome: testi.importo, valore: <Importo cents={importoCents} /> },
    { nome: testi.scadenza, valore: quando },
    { nome: testi.causale, valore: causale },
    { nome: testi.ente, valore: ente.denominazione },
  ];
}

function datiPagamento(p: PagamentoEnte): Dato[] {
  const quote = p.trasferimenti.map((t, n) => ({
    nome: testi.trasferimento(n + 1),
    valore: (
      <>
        <Importo cents={t.importoCents} />, {t.codiceFiscale}, {'iban' in t ? formatIban(t.iban) : testi.bollo},{' '}
        <code>{t.tassonomia}</code>
      </>
    ),
  }));
  return [...datiPrezzo(p), ...quote];
}
