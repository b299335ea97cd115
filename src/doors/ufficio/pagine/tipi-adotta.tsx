import type { VNode } from 'preact';
import type { Esito } from '#kernel/esito';
import { isUuid, type ContoId, type TipoDovutoId } from '#kernel/ids';
import { adottaTipo, copiaTipo, creaTipoDovuto, elencoConti, parseTassonomia, tipiCopiabili } from '#modules/enti';
import { pagina, rifiutata, vai } from '#platform/http/pagina';
import { ufficioTipi } from '#testi/it/ufficio-tipi';
import { RiepilogoErrori, type Errori } from '#ui/riepilogo-errori';
import { Foglio } from '../aspetto.tsx';
import { frase } from '../frase.ts';
import { con, VAI } from '../indirizzi.ts';
import { alLavoro, type Lavoro, type PaginaUfficio } from '../lavoro.ts';
import { percorsoTipo } from '../modulo-parti.tsx';
import { DaAltri, DaCatalogo, DaZero, type ComeNuovo } from '../tipo-nuovo.tsx';

const testi = ufficioTipi.adotta;

type Inviato = { come: ComeNuovo; modulo: Readonly<Record<string, string>>; errori: Errori };

/** A new kind of due: from the catalogue with one click, from another ente, from scratch. */
export const tipiAdotta: PaginaUfficio = {
  percorso: '/configurazione/tipi/adotta',
  chi: 'amministratore',
  get: alLavoro(async (l) => pagina(await chiedi(l, null))),
  post: alLavoro(async (l, { modulo }) => {
    const come = comeDi(modulo['come']);
    const esito = await FAI[come](l, modulo);
    if (esito.ok) return vai(con(VAI.tipo(esito.value), { fatto: 'adottato' }));
    const { refusal } = esito;
    const campo = CAMPI[refusal.codice] ?? 'codice';
    const testo = refusal.codice in SCEGLI ? (SCEGLI[refusal.codice] ?? '') : frase(refusal);
    return rifiutata(await chiedi(l, { come, modulo, errori: { [`${come}.${campo}`]: testo } }));
  }),
};

const comeDi = (scritto: string | undefined): ComeNuovo =>
  scritto === 'copia' || scritto === 'zero' ? scritto : 'catalogo';

/** Which field a refusal is about; the others are about the code. */
const CAMPI: Readonly<Record<string, string>> = {
  CATEGORIA_SCONOSCIUTA: 'quale',
  TIPO_SCONOSCIUTO: 'quale',
  CONTO_SCONOSCIUTO: 'conto',
  DENOMINAZIONE_NON_VALIDA: 'denominazione',
  TASSONOMIA_SCONOSCIUTA: 'tassonomia',
};
/** Nothing was chosen: said as a thing to do. */
const SCEGLI: Readonly<Record<string, string>> = {
  CATEGORIA_SCONOSCIUTA: testi.scegliCategoria,
  TIPO_SCONOSCIUTO: testi.scegliCopia,
};

type Fai = (l: Lavoro, m: Readonly<Record<string, string>>) => Promise<Esito<TipoDovutoId>>;

const FAI: Readonly<Record<ComeNuovo, Fai>> = {
  catalogo: ({ ctx }, m) => adottaTipo(ctx, { categoria: m['catalogo.quale'] ?? '', ...comuni('catalogo', m) }),
  copia: ({ ctx }, m) => {
    const da = m['copia.quale'] ?? '';
    return copiaTipo(ctx, { da: isUuid<TipoDovutoId>(da) ? da : null, ...comuni('copia', m) });
  },
  zero: ({ ctx }, m) => {
    const { codice, contoId } = comuni('zero', m);
    const tassonomia = m['zero.tassonomia'] ?? '';
    return creaTipoDovuto(ctx, {
      codice: codice ?? '',
      contoId,
      denominazione: (m['zero.denominazione'] ?? '').trim(),
      tassonomia: parseTassonomia(tassonomia) ?? tassonomia,
    });
  },
};

function comuni(
  come: ComeNuovo,
  m: Readonly<Record<string, string>>,
): { codice: string | null; contoId: ContoId | null } {
  const conto = m[`${come}.conto`] ?? '';
  return { codice: (m[`${come}.codice`] ?? '').trim() || null, contoId: isUuid<ContoId>(conto) ? conto : null };
}

async function chiedi(l: Lavoro, inviato: Inviato | null): Promise<VNode> {
  const conti = await elencoConti(l.ctx);
  const copiabili = await tipiCopiabili(l.ctx);
  const errori = inviato?.errori ?? {};
  const parte = { inviato: inviato?.modulo ?? {}, errori, conti };
  return (
    <Foglio
      u={l}
      titolo={testi.titolo}
      sezione={VAI.configurazione}
      percorso={percorsoTipo()}
      conErrori={inviato !== null}
    >
      <RiepilogoErrori errori={errori} />
      <DaCatalogo {...parte} />
      <DaAltri {...parte} copiabili={copiabili} />
      <DaZero {...parte} />
    </Foglio>
  );
}
