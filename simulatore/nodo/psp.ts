/** Payment service providers that do not exist. Each notice always meets the same one, so that a story can be told again. */
export type Psp = {
  idPSP: string;
  codiceFiscale: string;
  partitaIva: string;
  denominazione: string;
  idCanale: string;
  /** The place where people pay, as PSPs write it in `channelDescription`. */
  luogo: string;
  metodo: string;
  commissione: string;
};

const PSP: readonly Psp[] = [
  {
    ...{
      idPSP: 'BINVENTATA01',
      codiceFiscale: '90000000011',
      partitaIva: '90000000011',
      denominazione: 'Banca Inventata S.p.A.',
    },
    ...{ idCanale: '90000000011_03', luogo: 'home banking', metodo: 'bonifico', commissione: '1.00' },
  },
  {
    ...{
      idPSP: 'TABACCHI0002',
      codiceFiscale: '90000000022',
      partitaIva: '90000000022',
      denominazione: 'Rete Tabacchi di Fantasia',
    },
    ...{ idCanale: '90000000022_01', luogo: 'tabaccheria', metodo: 'contanti', commissione: '2.00' },
  },
  {
    ...{
      idPSP: 'CARTAPRO0003',
      codiceFiscale: '90000000033',
      partitaIva: '90000000033',
      denominazione: 'Carte di Prova S.p.A.',
    },
    ...{ idCanale: '90000000033_02', luogo: 'app', metodo: 'carta di credito', commissione: '1.50' },
  },
];

export function scegliPsp(numeroAvviso: string): Psp {
  const scelto = PSP[Number(numeroAvviso.slice(-2)) % PSP.length];
  if (!scelto) throw new Error('nessun PSP');
  return scelto;
}
