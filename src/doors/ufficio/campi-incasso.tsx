import type { VNode } from 'preact';
import { LIMITI } from '#kernel/limiti';
import { MEZZI, RIFERIMENTO_MAX } from '#modules/pagamenti';
import { ufficioRimborsi } from '#testi/it/ufficio-rimborsi';
import { Campo, CampoElenco, CampoSpunta, CampoTesto } from '#ui/campo';
import type { Errori } from '#ui/riepilogo-errori';

const testi = ufficioRimborsi.incasso;

type Proprieta = { errori: Errori; valori: Readonly<Record<string, string>> };

/** What is said of money got outside pagoPA. The box about the amount is there only when it is asked for. */
export function CampiIncasso({ errori, valori }: Proprieta): VNode {
  const comuni = (nome: string) => ({ nome, errore: errori[nome], valore: valori[nome] });
  return (
    <>
      <Campo {...comuni('giorno')} etichetta={testi.giorno} aiuto={testi.giornoAiuto} tipo="date" larghezza="breve" />
      <CampoElenco
        nome="mezzo"
        errore={errori['mezzo']}
        valore={valori['mezzo'] ?? ''}
        etichetta={testi.mezzo}
        alternative={MEZZI.map((mezzo) => ({ valore: mezzo, testo: testi.mezzi[mezzo] }))}
        larghezza="media"
      />
      <Campo
        {...comuni('riferimento')}
        etichetta={testi.riferimento}
        aiuto={testi.riferimentoAiuto}
        caratteriMax={RIFERIMENTO_MAX}
      />
      <Campo
        {...comuni('importo')}
        etichetta={testi.importo}
        aiuto={testi.importoAiuto}
        larghezza="breve"
        unita="€"
        cifre
      />
      {(errori['diverso'] !== undefined || valori['diverso'] === 'si') && (
        <CampoSpunta
          nome="diverso"
          errore={errori['diverso']}
          etichetta={testi.diverso}
          aiuto={testi.diversoAiuto}
          scelta={valori['diverso'] === 'si'}
        />
      )}
      <CampoTesto
        nome="nota"
        errore={errori['nota']}
        valore={valori['nota'] ?? ''}
        etichetta={testi.nota}
        aiuto={testi.notaAiuto}
        righe={2}
        caratteriMax={LIMITI.motivoCaratteriMax}
        facoltativo
      />
    </>
  );
}
