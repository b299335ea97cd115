import type { VNode } from 'preact';
import { isUuid, type DovutoId } from '#kernel/ids';
import { leggiDenaroDi, ricevuteDellEnte, type DenaroDaRimborsare } from '#modules/pagamenti';
import {
  diciMetadati,
  leggiAllegati,
  leggiAllegatiTolti,
  leggiDovuto,
  leggiNote,
  leggiPosizione,
  type AllegatoMostrato,
  type DovutoIntero,
  type MetadatoDetto,
  type PosizioneMostrata,
} from '#modules/posizioni';
import { leggiSpedizioni } from '#modules/notifiche';
import { annota, leggiAtti, type AttoLetto } from '#modules/registro';
import { errore, pagina } from '#platform/http/pagina';
import { ufficio } from '#testi/it/ufficio';
import { ufficioDovuto } from '#testi/it/ufficio-dovuto';
import { Dettagli } from '#ui/dettagli';
import { Messaggio } from '#ui/messaggio';
import { AttiAMano } from '../a-mano/atti.tsx';
import { attoriDeiFile, vociAMano, vociFile, type VoceStoria } from '../a-mano/voci-storia.tsx';
import { Allegati } from '../allegati-dovuto.tsx';
import { Foglio } from '../aspetto.tsx';
import { AttiPosizione } from '../atti-posizione.tsx';
import { AttiPossibili } from '../atto-dovuto.tsx';
import { nomiAttori, type NomeAttore } from '../attori.ts';
import { avvisoDelDovuto, type AvvisoDelDovuto } from '../avviso-dovuto.ts';
import { Fatto } from '../fatto.tsx';
import { VAI } from '../indirizzi.ts';
import { alLavoro, guardaSoltanto, tipiVisibili, type Lavoro, type PaginaUfficio } from '../lavoro.ts';
import { Contorno, Debitore, Opzioni } from '../posizione-dovuto.tsx';
import { Quote, Riassunto } from '../riassunto-dovuto.tsx';
import { DenaroDelDovuto } from '../rimborsi.tsx';
import { Storia } from '../storia.tsx';
import { TabellaAtti } from '../tabella-atti.tsx';
import { ApriScambi, letturePagopa, vociPagopa } from '../voci-pagopa.tsx';

const testi = ufficio.dovuto;
const ATTI_MOSTRATI = 20;

/** One dovuto: what it is, to whom it goes, what happened to it. Opening it is an act of the registro (model 11). */
export const dovuto: PaginaUfficio = {
  percorso: '/dovuti/:id',
  chi: 'operatore',
  get: alLavoro(async (l, { parametri, query }) => {
    const { id = '' } = parametri;
    if (!isUuid<DovutoId>(id)) return errore('nonTrovata');
    const letto = await l.ctx.tx(async (t) => {
      const { ids: tipiConsentiti, tutti } = await tipiVisibili(t, l);
      const trovato = await leggiDovuto(t, { dovutoId: id, tipiConsentiti });
      if (trovato === null) return null;
      await annota(t, { azione: 'dovuto.consultato', oggetto: 'dovuto', oggettoId: id });
      const atti = await leggiAtti(t, { oggettoId: id, quanti: ATTI_MOSTRATI });
      const note = await leggiNote(t, id);
      const spedizioni = await leggiSpedizioni(t, { dovutoId: id, iuvId: trovato.iuvId });
      const posizione = await leggiPosizione(t, { dovutoId: id, tipiConsentiti });
      const metadati = await diciMetadati(t, { dovutoId: id, metadati: posizione.metadati });
      const allegati = await leggiAllegati(t, id);
      const tolti = await leggiAllegatiTolti(t, id);
      const suo = await avvisoDelDovuto(t, trovato, tipiConsentiti);
      const { iuvId } = trovato;
      const denaro = iuvId === null ? [] : await leggiDenaroDi(t, { iuvId, tipiConsentiti, tutti });
      const passi = [...trovato.storia, ...atti, ...note, ...spedizioni];
      const attori = [...passi.map(({ attore }) => attore), ...attoriDeiFile(allegati, tolti)];
      const nome = await nomiAttori(
        t,
        attori.flatMap((attore) => attore ?? []),
      );
      const ricevute = iuvId === null ? [] : await ricevuteDellEnte(t, iuvId);
      const letture = await letturePagopa(t, trovato);
      const altro = [
        ...vociAMano(note, spedizioni, nome),
        ...vociFile(allegati, tolti, nome),
        ...vociPagopa({ dovutoId: id, ricevute, letture }),
      ];
      return { trovato, posizione, metadati, allegati, suo, denaro, atti, nome, altro };
    });
    return letto === null ? errore('nonTrovata') : pagina(<Scheda l={l} {...letto} fatto={query['fatto']} />);
  }),
};

type Letto = {
  l: Lavoro;
  trovato: DovutoIntero;
  posizione: PosizioneMostrata;
  metadati: MetadatoDetto[];
  allegati: AllegatoMostrato[];
  suo: AvvisoDelDovuto | null;
  denaro: DenaroDaRimborsare[];
  atti: AttoLetto[];
  nome: NomeAttore;
  altro: VoceStoria[];
  fatto: string | undefined;
};

function Scheda({ l, trovato: d, posizione, metadati, allegati, suo, denaro, atti, nome, altro, fatto }: Letto): VNode {
  return (
    <Foglio
      u={l}
      titolo={testi.titolo(d.iud)}
      sezione={VAI.dovuti}
      percorso={[{ testo: ufficio.dovuti.titolo, a: VAI.dovuti }]}
    >
      <Fatto frasi={ufficioDovuto.fatto} fatto={fatto} />
      {d.daVerificare.length > 0 && (
        <Messaggio tipo="attenzione" titolo={testi.daVerificare}>
          {d.daVerificare.map((motivo) => (
            <p key={motivo}>{testi.motivi[motivo] ?? testi.motivoIgnoto}</p>
          ))}
        </Messaggio>
      )}
      {!guardaSoltanto(l) && <AttiPossibili d={d} posizione={posizione} />}
      {!guardaSoltanto(l) && <AttiPosizione d={d} />}
      {!guardaSoltanto(l) && <AttiAMano d={d} />}
      <div class="row">
        <div class="col-lg-8">
          <Riassunto d={d} posizione={posizione} suo={suo} />
          <DenaroDelDovuto denaro={denaro} />
          <h2>{testi.debitore}</h2>
          <Debitore d={d} />
          <h2>{testi.quote}</h2>
          <Quote d={d} />
          <Opzioni posizione={posizione} dovutoId={d.id} />
          <Contorno posizione={posizione} metadati={metadati} />
          <Allegati dovutoId={d.id} allegati={allegati} nome={nome} />
        </div>
        <div class="col-lg-4">
          <h2>{testi.storia}</h2>
          <Storia passi={d.storia} nome={nome} altro={altro} />
          {d.numeroAvviso !== null && !guardaSoltanto(l, 'configura') && <ApriScambi numeroAvviso={d.numeroAvviso} />}
          <Dettagli titolo={testi.registro}>
            <TabellaAtti id="atti" titolo={testi.registroTitolo} atti={atti} nome={nome} senzaVia />
          </Dettagli>
        </div>
      </div>
    </Foglio>
  );
}
