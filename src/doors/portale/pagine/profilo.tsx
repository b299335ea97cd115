import type { VNode } from 'preact';
import type { Rifiuto } from '#kernel/esito';
import { LIMITI } from '#kernel/limiti';
import {
  chiediProvaEmail,
  leggiProfilo,
  scegliPreferenze,
  SCOPO_PROFILO,
  togliEmail,
  sonoSeiCifre,
  usaCodice,
} from '#modules/utenti';
import { errore, pagina, rifiutata, vai, type Risposta } from '#platform/http/pagina';
import { Azioni, Bottone } from '#ui/bottone';
import { CampoSpunta } from '#ui/campo';
import { Dati } from '#ui/dati';
import { Messaggio } from '#ui/messaggio';
import { Modulo } from '#ui/modulo';
import { RiepilogoErrori } from '#ui/riepilogo-errori';
import { AltrePagine, sopraArea } from '../area.tsx';
import { Foglio } from '../aspetto.tsx';
import { ChiediCodice } from '../chiedi-codice.tsx';
import { EmailSalvata, type EmailDigitata } from '../email-salvata.tsx';
import { frase } from '../frase.ts';
import { VAI } from '../indirizzi.ts';
import { apriProvato } from '../provato.ts';
import { nomeDi, type PaginaPortale, type Portale, type RichiestaPortale } from '../visita.ts';

/** Who signed in: what the provider says of them, their address, which mails they want. */
export const profilo: PaginaPortale = {
  percorso: '/profilo',
  chi: 'cittadino',
  get: async (u, r) => pagina(await mostra(u, r)),
  post: async (u, r) => {
    const { modulo } = r;
    if (modulo['togli'] !== undefined) {
      await togliEmail(u.ctx);
      return vai(`${VAI.profilo}?fatto=tolta`);
    }
    if (modulo['preferenze'] !== undefined) {
      const vuole = (quale: (typeof QUALI)[number]): boolean => modulo[quale] === 'si';
      const [ricevute, avvisi, promemoria] = [vuole('ricevute'), vuole('avvisi'), vuole('promemoria')];
      await scegliPreferenze(u.ctx, { ricevute, avvisi, promemoria, lingua: u.lingua });
      return vai(`${VAI.profilo}?fatto=preferenze`);
    }
    return chiediMail(u, r);
  },
};

async function chiediMail(u: Portale, r: RichiestaPortale): Promise<Risposta> {
  const digitata = r.modulo['email'] ?? '';
  const rifiuta = async (testo: string, refusal?: Rifiuto): Promise<Risposta> =>
    rifiutata(await mostra(u, r, { digitata, errore: testo }), refusal);
  if (digitata.trim() === '') return rifiuta(u.t.profilo.mancaEmail);
  const chiesta = await chiediProvaEmail(u.ctx, { email: digitata, lingua: u.lingua });
  return chiesta.ok
    ? vai(VAI.codiceProfilo(chiesta.value.provaId))
    : rifiuta(frase(u.t, chiesta.refusal), chiesta.refusal);
}

/** The mail has left: its link opens another page, its code is typed here. */
export const emailProfilo: PaginaPortale = {
  percorso: '/profilo/email/:prova',
  chi: 'cittadino',
  get: (u, r) => pagina(chiediCodice(u, r)),
  post: async (u, r) => {
    const digitato = r.modulo['codice'] ?? '';
    if (!sonoSeiCifre(digitato)) return rifiutata(chiediCodice(u, r, u.t.portale.codice.mancaCodice));
    const usato = await usaCodice(u.ctx, { provaId: r.parametri['prova'] ?? '', codice: digitato });
    if (!usato.ok) return rifiutata(chiediCodice(u, r, frase(u.t, usato.refusal)), usato.refusal);
    // The proof of something else, in the address of this one.
    return usato.value.scopo === SCOPO_PROFILO ? apriProvato(u, r, usato.value) : errore('nonTrovata');
  },
};

function chiediCodice(u: Portale, { modulo }: RichiestaPortale, refusal?: string): VNode {
  const { codice, titolo } = u.t.profilo;
  const sopra = [...sopraArea(u.t), { testo: titolo, a: VAI.profilo }];
  return <ChiediCodice {...{ u, sopra, refusal }} parole={codice} digitato={modulo['codice']} altra={VAI.profilo} />;
}

/** The mails that one may want or not. */
const QUALI = ['ricevute', 'avvisi', 'promemoria'] as const;

const isFatto = (testo: string, fatti: object): testo is 'email' => Object.hasOwn(fatti, testo);

async function mostra(u: Portale, r: RichiestaPortale, stato: EmailDigitata = {}): Promise<VNode> {
  const persona = r.sessione?.cittadino;
  if (!persona) throw new Error('a page of who signed in, without anybody');
  const suo = await leggiProfilo(u.ctx);
  const testi = u.t.profilo;
  const { fatto = '' } = r.query;
  const aiuti = {
    ricevute: testi.ricevuteAiuto,
    avvisi: testi.avvisiAiuto,
    promemoria: testi.promemoriaAiuto(LIMITI.promemoriaGiorni),
  };
  return (
    <Foglio
      u={u}
      titolo={testi.titolo}
      sezione={VAI.posizioni}
      percorso={sopraArea(u.t)}
      conErrori={stato.errore !== undefined}
    >
      <RiepilogoErrori errori={stato.errore === undefined ? {} : { email: stato.errore }} />
      {isFatto(fatto, testi.fatto) && (
        <Messaggio tipo="successo" esito>
          <p>{testi.fatto[fatto]}</p>
        </Messaggio>
      )}
      <h2>{testi.chi}</h2>
      <Dati
        dati={[
          { nome: testi.nome, valore: nomeDi(persona) },
          { nome: testi.codiceFiscale, valore: persona.codiceFiscale },
        ]}
      />
      <p>{testi.chiTesto}</p>
      <EmailSalvata suo={suo} {...stato} />
      <h2>{testi.preferenze}</h2>
      <p>{testi.preferenzeTesto}</p>
      <Modulo>
        <input type="hidden" name="preferenze" value="si" />
        {QUALI.map((quale) => (
          <CampoSpunta
            key={quale}
            nome={quale}
            etichetta={testi[quale]}
            aiuto={aiuti[quale]}
            scelta={suo.preferenze[quale]}
            facoltativo
          />
        ))}
        {suo.email === null && <p>{testi.senzaEmail}</p>}
        <Azioni>
          <Bottone aspetto="secondario">{testi.salvaPreferenze}</Bottone>
        </Azioni>
      </Modulo>
      <AltrePagine u={u} tranne={VAI.profilo} />
    </Foglio>
  );
}
