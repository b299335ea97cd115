import { valoreDi } from '#kernel/esito';
import type { EnteId } from '#kernel/ids';
import { creaLink, preparaCarrello } from '#modules/pagamenti';
import { chiediDelega } from '#modules/posizioni';
import type { Identita } from '#modules/utenti';
import { creaCtx, type Ctx } from '#platform/contesto';
import { unPdf } from './allegati.ts';
import { DEBITORE } from './carico.ts';
import { unaPersona, unAvviso, type MondoFermo } from './portale.ts';
import { dovutoDi } from './posizioni.ts';
import { ctxDi, type EnteDiProva } from './un-ente.ts';

/** Where a person finds what others have prepared for them, and a delega that they have asked for. */
export type Preparati = { arrivo: string; idSession: string; linkAvviso: string; linkModulo: string };

let n = 0;

/** A payment prepared by the ente, a link to a notice and one to a form (support/spontaneo has it), and a delega that waits. */
export async function preparati(mondo: MondoFermo, ente: EnteDiProva, persona: Identita): Promise<Preparati> {
  n += 1;
  const { enteId, tipo } = ente;
  const causale = `Retta preparata ${n}`;
  const dovuti = [dovutoDi(1000, null, { iud: `PRONTO${n}`, causale, causalePubblica: causale })];
  const per = (id: EnteId): Ctx => creaCtx(mondo, { ruolo: 'sil', attore: { tipo: 'sil', id: 'prova' }, enteId: id });
  const voci = [{ enteId, debitore: DEBITORE, dovuti }];
  const arrivo = valoreDi(await preparaCarrello(per, { enteId, voci, ritorno: null, modo: 'breve', email: null }));
  const ctx = ctxDi(mondo, 'worker', enteId);
  const avviso = await unAvviso(mondo, ente, { IUD: `CONLINK${n}`, causaleVersamento: `Retta col link ${n}` });
  const misura = { titolo: null, scadeIl: null, usiMax: null };
  const alNumero = valoreDi(await creaLink(ctx, { ...misura, meta: { codiceAvviso: avviso.iuv } }));
  const meta = { tipoDovuto: tipo, valori: { luogo: 'nord' }, fissi: ['luogo'] };
  const alModulo = valoreDi(await creaLink(ctx, { ...misura, meta }));
  const { codiceFiscale, nome, cognome } = persona;
  const suo = creaCtx(mondo, { ruolo: 'portale', attore: { tipo: 'cittadino', id: 'prova', codiceFiscale } });
  valoreDi(
    await chiediDelega(suo, {
      ...{ genere: 'delega', codice: unaPersona().codiceFiscale, nome: 'Ada Betulla', enteId },
      delegato: { codiceFiscale, nome, cognome },
      file: { nome: 'procura.pdf', byte: Buffer.from(unPdf()) },
    }),
  );
  return {
    arrivo: `/arrivo/${arrivo.token}`,
    idSession: arrivo.idSession,
    linkAvviso: `/link/${alNumero.opaco}`,
    linkModulo: `/link/${alModulo.opaco}`,
  };
}
