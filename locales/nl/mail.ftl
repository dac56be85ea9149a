# Mails. Ze bevatten nooit de woorden van de klager; mails aan medewerkers alleen nummer en link.
mail-hello = Dag
mail-hello-name = Dag { $name }
mail-bye = Vriendelijke groeten
mail-number = Je nummer is { $number }.
mail-code = Je code is { $code }.
mail-code-secret = Kreeg je eerder een andere code? Die werkt ook. Een code is alleen voor jou. Geef ze aan niemand.
mail-files = { $n ->
    [one] Er hoort 1 bestand bij. Je vindt het op de pagina van je klacht.
   *[other] Er horen { $n } bestanden bij. Je vindt ze op de pagina van je klacht.
}
mail-follow = Volg je klacht hier, met je code:
mail-call = Of bel { $phone } en zeg je nummer.
mail-words-begin = Dit schreven we:
mail-words-end = Dit was ons bericht.
mail-points = Dit vonden we bij elk punt van je klacht:

mail-receipt-subject = We hebben je klacht ({ $number })
mail-receipt-subject-concern = We hebben je melding ({ $number })
mail-receipt = We hebben je klacht goed gekregen. Dank je dat je het ons zegt.
mail-receipt-concern = We hebben je melding goed gekregen. Dank je dat je het ons zegt.
mail-receipt-by = Je krijgt antwoord ten laatste op { $date }.
mail-receipt-longer = Hebben we meer tijd nodig? Dan zeggen we je waarom en hoe lang.
mail-readers = Deze mensen lezen wat je schreef:
mail-add = Wil je iets toevoegen? Schrijf het op de pagina van je klacht. Of bel { $phone }.
mail-wrong-address = Heb jij ons niets gestuurd? Dan typte iemand een fout mailadres. Bel dan { $phone }.

mail-answer-subject = Ons antwoord op je klacht ({ $number })
mail-answer = Je krijgt ons antwoord op je klacht { $number }.
mail-interim-subject = We hebben meer tijd nodig voor je klacht ({ $number })
mail-interim = We hebben meer tijd nodig voor je klacht { $number }. Je krijgt antwoord ten laatste op { $date }. Sorry dat je langer moet wachten.
mail-outcome-subject = Wat we anders doen na je klacht ({ $number })
mail-outcome = We keken na of we anders moeten werken na je klacht { $number }. Je leest hier het resultaat.
mail-follow-up-subject = Is het opgelost? ({ $number })
mail-follow-up = Je had een klacht: { $number }. We willen van jou weten of het opgelost is. Het duurt 1 minuut.
mail-follow-up-again = We vroegen je of je klacht { $number } opgelost is. We weten het nog niet. Wil je het ons zeggen?
mail-sorry-subject = We zijn te laat, sorry ({ $number })
mail-sorry = Bij je klacht { $number } beloofden we je dit: { $what }. Dat moest ten laatste op { $date }. Bij ons staat het nog niet als gedaan. Dat is onze fout. Sorry.
mail-sorry-concern = Bij je melding { $number } beloofden we je dit: { $what }. Dat moest ten laatste op { $date }. Bij ons staat het nog niet als gedaan. Dat is onze fout. Sorry.
mail-sorry-explained = Iemand legt je uit waarom.
mail-done-subject = We deden wat we beloofden ({ $number })
mail-done = We deden iets wat we je beloofden voor je klacht { $number }. Klopt het niet? Zeg het ons op de pagina van je klacht.
mail-done-what = We deden wat we je beloofden bij je klacht { $number }: { $what }. Klopt het niet? Zeg het ons op de pagina van je klacht.
mail-measure-failed-subject = Het werkte niet, we zoeken verder ({ $number })
mail-measure-failed = Na je klacht { $number } spraken we af om anders te werken. We keken na of dat hielp. Het hielp niet genoeg. We bekijken nu opnieuw wat er anders moet. Je hoort van ons wat we beslissen.
said-done = We deden iets wat we je beloofden. Klopt het niet? Zeg het ons.
said-done-what = We deden wat we je beloofden: { $what }. Klopt het niet? Zeg het ons.
said-measure-failed = Na je klacht spraken we af om anders te werken. Dat hielp niet genoeg. We bekijken opnieuw wat er anders moet. Je hoort van ons wat we beslissen.
mail-second-look-subject = Iemand anders keek naar je klacht ({ $number })
mail-second-look = Iemand anders keek opnieuw naar je klacht { $number }. Je leest hier het resultaat.
mail-concern-ask-subject = Is je probleem opgelost? ({ $number })
mail-concern-ask = Je meldde ons een probleem: { $number }. Is het opgelost? Zo niet, dan maak je er met 1 knop een klacht van.
mail-not-complaint-subject = Je bericht aan ons ({ $number })
mail-not-complaint = We lazen je bericht { $number }. We zien het niet als een klacht. Klopt dat niet? Dan maak je er met 1 knop toch een klacht van.
mail-message-subject-concern = Een bericht over je melding ({ $number })
mail-message-concern = Er staat een nieuw bericht bij je melding { $number }.
mail-message-subject = Een bericht over je klacht ({ $number })
mail-message = Er staat een nieuw bericht bij je klacht { $number }.

