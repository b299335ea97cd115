import type { informative as italiano } from '../it/portale-informative.ts';

/** Help and privacy of the demo's Region, which does not exist: whoever installs MyPay puts their own. */
export const informative = {
  assistenza: {
    titolo: 'Help',
    introduzione: 'How to ask for help, and the answers to the most frequent questions.',
    parti: [
      {
        titolo: 'Call or write',
        testi: [
          'About using this site: 800 000 000, free of charge from Italy, Monday to Friday, 9am to 5pm.',
          { testo: 'Write to aiuto@mypay.example', a: 'mailto:aiuto@mypay.example' },
          'We answer within two working days. We will never ask you for passwords, codes or card numbers.',
        ],
      },
      {
        titolo: 'What to ask the public body',
        testi: [
          'Why you received the notice, whether the amount is right, how to get a new one or have it cancelled: only the public ' +
            'body that sent it to you knows.',
          { testo: 'Find the contacts of the public body', a: '/enti' },
        ],
      },
      {
        titolo: 'I cannot find my notice',
        testi: [
          'Check both details on the paper:',
          [
            'the notice code (Codice Avviso) has 18 digits and is near the QR code',
            'the tax code is that of the person or company the notice is made out to, who may not be you',
          ],
          'If they are right, the public body may not use this service, or may not have loaded the notice yet: try again in a few days.',
        ],
      },
      {
        titolo: 'The email does not arrive',
        testi: [
          'Look in your spam folder. You can ask for three emails an hour at most for the same address.',
          'The link is valid for 60 minutes, the code for 15. After that, just search for the notice again and ask for another email.',
        ],
      },
      {
        titolo: 'I have paid, but here it is still to be paid',
        testi: [
          'The confirmation usually arrives in a few minutes, sometimes the next day. Do not pay again.',
          'If nothing has changed after two days, call us with the receipt of whoever took your payment at hand.',
        ],
      },
    ],
  },
  privacy: {
    titolo: 'Privacy notice',
    introduzione: 'Which data we use when you pay here, why, and for how long (European regulation 2016/679).',
    parti: [
      {
        titolo: 'Who is responsible for your data',
        testi: [
          'The controller is the public body that sent you the notice. The Region runs this site on its behalf, as processor.',
          { testo: 'Write to the data protection officer: rpd@mypay.example', a: 'mailto:rpd@mypay.example' },
        ],
      },
      {
        titolo: 'What we use, and why',
        testi: [
          [
            'the notice code and the tax code that you write: only to find the notice; we do not keep them',
            'your email address: to send you the link and the code, the receipts of what you pay and, if you ask for them, new notices ' +
              'and reminders; that of people who pay without signing in is forgotten after 30 days',
            'the notice and the receipt: we receive them from the public body and from pagoPA, so that you can pay and it can collect',
            'the date and time when a notice was opened or downloaded: to be able to say who saw what',
          ],
          'The legal basis is the performance of a task carried out in the public interest and compliance with legal obligations.',
        ],
      },
      {
        titolo: 'If you sign in with SPID or CIE',
        testi: [
          'We never see your password. From your identity provider we receive, and keep:',
          [
            'your tax code: to show you the notices and payments in your name, and nobody else’s',
            'your first and last name: to address you, and to put your name on what you ask for',
            'the email address you gave to them, if they tell us: we suggest it, and do not write to it until you confirm it',
          ],
          'We also keep what you choose here: the email you confirmed, what you want to receive, your cart (up to 30 days), your ' +
            'delegations with the document that proves them, and when you signed in.',
          'You stay signed in for ten hours at most, or half an hour if you do nothing: then we delete that visit. The rest stays ' +
            'until you ask us to delete it. The entries of the register (who saw or changed what) are not deleted.',
          { testo: 'If you have signed in, download a copy of all that we keep about you', a: '/i-miei-dati' },
        ],
      },
      {
        titolo: 'For how long',
        testi: [
          'Receipts are kept for ten years, as the law requires. The other data, for as long as the public body needs them.',
        ],
      },
      {
        titolo: 'Cookies',
        testi: [
          'We only use technical cookies: one protects the forms you send and one keeps your visit open until you leave, and ' +
            'both disappear when you close the browser; one remembers the language, if you choose it, for a year. There are no ' +
            'third-party cookies and nobody tracks you.',
        ],
      },
      {
        titolo: 'Your rights',
        testi: [
          'You can ask the public body to see your data, to correct or delete them where the law allows it, and object to their ' +
            'use. You can complain to the Garante per la protezione dei dati personali (the Italian data protection authority).',
        ],
      },
    ],
  },
} satisfies typeof italiano;
