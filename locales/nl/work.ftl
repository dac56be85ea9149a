# Wat de pagina's voor medewerkers delen: woorden voor codes, tabellen, meldingen, Vandaag en de lijst.
work-choose = Kies
work-today = Vandaag
work-course = Het verloop
work-concern = melding
work-due-today = vandaag
work-due-on = { $date }
work-due-open = geen datum
work-late = { $n ->
    [0] te laat
    [1] 1 werkdag te laat
   *[other] { $n } werkdagen te laat
}

work-kind-resident = bewoner
work-kind-cooperator = coöperant
work-kind-employee = medewerker, nu of vroeger
work-kind-third-party = iemand anders
work-reply-email = een e-mail
work-reply-phone = een telefoontje
work-reply-letter = een brief
work-reply-code = de pagina met de code
work-channel-form = Via het formulier
work-channel-mail = Via e-mail
work-channel-phone = Via de telefoon
work-channel-counter = Aan de balie
work-channel-letter = Met een brief
work-outcome-upheld = Klopt, onze fout
work-outcome-partly = Klopt voor een deel
work-outcome-not = We vonden geen fout
work-outcome-resolved = Is al opgelost
work-outcome-not-ours = Daar gaan wij niet over
work-cause-agreement = Een afspraak die we niet nakwamen
work-cause-procedure = Onze werkwijze
work-cause-information = Onze uitleg
work-cause-conduct = Onze houding
work-cause-building = Het gebouw
work-cause-supplier = Een leverancier
work-cause-nothing = Er liep niets mis
work-effect-worked = Gewerkt
work-effect-partly = Deels
work-effect-not = Niet gewerkt
work-other-repair = Een vraag om iets te herstellen
work-other-question = Een vraag
work-other-thanks = Een dankwoord
work-other-spam = Reclame of misbruik
work-refuse-too-old = Het gebeurde te lang geleden
work-refuse-already = We behandelden deze klacht al
work-refuse-court = Er loopt een zaak bij de rechter
work-refuse-not-us = Het gaat niet over ons
work-refuse-unfounded = Er is geen grond voor
work-release-death = De klager is overleden
work-release-unreachable = We kunnen de klager niet meer bereiken
work-release-court = De rechter besliste
work-role-handler = Volgt klachten op
work-role-management = Management
work-role-board = Raad van bestuur
work-role-representative = Komt op voor het personeel
work-role-colleague = Collega
work-role-administrator = Beheerder
work-role-outside = Van buiten: leest pas als er niemand anders is

work-entry-theirs = Van de klager
work-entry-answer = Antwoord
work-entry-interim = Tussenbericht
work-entry-outcome = Resultaat van de evaluatie
work-entry-delay = Waarom het te laat is
work-entry-follow-up = Is het opgelost?
work-entry-talk = Gesprek. De klager leest dit
work-entry-second-look = De tweede blik
work-entry-refusal = Weigering
work-entry-retaliation = Antwoord over last door de klacht
work-entry-heard = Dag van ontvangst verbeterd
work-entry-concern = Antwoord op de melding
work-entry-message = Bericht
work-entry-note = Nota. Alleen voor ons
work-entry-board-note = Nota. Alleen voor jou
work-delivered = Aangekomen op { $moment }.
work-delivery-waiting = Nog onderweg.
work-delivery-say = Lees dit voor aan de telefoon. Het telt pas daarna.
work-delivery-post = Druk dit af en doe het op de post. Het telt pas daarna.
work-delivery-bounced = De mail kwam niet aan. Bel. De datum blijft dezelfde.
work-spoken = We spraken elkaar
work-posted = Het is op de post
work-disputed = De klager zegt: dit klopt niet.

work-with-this-send = Met deze ene verzending
work-preview = Bekijk voor je verstuurt
work-save = Bewaar, ik schrijf later verder
work-send-complainant = { $name } krijgt dit bericht, met { $by }.
work-send-say = Jij belt { $name } en zegt dit. Het telt pas daarna.
work-send-post = Jij drukt dit af voor { $name } en doet het op de post. Het telt pas daarna.
work-send-page = { $name } leest dit meteen op de pagina met de code.
work-send-somebody = De klager
work-send-management = Het management krijgt het resultaat, zonder naam.
work-send-board = { $name } van de raad van bestuur krijgt dit, woord voor woord.
work-send-promises = { $n ->
    [0] Er komt geen belofte bij.
    [1] Er komt 1 belofte bij: { $dates }.
   *[other] Er komen { $n } beloftes bij: { $dates }.
}
work-send-later = Of we anders moeten werken, beslis je ten laatste op { $date }.
work-send-measure = { $name } ziet de maatregel op het bord.
work-send-supervisor = { $name } van het management ziet wat je stuurde.