mail-staff-why = Je krijgt deze mail omdat je meewerkt aan klachten. Er staat niets uit een klacht in.
mail-new-subject = Nieuwe melding { $number }
mail-new = Er is een nieuwe melding: { $number }. De melder krijgt een reactie ten laatste op { $date }.
mail-assigned-subject = Klacht { $number } is voor jou
mail-assigned-late = Jij volgt klacht { $number } nu op. Ze is al te laat: de klager moest antwoord hebben op { $date }.
mail-undertaking-subject = Jij doet wat we beloofden: klacht { $number }
mail-undertaking = We beloofden de klager iets bij klacht { $number }. Jij doet het. Het moet klaar zijn ten laatste op { $date }.
mail-look-again-subject = Kijk jij opnieuw naar klacht { $number }?
mail-look-again = De klager vraagt dat iemand anders opnieuw kijkt naar klacht { $number }. Dat doe jij. Je antwoord moet er zijn ten laatste op { $date }.
mail-assigned = Jij volgt klacht { $number } op. De klager krijgt antwoord ten laatste op { $date }.
mail-unopened-subject = Niemand opende klacht { $number }
mail-unopened = Niemand opende klacht { $number }. De klager krijgt antwoord ten laatste op { $date }. Wie kan ze opnemen?
mail-interim-ready-subject = Vandaag antwoord of tussenbericht: { $number }
mail-interim-ready = Klacht { $number } moet een antwoord krijgen ten laatste op { $date }. Lukt dat niet? Dan staat er een tussenbericht klaar. Vul de reden en de nieuwe datum in.
mail-missed-subject = Te laat: klacht { $number }
mail-missed = Bij klacht { $number } is een belofte niet gehouden: { $what }. Ze was voor { $date }.
mail-missed-subject-concern = Te laat: melding { $number }
mail-missed-concern = Bij melding { $number } is een belofte niet gehouden: { $what }. Ze was voor { $date }.
mail-missed-own-concern = Bij melding { $number } is iets nog niet klaar: { $what }. Dat was gepland voor { $date }.
mail-missed-own = Bij klacht { $number } is iets nog niet klaar: { $what }. Dat was gepland voor { $date }.
mail-missed-mailed = De klager kreeg al een korte mail met sorry.
mail-missed-page = De klager leest op de eigen pagina dat we te laat zijn.
mail-missed-nothing = De klager kreeg nog geen bericht.
mail-missed-say-sorry = Bel of schrijf en zeg sorry.
mail-missed-explain = Leg nu uit waarom.
mail-denied-subject = "Niet gebeurd": klacht { $number }
mail-denied = De klager van { $number } zegt dat iets niet gebeurde dat we aanboden. We antwoorden ten laatste op { $date }.
mail-disputed-subject = "Klopt niet": klacht { $number }
mail-disputed = De klager van { $number } zegt dat een genoteerd gesprek of bericht niet klopt. De belofte staat weer open. We antwoorden ten laatste op { $date }.
mail-again-subject = Opnieuw open: klacht { $number }
mail-again = Klacht { $number } gaat verder. De klager krijgt antwoord ten laatste op { $date }.
mail-wrote-subject = Nieuw bericht bij klacht { $number }
mail-wrote = De klager schreef bij klacht { $number }.
mail-retaliation-subject = Iemand krijgt last: klacht { $number }
mail-retaliation = De klager van klacht { $number } zegt dat er last is door de klacht. Alleen jij ziet dit.
mail-question-subject = Vraag van de bestuurder: klacht { $number }
mail-question = De bestuurder stelde een vraag over klacht { $number }. Antwoord ten laatste op { $date }.
mail-hearing-subject = We horen graag hoe jij het zag
mail-hearing = Er wordt iets over jou gezegd. Lees het, en vertel hoe jij het zag. Er is nog niets beslist.
mail-brief-subject = Een vraag voor jou ({ $number })
mail-brief = Er is een vraag over onze manier van werken: { $number }.
mail-proposal-subject = Jouw akkoord gevraagd: klacht { $number }
mail-proposal = Een collega stelt iets voor bij klacht { $number }. Dat gebeurt pas als jij akkoord gaat. Wat eerst moet gebeuren, moet er zijn ten laatste op { $date }.
mail-sent-back-subject = Je voorstel kwam terug: klacht { $number }
mail-sent-back = Een collega stuurde je voorstel bij klacht { $number } terug, met de reden. Wat eerst moet gebeuren, moet er zijn ten laatste op { $date }.
mail-vacant-subject = Er is niemand voor klacht { $number }
mail-vacant = Voor klacht { $number } is er iemand te weinig. Wijs iemand aan, of voeg een collega toe. Daarna gaat de klacht vanzelf naar die persoon.
mail-bounced-subject = Mail kwam niet aan: klacht { $number }
mail-bounced = Een mail aan de klager van { $number } kwam niet aan. De belofte staat weer open. Bel de klager.

mail-morning-subject = Te doen op { $date }
mail-morning = Dit moet vandaag gebeuren:
mail-morning-new = { $n ->
    [1] Bij 1 klacht is er iets nieuws:
   *[other] Bij { $n } klachten is er iets nieuws:
}
mail-line-by = ten laatste op { $date }
mail-line-late = te laat, beloofd voor { $date }
mail-board-subject = Klachten van deze week
mail-board = Dit is nieuw voor jou:
mail-board-powers = Er veranderde iets aan wie wat mag.
mail-board-none = Er is niets nieuws deze week. Je hoeft niets te doen.

mail-password-subject = Kies een nieuw wachtwoord
mail-password = Iemand vroeg een nieuw wachtwoord voor jou. Kies het hier:
mail-password-not-you = Vroeg je dit niet? Kies dan geen wachtwoord en bel { $phone }. Je oude wachtwoord blijft werken.
mail-invitation-subject = Je kunt je aanmelden
mail-invitation = Je bent uitgenodigd om klachten op te volgen bij { $organisation }. Kies hier een wachtwoord:
mail-invitation-days = { $n ->
    [1] Deze link werkt 1 dag en 1 keer.
   *[other] Deze link werkt { $n } dagen en 1 keer.
}
