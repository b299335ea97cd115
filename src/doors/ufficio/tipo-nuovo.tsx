import type { VNode } from 'preact';
import { CATALOGO, type Conto, type TipoCopiabile } from '#modules/enti';
import { ufficioTipi } from '#testi/it/ufficio-tipi';
import { Azioni, Bottone } from '#ui/bottone';
import { Campo, CampoElenco, CampoScelta } from '#ui/campo';
import { Modulo } from '#ui/modulo';
import type { Errori } from '#ui/riepilogo-errori';
import { alternativeDi } from './tipo-campi.tsx';

const testi = ufficioTipi.adotta;

/** The ways to have a new kind of due. */
export type ComeNuovo = 'catalogo' | 'copia' | 'zero';

type Parte = {
  /** What was sent, by name of the field: `copia.codice`. */
  inviato: Readonly<Record<string, string>>;
  errori: Errori;
  conti: readonly Conto[];
};

/** With one click: the category is all that must be chosen. */
export function DaCatalogo(props: Parte): VNode {
  const { inviato, errori } = props;
  return (
    <section>
      <h2>{testi.catalogo}</h2>
      <p>{testi.catalogoTesto}</p>
      <Modulo>
        <CampoScelta
          nome="catalogo.quale"
          etichetta={testi.categoria}
          errore={errori['catalogo.quale']}
          scelte={[inviato['catalogo.quale'] ?? '']}
          alternative={CATALOGO.map(({ categoria, denominazione, descrizione }) => ({
            valore: categoria,
            testo: denominazione,
            aiuto: descrizione,
          }))}
        />
        <Fine come="catalogo" {...props} />
      </Modulo>
    </section>
  );
}

export function DaAltri({ copiabili, ...props }: Parte & { copiabili: readonly TipoCopiabile[] }): VNode {
  const { inviato, errori } = props;
  return (
    <section>
      <h2>{testi.copia}</h2>
      {copiabili.length === 0 ? (
        <p>{testi.copiaNessuno}</p>
      ) : (
        <Modulo>
          <p>{testi.copiaTesto}</p>
          <CampoElenco
            nome="copia.quale"
            etichetta={testi.copiaDa}
            errore={errori['copia.quale']}
            valore={inviato['copia.quale'] ?? ''}
            alternative={copiabili.map(({ tipoDovutoId, ente, denominazione }) => ({
              valore: tipoDovutoId,
              testo: `${ente} – ${denominazione}`,
            }))}
          />
          <Fine come="copia" {...props} />
        </Modulo>
      )}
    </section>
  );
}

export function DaZero(props: Parte): VNode {
  const { inviato, errori } = props;
  const { campi, aiuti } = ufficioTipi.tipo;
  return (
    <section>
      <h2>{testi.daZero}</h2>
      <Modulo>
        <Campo
          nome="zero.denominazione"
          etichetta={campi.denominazione}
          valore={inviato['zero.denominazione']}
          errore={errori['zero.denominazione']}
          caratteriMax={140}
        />
        <Campo
          nome="zero.tassonomia"
          etichetta={campi.tassonomia}
          aiuto={aiuti.tassonomia}
          valore={inviato['zero.tassonomia']}
          errore={errori['zero.tassonomia']}
          larghezza="media"
        />
        <Fine come="zero" {...props} />
      </Modulo>
    </section>
  );
}

/** What every new kind of due is asked: its code, its account. */
function Fine({ come, inviato, errori, conti }: Parte & { come: ComeNuovo }): VNode {
  const [codice, conto] = [`${come}.codice`, `${come}.conto`];
  const daZero = come === 'zero';
  return (
    <>
      <Campo
        nome={codice}
        etichetta={testi.codice}
        aiuto={daZero ? testi.codiceAiuto : testi.codiceFacoltativo}
        valore={inviato[codice]}
        errore={errori[codice]}
        larghezza="media"
        caratteriMax={64}
        facoltativo={!daZero}
      />
      <CampoElenco
        nome={conto}
        etichetta={testi.conto}
        aiuto={testi.contoAiuto}
        valore={inviato[conto] ?? (conti.length === 1 ? (conti[0]?.contoId ?? '') : '')}
        errore={errori[conto]}
        vuota={testi.piuTardi}
        facoltativo
        alternative={alternativeDi(conti)}
      />
      <input type="hidden" name="come" value={come} />
      <Azioni>
        <Bottone aspetto={come === 'catalogo' ? 'primario' : 'secondario'}>{testi.bottoni[come]}</Bottone>
      </Azioni>
    </>
  );
}
