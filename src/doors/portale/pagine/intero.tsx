import type { VNode } from 'preact';
import { siStampa } from '#modules/avvisi';
import { leggiRicevute } from '#modules/pagamenti';
import type { AvvisoMio } from '#modules/posizioni';
import { errore, pagina, vai } from '#platform/http/pagina';
import { Azioni, Bottone } from '#ui/bottone';
import { Dati } from '#ui/dati';
import { LingueAvviso } from '#ui/lingue-avviso';
import { leggiAperto } from '../aperto.ts';
import { SiRitira } from '../area.tsx';
import { Foglio } from '../aspetto.tsx';
import { Esci } from '../esci.tsx';
import { sopraRicerca, VAI } from '../indirizzi.ts';
import { leggibileQui, mioDi } from '../mio.ts';
import { ComeSiPaga, Comprende, debitoreDi, ImportoSpiegato, numeriDi, type Aperto } from '../parti.tsx';
import { pagaQui } from '../paga-qui.tsx';
import { RicevutaIntera } from '../ricevuta-intera.tsx';
import { altreVie, Situazione, type AltreVie } from '../situazione.tsx';
import { ammessa, pagabile } from '../guardie.ts';
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
    if (!ammessa('/avvisi/:iuv/ricevuta.pdf', avviso)) {
      const paga = await pagaQui(u, { ...aperto, sessione: r.sessione });
      const mio = await mioDi(u, { sessione: r.sessione, iuv: quale.iuvId });
      return pagina(<DaPagare {...aperto} {...{ paga, mio }} {...await altreVie(u, avviso)} />);
    }
    const [ricevuta] = await leggiRicevute(u.ctx, quale);
    return pagina(<RicevutaIntera {...aperto} ricevuta={ricevuta} />);
  },
};

type PropDaPagare = Aperto & AltreVie & { paga: VNode | null; mio: AvvisoMio | null };

function DaPagare({ altro, vie, paga, mio, ...aperto }: PropDaPagare): VNode {
  const { u, avviso, ente, vista } = aperto;
  const { intero: testi, dati: nomi } = u.t.portale;
  const siPaga = pagabile(avviso);
  return (
    <Foglio
      u={u}
      vista={vista}
      titolo={avviso.causalePubblica}
      linguaTitolo="it"
      sezione={VAI.inizio}
      percorso={sopraRicerca(u.t)}
    >
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
