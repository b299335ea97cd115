import type { VNode } from 'preact';
import { giornoA } from '#kernel/giorno';
import { soggetto, type leggiRicevute } from '#modules/pagamenti';
import { Azioni, Bottone } from '#ui/bottone';
import { Dati } from '#ui/dati';
import { Italiano } from '#ui/italiano';
import { Messaggio } from '#ui/messaggio';
import { StatoDovuto } from '#ui/stato';
import { DataGiorno, Importo, Istante } from '#ui/valori';
import { Foglio } from './aspetto.tsx';
import { Esci } from './esci.tsx';
import { sopraRicerca, VAI } from './indirizzi.ts';
import { Comprende, debitoreDi, numeriDi, type Aperto } from './parti.tsx';

type Prop = Aperto & { ricevuta: Awaited<ReturnType<typeof leggiRicevute>>[number] | undefined };

/** The page of a notice that is settled: how much, when, by whom, and the receipt where there is one. */
export function RicevutaIntera({ u, avviso, ente, vista, ricevuta }: Prop): VNode {
  const { intero: testi, dati: nomi } = u.t.portale;
  const pagatore = soggetto(ricevuta?.pagatore ?? null);
  // Without a receipt the hour is not known: what the ente got outside pagoPA has a day.
  const giorno = avviso.pagatoIl === null ? null : giornoA(avviso.pagatoIl);
  const quando = ricevuta?.pagataIl ? (
    <Istante istante={ricevuta.pagataIl} />
  ) : (
    giorno && <DataGiorno giorno={giorno} breve />
  );
  const tramite = ricevuta?.pspDenominazione ?? ricevuta?.psp;
  const commissione = ricevuta?.commissioneCents;
  return (
    <Foglio u={u} vista={vista} titolo={testi.ricevuta} sezione={VAI.inizio} percorso={sopraRicerca(u.t)}>
      <p>
        <Importo cents={ricevuta?.importoCents ?? avviso.pagatoCents ?? avviso.importoCents} grande />
      </p>
      <p>
        <StatoDovuto stato="pagato" />
      </p>
      <Messaggio tipo={ricevuta === undefined ? 'informazione' : 'successo'}>
        <p>{ricevuta === undefined ? testi.senzaRicevuta : testi.pagatoTesto}</p>
      </Messaggio>
      {ricevuta !== undefined && (
        <>
          <Azioni>
            <Bottone a={VAI.ricevutaPdf(avviso.iuvId)} icona="it-download">
              {testi.scaricaRicevuta}
            </Bottone>
          </Azioni>
          <p>{testi.pdf}</p>
        </>
      )}
      <Dati
        dati={[
          { nome: nomi.causale, valore: <Italiano>{ricevuta?.causale ?? avviso.causalePubblica}</Italiano> },
          { nome: nomi.ente, valore: ente.denominazione },
          quando === null ? null : { nome: nomi.quando, valore: quando },
          tramite ? { nome: nomi.tramite, valore: tramite } : null,
          pagatore === null ? null : { nome: nomi.pagatoDa, valore: pagatore.anagrafica },
          commissione
            ? {
                nome: nomi.commissione,
                valore: (
                  <>
                    <Importo cents={commissione} />, {nomi.commissioneTesto}
                  </>
                ),
              }
            : null,
          ...debitoreDi(avviso, u.t),
          ...numeriDi(avviso, u.t),
          ricevuta === undefined ? null : { nome: nomi.ricevuta, valore: ricevuta.receiptId },
        ]}
      />
      <Comprende avviso={avviso} />
      <Esci />
    </Foglio>
  );
}
