import type { VNode } from 'preact';
import { impostaAccessoSil, leggiAccessoSil, leggiEnte } from '#modules/enti';
import { impostaPortaSil, leggiPortaSil } from '#modules/pagamenti';
import { pagina, rifiutata, vai } from '#platform/http/pagina';
import { ufficioSil as testi } from '#testi/it/ufficio-sil';
import { Collegamento } from '#ui/collegamento';
import { Dati } from '#ui/dati';
import type { Errori } from '#ui/riepilogo-errori';
import { FoglioEnte } from '../foglio-ente.tsx';
import { frase } from '../frase.ts';
import { con, VAI } from '../indirizzi.ts';
import { alLavoro, type Lavoro, type PaginaUfficio } from '../lavoro.ts';
import { ModuloAccesso, ModuloRitorni, type DettoAccesso, type DettoRitorni } from './moduli.tsx';

/** How the ente's software is answered, where its browsers go back to, and from where it may call. */
export const portaSil: PaginaUfficio = {
  percorso: '/configurazione/porta-sil',
  chi: 'amministratore',
  atto: { get: 'chiavi', post: 'chiavi' },
  get: alLavoro(async (l, { query }) => pagina(await foglio(l, { salvato: query['fatto'] === 'si' }))),
  post: alLavoro(async (l, { modulo }) => {
    const { cosa = '' } = modulo;
    const errori =
      cosa === 'accesso' ? await salvaAccesso(l, accessoDi(modulo)) : await salvaRitorni(l, ritorniDi(modulo));
    if (errori === null) return vai(con(VAI.portaSil, { fatto: 'si' }));
    const detto = cosa === 'accesso' ? { accesso: accessoDi(modulo) } : { ritorni: ritorniDi(modulo) };
    return rifiutata(await foglio(l, { ...detto, errori }));
  }),
};

type Modulo = Readonly<Record<string, string | undefined>>;

const ritorniDi = ({ siti = '', elenco, ritorno = '', pagati = '' }: Modulo): DettoRitorni => ({
  ...{ siti, elenco: elenco === 'si', ritorno: ritorno.trim(), unaVolta: pagati === 'una' },
});
const accessoDi = ({ reti = '', certificati = '' }: Modulo): DettoAccesso => ({ reti, certificati });

const righe = (testo: string): string[] => [
  ...new Set(
    testo
      .split(/\n/)
      .map((riga) => riga.trim())
      .filter((riga) => riga !== ''),
  ),
];

async function salvaRitorni(l: Lavoro, { siti, elenco, ritorno, unaVolta }: DettoRitorni): Promise<Errori | null> {
  const scelte = { pagatiUnaVolta: unaVolta, ritorniElenco: elenco, ritorno: ritorno === '' ? null : ritorno };
  const fatto = await impostaPortaSil(l.ctx, { ...scelte, indirizzi: righe(siti) });
  if (fatto.ok) return null;
  return { [fatto.refusal.codice === 'SITI_NON_VALIDI' ? 'siti' : 'ritorno']: frase(fatto.refusal) };
}

async function salvaAccesso(l: Lavoro, { reti, certificati }: DettoAccesso): Promise<Errori | null> {
  const fatto = await impostaAccessoSil(l.ctx, { reti: righe(reti), certificatiCn: righe(certificati) });
  if (fatto.ok) return null;
  const campo = fatto.refusal.codice.includes('CERTIFICAT') ? 'certificati' : 'reti';
  return { [campo]: frase(fatto.refusal) };
}

type Come = { accesso?: DettoAccesso; ritorni?: DettoRitorni; errori?: Errori; salvato?: boolean };

async function foglio(l: Lavoro, { accesso, ritorni, errori = {}, salvato = false }: Come): Promise<VNode> {
  const porta = await leggiPortaSil(l.ctx);
  const { reti, certificatiCn } = await leggiAccessoSil(l.ctx, l.ente.enteId);
  const codIpa = (await leggiEnte(l.ctx, l.ente.enteId))?.codIpa ?? '';
  const base = `${l.ctx.config.urlPubblico}/ws/pa/`;
  const { pagatiUnaVolta: unaVolta, ritorniElenco: elenco, ritorno, origini } = porta;
  const siti = origini.map(({ origine }) => origine).join('\n');
  return (
    <FoglioEnte l={l} titolo={testi.titolo} errori={errori} salvato={salvato}>
      <p>{testi.introduzione}</p>
      <Dati
        dati={[
          { nome: testi.indirizzo, valore: <code>{base}</code> },
          { nome: testi.codIpa, valore: <code>{codIpa}</code> },
          { nome: testi.contratto, valore: <Contratti base={base} /> },
        ]}
      />
      <ModuloRitorni
        detto={ritorni ?? { siti, elenco, ritorno: ritorno ?? '', unaVolta }}
        nuovi={origini.filter(({ vistaIl }) => vistaIl !== null)}
        errori={errori}
      />
      <ModuloAccesso
        detto={accesso ?? { reti: reti.join('\n'), certificati: certificatiCn.join('\n') }}
        errori={errori}
      />
    </FoglioEnte>
  );
}

function Contratti({ base }: { base: string }): VNode {
  return (
    <>
      {['PagamentiTelematiciDovutiPagati.wsdl', 'PagamentiTelematiciFlussiSPC.wsdl'].map((nome, i) => (
        <span key={nome}>
          {i > 0 && <br />}
          <Collegamento a={base + nome}>{nome}</Collegamento>
        </span>
      ))}
    </>
  );
}
