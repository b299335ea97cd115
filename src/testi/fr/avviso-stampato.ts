import type { avvisoStampato as italiano } from '../it/avviso-stampato.ts';

/**
 * The fixed strings of the printed notice in French, as pagoPA publishes them beside the notice guide: they may not be altered, except
 '* for capitals, not even where one would translate otherwise. Ours are what it does not have: without a ' +
 'date, in prova, for who cannot see.',
 */
export const avvisoStampato = {
  lingua: 'fr-FR',
  titolo: 'Avis de paiement',
  enteCreditore: 'Organisme créancier',
  destinatario: 'Destinataire',
  quantoEQuando: 'Combien et quand payer?',
  quanto: 'Combien payer?',
  importo: 'Montant',
  euro: 'Euros',
  entroIl: 'avant le',
  variazioni:
    'En phase de paiement, si l’organisme le prévoit, le montant pourrait être mis à jour automatiquement et subir ' +
    'des variations en diminution (pour les réductions, les notes de crédit) ou en augmentation (pour les ' +
    'sanctions, les intérêts, etc.).',
  dove: 'Où payer?',
  vaiSu: 'accédez au site pagopa.gov.it',
  canali: [
    {
      titolo: 'Paiement avec l’application IO',
      descrizione:
        'ou depuis votre « Banque à domicile », avec votre application de paiement ou avec les autres canaux activés.',
    },
    {
      titolo: 'Payez sur le territoire',
      descrizione:
        'dans les banques, les guichets automatiques, les bureaux de poste, les points postaux, les bars, les ' +
        'kiosques à journaux, les détaillants, les supermarchés, les bureaux de tabac et les autres opérateurs agréés.',
    },
  ],
  datiPagamento: 'Données pour le paiement',
  rataUnica: 'Versement unique',
  rataEntroIl: 'avant le',
  inquadra: 'Encadrez le code QR avec votre application de paiement ou utilisez les données ci-contre.',
  oggetto: 'Objet du paiement',
  codiceCbill: 'Code CBILL',
  codiceAvviso: 'Code Avis',
  codiceFiscaleEnte: 'Code Organisme fiscal',
  prova: 'ESSAI – ne peut pas être payé',
  logoEnte: 'Logo de l’organisme créancier',
  codiceQr:
    'Code QR pour payer avec une application: il contient le code de l’avis, le code fiscal de l’organisme et le ' +
    'montant, indiqués à côté.',
} satisfies typeof italiano;
