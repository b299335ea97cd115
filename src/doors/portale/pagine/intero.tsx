import type { VNode } from 'preact';
import { giornoA } from '#kernel/giorno';
import { siStampa } from '#modules/avvisi';
import { leggiRicevute, soggetto } from '#modules/pagamenti';
import type { AvvisoMio } from '#modules/posizioni';
import { errore, pagina, vai } from '#platform/http/pagina';
import { Azioni, Bottone } from '#ui/bottone';
import { Dati } from '#ui/dati';
import { LingueAvviso } from '#ui/lingue-avviso';
import { Messaggio } from '#ui/messaggio';
import { StatoDovuto } from '#ui/stato';
import { DataGiorno, Importo, Istante } from '#ui/valori';
import { leggiAperto } from '../aperto.ts';
import { SiRitira } from '../area.tsx';
import { Foglio } from '../aspetto.tsx';
import { Esci } from '../esci.tsx';
import { sopraRicerca, VAI } from '../indirizzi.ts';
import { leggibileQui, mioDi } from '../mio.ts';
import { ComeSiPaga, Comprende, debitoreDi, ImportoSpiegato, numeriDi, type Aperto } from '../parti.tsx';
import { pagaQui } from '../paga-qui.tsx';
import { altreVie, Situazione, type AltreVie } from '../situazione.tsx';
import { chiede, pagabile } from '../guardie.ts';
import { enteDi, vistaEnte, type PaginaPortale } from '../visita.ts';

/** A notice whole, for who proved a mail address: to be paid, or settled, and then the page is the receipt. */
export const intero: PaginaPortale = {
  percorso: '/avvisi/:iuv',
  chi: 'tutti',
  get: async (u, r) => {
    const quale = await leggibileQui(u, r);
    if (quale === null) return vai(VAI.avvisoPerche('chiuso'));
    const avviso = await leggiAperto(u, quale, { azione: 'avviso.aperto' });
    if (avviso === null) return errore('nonTrovata');
    const ente = await enteDi(u, quale.enteId);
    const aperto = { u, avviso, ente, vista: await vistaEnte(u, ente) };
    if (chiede(avviso) !== 'ricevuta') {
      const paga = await pagaQui(u, { ...aperto, sessione: r.sessione });
      const mio = await mioDi(u, { sessione: r.sessione, iuv: quale.iuvId });
      return pagina(<DaPagare {...aperto} {...{ paga, mio }} {...await altreVie(u, avviso)} />);
    }
    const [ricevuta] = await leggiRicevute(u.ctx, quale);
    return pagina(<Ricevuta {...aperto} ricevuta={ricevuta} />);
  },
};

type PropDaPagare = Aperto & AltreVie & { paga: VNode | null; mio: AvvisoMio | null };

function DaPagare({ altro, vie, paga, mio, ...aperto }: PropDaPagare): VNode {
  const { u, avviso, ente, vista } = aperto;
  const { intero: testi, dati: nomi } = u.t.portale;
  const siPaga = pagabile(avviso);
  return (
    <Foglio u={u} vista={vista} titolo={avviso.causalePubblica} sezione={VAI.inizio} percorso={sopraRicerca(u.t)}>
      <Situazione {...{ u, ente, avviso, altro, vie }} />
      {paga}
      {siPaga && siStampa(avviso, ente) && (
        <>
          <Azioni>
            <Bottone
              a={VAI.avvisoPdf(avviso.iuvId)}
              icona="it-download"
              aspetto={paga === null ? 'primario' : 'secondario'}
            >
              {testi.scaricaAvviso}
            </Bottone>
          </Azioni>
          <p>{testi.pdf}</p>
          <LingueAvviso a={VAI.avvisoPdf(avviso.iuvId)} dellEnte={ente.linguaAggiuntiva} />
        </>
      )}
      {siPaga && !siStampa(avviso, ente) && <p>{testi.nonStampabile}</p>}
      <Dati
        dati={[
          { nome: nomi.ente, valore: ente.denominazione },
          ...debitoreDi(avviso, u.t),
          ...(siPaga ? [] : numeriDi(avviso, u.t)),
        ]}
      />
      <Comprende avviso={avviso} />
      {siPaga && <ImportoSpiegato avviso={avviso} />}
      {siPaga && <ComeSiPaga {...aperto} />}
      <SiRitira u={u} avviso={avviso} mio={mio} />
      <Esci />
    </Foglio>
  );
}

type PropRicevuta = Aperto & { ricevuta: Awaited<ReturnType<typeof leggiRicevute>>[number] | undefined };

function Ricevuta({ u, avviso, ente, vista, ricevuta }: PropRicevuta): VNode {
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
          { nome: nomi.causale, valore: ricevuta?.causale ?? avviso.causalePubblica },
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