work-done-sent = Verstuurd.
work-done-saved = Bewaard, twee weken lang. Op Vandaag vind je het terug.
work-done-delivered = Genoteerd. Het bericht telt nu.
work-done-undertaking = Genoteerd. De klager ziet dat het gedaan is.
work-done-points = Bewaard. De klager ziet deze punten.
work-done-title = De titel is veranderd.
work-done-assigned = Iemand anders volgt deze klacht nu op.
work-done-taken = Jij volgt deze klacht nu op.
work-done-let-back = Die persoon mag deze klacht weer zien.
work-done-excluded = Die persoon ziet deze klacht niet meer.
work-done-linked = De klachten zijn gekoppeld.
work-done-unlinked = De klachten zijn niet meer gekoppeld.
work-done-together = Verstuurd naar elke klager die je aankruiste.
work-done-note = Je nota is bewaard.
work-done-talk = Het gesprek is bewaard.
work-done-question = Je vraag is verstuurd.
work-done-discussed = Genoteerd.
work-done-decided = Het besluit is bewaard. Het management kent het resultaat.
work-done-silent = Bewaard. We zeggen niet dat het opgelost is.
work-done-way-out = Bewaard. De raad van bestuur ziet dit.
work-done-heard = De dag van ontvangst is verbeterd.
work-done-moved = De streefdatum is verzet.
work-done-reopened = De klacht is weer open. De klager krijgt opnieuw antwoord.
work-done-agreed = Je ging akkoord. Het is gebeurd.
work-done-sent-back = Je stuurde het voorstel terug.
work-done-proposed = Je voorstel wacht op een tweede persoon.
work-done-measure = De maatregel is bijgewerkt.
work-done-review = Je oordeel is bewaard.
work-done-reply = Je antwoord is bewaard.
work-done-new = De klacht is geregistreerd.
work-done-board = De klacht staat op de agenda van de raad.
work-done-meeting = De vergadering staat op de juiste dag.
work-done-outcome = De uitkomst is bewaard.
work-done-reinstated = De klacht loopt weer.
work-done-invited = De uitnodiging is verstuurd.
work-done-link-mailed = De link is gemaild. Alleen die persoon krijgt hem te zien. De raad van bestuur weet het ook.
work-done-link-nowhere = Er is geen nieuwe link. De mail kan niet vertrekken, en alleen die persoon mag de link krijgen. Stel de mailserver in en probeer opnieuw.
work-done-seen = Goed, je zag het.
work-done-changed = Bewaard.

table-case = Klacht
table-todo = Te doen
table-due = Tegen
table-who = Volgt op
table-course = Verloop
table-nothing = Niets meer
table-unopened = nog niet geopend

today-title = Vandaag, { $date }
today-nothing = We zijn vandaag niets verschuldigd.
today-late = { $n } te laat
today-now = { $n } voor vandaag
today-later = { $n } voor later
today-later-only = { $n } voor later.
today-unopened = { $n ->
    [1] 1 klacht heeft nog niemand geopend.
   *[other] { $n } klachten heeft nog niemand geopend.
}
today-owed = Wat zijn we nu verschuldigd?
today-soon = Straks
today-all = Toon alle klachten
today-news = Nieuw voor jou
today-results = { $n ->
    [1] 1 resultaat van een evaluatie
   *[other] { $n } resultaten van evaluaties
}
today-deliver = Bel of doe op de post
today-ask-say = Bel en vraag of het opgelost is.
today-ask-post = Druk deze vraag af en doe ze op de post.
today-ask-bounced = De mail met de vraag of het opgelost is, kwam niet aan. Bel en vraag het.
today-ask-said = Is het opgelost?
today-ask-nothing = Nog geen antwoord
today-reviews = Heeft het gewerkt?
today-briefs = Een vraag aan jou
today-board = De bestuurder vraagt jou iets
today-vacant = Klacht { $number } heeft nog niemand: { $parts }.
vacant-handler = wie opvolgt
vacant-supervisor = wie van het management meekijkt
vacant-board = wie van het bestuur meeleest
today-nobody = Er is niemand om te antwoorden op { $days }.
today-mail-fine = De mail werkt.
today-mail-still = De mail staat stil sinds { $moment }. Verwittig de beheerder.
today-mail-never = Er vertrok nog geen mail.
today-mail-folder = Mails gaan naar een map, niet naar mensen. Bel of druk ze af.
today-sweep-last = De beloftes zijn nagekeken op { $moment }.
today-sweep-still = De beloftes zijn niet meer nagekeken sinds { $moment }. Verwittig de beheerder.
today-sweep-never = De beloftes zijn nog niet nagekeken.
today-backup-last = Laatste reservekopie: { $moment }.
today-backup-still = Er is geen reservekopie meer sinds { $moment }. Verwittig de beheerder.
today-backup-failed = De reservekopie van { $moment } is mislukt. Verwittig de beheerder.
today-backup-never = Er is nog geen reservekopie.
today-unfinished = Nog niet verstuurd
today-backup-demo = Van deze demo maken we geen reservekopie.
today-keeps-nothing = De desk kan nu niets bewaren. Verwittig de beheerder.

