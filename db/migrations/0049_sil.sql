-- The door of the enti's software (SIL).

-- An IPA code is one whatever its case: the platform before this one kept them in capitals, and software that was written for it sends
-- them so.
create unique index ente_ipa on enti.ente (lower(cod_ipa), ambiente);
