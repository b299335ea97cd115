import { isUuid, type EnteId } from '#kernel/ids';
import { leggiEnte, type Ente } from '#modules/enti';
import type { Ctx } from '#platform/contesto';
import { errore, type Azione, type Risposta } from '#platform/http/pagina';
import { alLavoroIntermediario, type LavoroIntermediario, type RichiestaUfficio } from '../lavoro.ts';
import type { SessioneUfficio, Ufficio } from '../lavoro.ts';

/** What a page of who runs the installation gets: `ctx` sees every ente and acts for none; the frame names the person alone. */
export type Regione = LavoroIntermediario;

/** The same, about one ente: `per` acts for it. */
export type RegioneEnte = Regione & { ente: Ente; per: Ctx };

type AzioneUfficio = Azione<Ufficio, SessioneUfficio>;

/** A page of who runs the installation (`chi: 'intermediario'`). */
export function inRegione(azione: (l: Regione, r: RichiestaUfficio) => Promise<Risposta> | Risposta): AzioneUfficio {
  return alLavoroIntermediario((l, r) => azione(daInstallazione(l), r));
}

/** A page about the ente that its address names. */
export function perEnte(azione: (l: RegioneEnte, r: RichiestaUfficio) => Promise<Risposta> | Risposta): AzioneUfficio {
  return inRegione(async (l, r) => {
    const id = r.parametri['id'] ?? '';
    const ente = isUuid<EnteId>(id) ? await leggiEnte(l.ctx, id) : null;
    return ente === null ? errore('nonTrovata') : azione({ ...l, ente, per: l.installazione(ente.enteId) }, r);
  });
}

/** The context of the installation takes the place of the one of the session, whose ente is nobody's business here. */
export function daInstallazione<L extends Ufficio>(l: L): L {
  const { persona } = l.vista;
  return { ...l, ctx: l.installazione(null), vista: persona === undefined ? {} : { persona } };
}
