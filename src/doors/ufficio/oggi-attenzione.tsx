import type { VNode } from 'preact';
import { formatGiornoLungo } from '#kernel/giorno';
import { formatEuro, type Cents } from '#kernel/importo';
import type { IbanInScadenza } from '#modules/enti';
import type { Flusso } from '#modules/flussi';
import type { Conteggi } from '#modules/posizioni';
import { ufficio } from '#testi/it/ufficio';
import { ufficioFermi } from '#testi/it/ufficio-fermi';
import { ufficioMancanti } from '#testi/it/ufficio-mancanti';
import { ufficioMessaggi } from '#testi/it/ufficio-messaggi';
import { ufficioOggi as testi } from '#testi/it/ufficio-oggi';
import { ufficioRimborsi } from '#testi/it/ufficio-rimborsi';
import { Collegamento } from '#ui/collegamento';
import type { Fermi } from './fermi.ts';
import { intero } from './frase.ts';
import { con, VAI } from './indirizzi.ts';
import { cosaDi, inLavorazione } from './tabella-flussi.tsx';

type Voce = { detto: string; vai: string; a: string };

type PropAttenzione = {
  fermi: readonly Fermi[];
  rimborsi: { quanti: number; importoCents: Cents };
  mancanti: { daChiudere: number; importoCents: Cents };
  daVerificare: number;
  difettosi: boolean;
  deleghe: number;
};

/** What waits for somebody, in one list: each line leads where it is dealt with. */
export function DaGuardare({ fermi, rimborsi, mancanti, daVerificare, difettosi, deleghe }: PropAttenzione): VNode {
  const voci = [
    ...fermi.map((uno) => voceDi(uno, { rimborsi, mancanti, daVerificare })),
    ...(difettosi ? [{ detto: testi.difettosi, vai: ufficioMessaggi.tutte, a: VAI.messaggi }] : []),
    ...(deleghe > 0 ? [{ detto: testi.deleghe(intero(deleghe)), vai: testi.vaiDeleghe, a: VAI.deleghe }] : []),
  ];
  return (
    <section aria-labelledby="da-guardare">
      <h2 id="da-guardare">{testi.attenzione}</h2>
      {voci.length === 0 ? (
        <p>{testi.niente}</p>
      ) : (
        <ul>
          {voci.map(({ detto, vai, a }) => (
            <li key={a}>
              {detto} <Collegamento a={a}>{vai}</Collegamento>
            </li>
          ))}
        </ul>
      )}
      <Vai a={VAI.fermi} testo={testi.tuttiFermi} />
    </section>
  );
}

/** Money, receipts that have not come and dovuti to be checked have a list of their own, and figures; the others are told by their kind. */
function voceDi(
  { genere, cose, altre }: Fermi,
  { rimborsi, mancanti, daVerificare }: Pick<PropAttenzione, 'rimborsi' | 'mancanti' | 'daVerificare'>,
): Voce {
  if (genere === 'ricevuta_mancante') {
    const detto = ufficioMancanti.daFareTesto(intero(mancanti.daChiudere), formatEuro(mancanti.importoCents));
    return { detto, vai: ufficioMancanti.guarda, a: con(VAI.mancanti, { stato: 'da_chiudere' }) };
  }
  if (genere === 'denaro_da_destinare') {
    const detto = ufficioRimborsi.daFareTesto(intero(rimborsi.quanti), formatEuro(rimborsi.importoCents));
    return { detto, vai: ufficioRimborsi.guarda, a: VAI.daRimborsare };
  }
  if (genere === 'dovuto_da_verificare') {
    const a = con(VAI.dovuti, { elenco: 'archivio', verificare: 'si' });
    const { daVerificareTesto, daVerificareVai } = ufficio.oggi;
    return { detto: daVerificareTesto(intero(daVerificare)), vai: daVerificareVai, a };
  }
  const { conta, titolo } = ufficioFermi.generi[genere];
  const quante = altre ? ufficioFermi.piuDi(intero(cose.length)) : intero(cose.length);
  return { detto: `${conta(quante)}.`, vai: `${testi.guarda}: ${titolo.toLowerCase()}`, a: `${VAI.fermi}#${genere}` };
}

/** How often it is asked again: others are at work on these files, not this page. */
const OGNI = 'every 5s';

/** Files that are being loaded or made, live where there is a script. Nothing where there are none, and then nobody asks again. */
export function InCorso({ flussi }: { flussi: readonly Flusso[] }): VNode {
  const alLavoro = flussi.filter(inLavorazione);
  if (alLavoro.length === 0) return <div id="in-corso" />;
  return (
    <div id="in-corso" hx-get={VAI.oggi} hx-trigger={OGNI} hx-swap="outerHTML">
      <h2>{testi.inCorso}</h2>
      <ul>
        {alLavoro.map((f) => (
          <li key={f.id}>
            <Collegamento a={f.verso === 'in' ? VAI.flusso(f.id) : VAI.incasso(f.id)}>
              {f.nomeFile ?? cosaDi(f)}
            </Collegamento>
            : {f.righeTotali === null ? testi.attesa : testi.righe(intero(f.righeApplicate), intero(f.righeTotali))}
          </li>
        ))}
      </ul>
    </div>
  );
}

/** What ends soon. */
export function Scadenze({ conti, iban }: { conti: Conteggi; iban: readonly IbanInScadenza[] }): VNode {
  const { quanti, importoCents } = conti.vicini;
  return (
    <section aria-labelledby="scadenze">
      <h2 id="scadenze">{testi.scadenze}</h2>
      {quanti === 0 && iban.length === 0 ? (
        <p>{testi.nessunaScadenza}</p>
      ) : (
        <ul>
          {quanti > 0 && <li>{testi.vicini(intero(quanti), formatEuro(importoCents))}</li>}
          {iban.map(({ contoId, conto, fino, poi }) => (
            <li key={contoId}>
              {testi.iban(conto, formatGiornoLungo(fino), poi)}{' '}
              <Collegamento a={VAI.conto(contoId)}>{conto}</Collegamento>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

/** Where there is more of something. */
export function Vai({ a, testo }: { a: string; testo: string }): VNode {
  return (
    <p>
      <Collegamento a={a} icona="it-arrow-right">
        {testo}
      </Collegamento>
    </p>
  );
}
