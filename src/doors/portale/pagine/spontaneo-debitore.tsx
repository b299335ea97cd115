import type { VNode } from 'preact';
import { Campo, CampoScelta } from '#ui/campo';
import { useContesto } from '#ui/contesto';
import type { Errori } from '#ui/riepilogo-errori';
import { CampoEmail } from '../campo-email.tsx';
import type { Digitato } from '../scheda.ts';

type PropDebitore = { digitato: Digitato; errori: Errori; anonimoAmmesso: boolean };

/** Who owes, and where to write to who is filling it in. */
export function Debitore({ digitato: { debitore, email }, errori, anonimoAmmesso }: PropDebitore): VNode {
  const testi = useContesto().t.spontaneo;
  const tipi = anonimoAmmesso ? (['F', 'G', 'A'] as const) : (['F', 'G'] as const);
  const alternative = tipi.map((valore) => {
    const { testo, aiuto } = testi.tipi[valore];
    return { valore, testo, ...(aiuto !== null && { aiuto }) };
  });
  return (
    <>
      <h2>{testi.titoloDati}</h2>
      <CampoScelta
        nome="debitoreTipo"
        etichetta={testi.tipo}
        alternative={alternative}
        scelte={[debitore.tipo]}
        errore={errori['debitoreTipo']}
      />
      <Campo
        nome="debitoreCodice"
        etichetta={testi.codice}
        aiuto={anonimoAmmesso ? `${testi.codiceAiuto} ${testi.codiceAnonimo}` : testi.codiceAiuto}
        valore={debitore.codice}
        errore={errori['debitoreCodice']}
        larghezza="media"
      />
      <Campo
        nome="debitoreNome"
        etichetta={testi.nome}
        valore={debitore.anagrafica}
        errore={errori['debitoreNome']}
        autocomplete="name"
        larghezza="media"
      />
      <CampoEmail parole={testi} valore={email} errore={errori['email']} />
    </>
  );
}
