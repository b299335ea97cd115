import type { VNode } from 'preact';
import { isUuid, type DovutoId } from '#kernel/ids';
import type { TipoDovuto } from '#modules/enti';
import { creaLink } from '#modules/pagamenti';
import { leggiDovuto } from '#modules/posizioni';
import { pagina, rifiutata, vai } from '#platform/http/pagina';
import { ufficio } from '#testi/it/ufficio';
import { ufficioLink } from '#testi/it/ufficio-link';
import { Azioni, Bottone } from '#ui/bottone';
import { Campo } from '#ui/campo';
import { Collegamento } from '#ui/collegamento';
import { Messaggio } from '#ui/messaggio';
import { Modulo } from '#ui/modulo';
import { RiepilogoErrori, type Errori } from '#ui/riepilogo-errori';
import { Foglio } from '../aspetto.tsx';
import { chiestoDi, ElencoBreve, TUTTO, type Chiesto } from '../elenco-breve.tsx';
import { frase } from '../frase.ts';
import { con, VAI } from '../indirizzi.ts';
import { alLavoro, guardaSoltanto, tipiVisibili, type Lavoro, type PaginaUfficio } from '../lavoro.ts';
import { CampiMisura, leggiMisura } from '../link-misura.tsx';
import { SOPRA_LINK, tipiConModulo } from '../link.tsx';

const testi = ufficioLink.crea;

type Campi = Readonly<Record<string, string>>;

/** A new link: to a notice, here; to a form, in the page of its kind of due. */
export const nuovoLink: PaginaUfficio = {
  percorso: '/link/nuovo',
  chi: 'operatore',
  get: alLavoro(async (l, r) => {
    const codice = await codiceDi(l, r.query['dovuto'] ?? '');
    const tipi = await tipiConModulo(l);
    return pagina(<Nuovo {...{ l, tipi, valori: { codice }, errori: {} }} chiesto={chiestoDi(r)} />);
  }),
  post: alLavoro(async (l, { modulo }) => {
    const { misura, errori } = leggiMisura(l.ctx, modulo);
    const codiceAvviso = (modulo['codice'] ?? '').replaceAll(/\s/g, '');
    const rifiuta = async (sue: Errori) =>
      rifiutata(<Nuovo l={l} tipi={await tipiConModulo(l)} valori={modulo} errori={sue} />);
    if (codiceAvviso === '') return rifiuta({ codice: testi.mancaCodice, ...errori });
    if (Object.keys(errori).length > 0) return rifiuta(errori);
    const { ids } = await l.ctx.tx((t) => tipiVisibili(t, l));
    const esito = await creaLink(l.ctx, { ...misura, meta: { codiceAvviso } }, ids);
    if (esito.ok) return vai(con(VAI.unLink(esito.value.linkId), { fatto: 'creato' }));
    return rifiuta({ codice: frase(esito.refusal) });
  }),
};

/** The number of a dovuto whose page led here; blank where it is none of theirs. */
async function codiceDi(l: Lavoro, dovutoId: string): Promise<string> {
  if (!isUuid<DovutoId>(dovutoId)) return '';
  return l.ctx.tx(async (t) => {
    const { ids: tipiConsentiti } = await tipiVisibili(t, l);
    const dovuto = await leggiDovuto(t, { dovutoId, tipiConsentiti });
    return dovuto?.numeroAvviso ?? dovuto?.iuv ?? '';
  });
}

type Prop = { l: Lavoro; tipi: readonly TipoDovuto[]; valori: Campi; errori: Errori; chiesto?: Chiesto };

function Nuovo({ l, tipi, valori, errori, chiesto = TUTTO }: Prop): VNode {
  const conErrori = Object.keys(errori).length > 0;
  return (
    <Foglio u={l} titolo={testi.titolo} sezione={VAI.link} percorso={SOPRA_LINK} conErrori={conErrori}>
      {guardaSoltanto(l) ? (
        <Messaggio tipo="informazione">
          <p>{ufficio.soloLettura}</p>
        </Messaggio>
      ) : (
        <>
          <RiepilogoErrori errori={errori} />
          <h2>{testi.avviso}</h2>
          <p>{testi.avvisoTesto}</p>
          <Modulo a={VAI.nuovoLink}>
            <Campo
              nome="codice"
              etichetta={testi.codice}
              valore={valori['codice']}
              errore={errori['codice']}
              larghezza="media"
              caratteriMax={60}
            />
            <CampiMisura valori={valori} errori={errori} />
            <Azioni>
              <Bottone>{testi.fai}</Bottone>
            </Azioni>
          </Modulo>
          <h2>{testi.modulo}</h2>
          <p>{testi.moduloTesto}</p>
          <Tipi tipi={tipi} chiesto={chiesto} />
        </>
      )}
    </Foglio>
  );
}

function Tipi({ tipi, chiesto }: { tipi: readonly TipoDovuto[]; chiesto: Chiesto }): VNode {
  return (
    <ElencoBreve
      a={VAI.nuovoLink}
      chiesto={chiesto}
      id="tipi"
      titolo={testi.tipo}
      colonne={[
        { titolo: testi.tipo, testo: ({ denominazione }) => denominazione },
        {
          titolo: testi.uno,
          testo: () => '',
          cella: ({ tipoDovutoId, denominazione }) => (
            <Collegamento a={VAI.compilaLink(tipoDovutoId)}>
              {testi.uno}
              <span class="visually-hidden">: {denominazione}</span>
            </Collegamento>
          ),
        },
        {
          titolo: testi.molti,
          testo: () => '',
          cella: ({ tipoDovutoId, denominazione }) => (
            <Collegamento a={VAI.foglioLink(tipoDovutoId)}>
              {testi.molti}
              <span class="visually-hidden">: {denominazione}</span>
            </Collegamento>
          ),
        },
      ]}
      righe={tipi}
      chiave={({ tipoDovutoId }) => tipoDovutoId}
      vuoto={<p>{testi.nessunTipo}</p>}
    />
  );
}