cases-title = Klachten
cases-open = Open ({ $n })
cases-mine = Van mij ({ $n })
cases-new = Nieuw ({ $n })
cases-waiting = Wacht op de klager ({ $n })
cases-nothing-owed = Niets meer verschuldigd ({ $n })
cases-search = Zoek een nummer of een woord
cases-theme = Thema
cases-all-themes = alle thema’s
cases-first = Eerst
cases-first-due = wat eerst moet
cases-first-new = de nieuwste
cases-first-waiting = wie het langst wacht
cases-show = Toon
cases-none = Hier staat nu niets.
cases-none-found = We vinden niets met “{ $q }”. Kijk na of je het juist typte, of zoek een ander woord.
cases-count = { $n ->
    [1] 1 klacht.
   *[other] { $n } klachten.
}
cases-before = Vorige
cases-after = Volgende
cases-page = Blad { $page } van { $pages }

# Waarom iets niet kan.
refusal-not-yet-a-complaint = Dit is nog een melding. Maak er eerst een klacht van
refusal-already-a-complaint = Dit is al een klacht. Schrijf een antwoord of een tussenbericht
refusal-stopped = Deze klacht is gestopt
refusal-nothing-written = Schrijf eerst iets
refusal-interim-incomplete = Vul alles in: waarom, wat er nu gebeurt, wie dat doet en wanneer er antwoord komt
refusal-date-in-the-past = Kies een datum die nog moet komen
refusal-date-too-far = Deze datum ligt te ver. Kies een vroegere
refusal-second-interim-by-supervisor = Een tweede tussenbericht stuurt het management. Vraag het aan wie mee opvolgt
refusal-point-without-answer = Kies bij elk punt van de klacht wat we vonden
refusal-person-not-available = Deze persoon kan dit niet doen. Kies iemand anders
refusal-supervisor-may-not-answer = Wie mee opvolgt, mag hier niet antwoorden
refusal-delay-unexplained = We zijn te laat. Zeg ook waarom
refusal-no-such-item = Dit vinden we niet meer. Laad de pagina opnieuw
refusal-already-done = Dit is al gedaan
refusal-disputed = De klager zegt dat dit niet klopt. Schrijf een nieuw bericht of een nieuw gesprek op
refusal-not-movable = Deze datum kan niet meer veranderen
refusal-holiday-on-a-weekday = Die feestdag valt dat jaar niet in een weekend
refusal-not-a-working-day = Kies een werkdag die nog moet komen
refusal-already-decided = Dit is al beslist
refusal-question-still-open = Er wacht nog een vraag aan een werkgroep of collega. Noteer eerst dat ze besproken is
refusal-reviewer-is-owner = Wie de maatregel uitvoert, kijkt hem niet na. Kies iemand anders
refusal-criterion-missing = Zeg wat we voortaan doen, en hoe we zien dat het werkt
refusal-second-person-needed = Hiervoor moet een tweede persoon akkoord gaan
refusal-same-person = Je stelde dit zelf voor. Een andere persoon moet akkoord gaan
refusal-measure-missing = Schrijf wat jullie voortaan doen
refusal-nobody-asked = Kies een werkgroep of een collega
refusal-not-yours = Dit werd aan iemand anders gevraagd
refusal-too-early = Dat kan nog niet
refusal-board-member-stays = Iemand van het bestuur leest elke klacht. Alleen de klager of die persoon zelf kan dat veranderen
refusal-ticked-by-complainant = De klager wil niet dat deze persoon de klacht leest. Dat blijft zo
refusal-nobody-left = Er is niemand meer die dit mag lezen. Voeg eerst iemand toe
refusal-received-in-the-future = Deze dag of dit uur moet nog komen. Kies wanneer het echt was
refusal-linked-with-itself = Typ het nummer van een andere klacht
refusal-already-answered = Deze klacht is al beantwoord, of het antwoord wacht op een tweede persoon
refusal-measure-reviewed = Deze maatregel is al nagekeken. Spreek iets nieuws af
refusal-address-in-use = Dit e-mailadres heeft een collega al
refusal-kind-missing = Kies als wie deze persoon klaagt
refusal-conflict = Een collega was je voor. Lees eerst wat er nu staat en verstuur dan opnieuw
refusal-other = Dit lukt niet. Laad de pagina opnieuw en probeer het nog eens

work-more = en nog { $n }
news-complaint = nieuwe klacht
news-concern = nieuwe melding
news-pool = niemand opende ze
news-message = nieuw bericht
news-answer = er is geantwoord
news-missed = een belofte is te laat
news-interim = tussenbericht staat klaar
news-undertaking = er is iets aangeboden
news-denied = "niet gebeurd"
news-disputed = "klopt niet"
news-second-look = tweede blik gevraagd
news-way-out = gestopt
news-again = opnieuw open
news-brief = een vraag aan jou
news-proposal = een voorstel wacht op jou
news-agreed = je voorstel is goedgekeurd
news-sent-back = je voorstel kwam terug
news-measure = een maatregel
news-evaluation = resultaat van een evaluatie
news-board-question = vraag van de bestuurder
