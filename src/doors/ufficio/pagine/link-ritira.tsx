import type { VNode } from 'preact';
import { LIMITI } from '#kernel/limiti';
import { revocaLink, type LinkDellEnte } from '#modules/pagamenti';
import { errore, pagina, rifiutata, vai } from '#platform/http/pagina';
import { ufficio } from '#testi/it/ufficio';
import { ufficioLink } from '#testi/it/ufficio-link';
import { Azioni, Bottone } from '#ui/bottone';
import { CampoTesto } from '#ui/campo';
import { Collegamento } from '#ui/collegamento';
import { Messaggio } from '#ui/messaggio';
import { Modulo } from '#ui/modulo';
import { RiepilogoErrori, type Errori } from '#ui/riepilogo-errori';
import { Foglio } from '../aspetto.tsx';
import { frase } from '../frase.ts';
import { con, VAI } from '../indirizzi.ts';
import { alLavoro, guardaSoltanto, tipiVisibili, type Lavoro, type PaginaUfficio } from '../lavoro.ts';
import { DatiLink, SOPRA_LINK, titoloDi, trovaLink } from '../link.tsx';

const testi = ufficioLink.ritira;

/** A link is taken back: from now on it leads nowhere. */
export const linkRitira: PaginaUfficio = {
  percorso: '/link/:id/ritira',
  chi: 'operatore',
  get: alLavoro(async (l, { parametri }) => {
    const link = await l.ctx.tx((t) => trovaLink(t, l, parametri));
    if (link === null) return errore('nonTrovata');
    return link.revocatoIl === null ? pagina(foglio(l, link)) : vai(VAI.unLink(link.id));
  }),
  post: alLavoro(async (l, { parametri, modulo: { motivo = '' } }) => {
    const link = await l.ctx.tx((t) => trovaLink(t, l, parametri));
    if (link === null) return errore('nonTrovata');
    const { ids: tipiConsentiti } = await l.ctx.tx((t) => tipiVisibili(t, l));
    const esito = await revocaLink(l.ctx, { linkId: link.id, motivo, tipiConsentiti });
    if (esito.ok) return vai(con(VAI.unLink(link.id), { fatto: 'ritirato' }));
    return rifiutata(foglio(l, link, { motivo, errori: { motivo: frase(esito.refusal) } }), esito.refusal);
  }),
};

type Compilato = { motivo: string; errori: Errori };

function foglio(l: Lavoro, link: LinkDellEnte, { motivo, errori }: Compilato = { motivo: '', errori: {} }): VNode {
  const percorso = [...SOPRA_LINK, { testo: titoloDi(link), a: VAI.unLink(link.id) }];
  const guarda = guardaSoltanto(l);
  const conErrori = Object.keys(errori).length > 0;
  return (
    <Foglio u={l} titolo={testi.titolo} sezione={VAI.link} percorso={percorso} conErrori={conErrori}>
      <RiepilogoErrori errori={errori} />
      <DatiLink link={link} ctx={l.ctx} />
      <Messaggio tipo="attenzione">
        <p>{guarda ? ufficio.soloLettura : testi.conseguenza}</p>
      </Messaggio>
      {!guarda && (
        <Modulo>
          <CampoTesto
            nome="motivo"
            etichetta={testi.motivo}
            aiuto={testi.motivoAiuto}
            errore={errori['motivo']}
            valore={motivo}
            righe={3}
            caratteriMax={LIMITI.motivoCaratteriMax}
          />
          <Azioni>
            <Bottone aspetto="pericolo">{testi.conferma}</Bottone>
            <Collegamento a={VAI.unLink(link.id)}>{testi.torna}</Collegamento>
          </Azioni>
        </Modulo>
      )}
    </Foglio>
  );
}
