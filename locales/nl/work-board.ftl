# Wie wat mag: wat de bestuurder daarvan hoort.
board-powers = Wie mag wat?
board-powers-seen = Ik heb dit gezien
board-power-joined = { $name } kwam erbij. Rol: { $list }.
board-power-roles = { $name } kreeg andere rollen. Nu: { $list }.
board-power-link = { $name } kreeg een nieuwe link om een wachtwoord te kiezen.
board-power-left = { $name } is weg.
board-power-away = { $name } staat als afwezig genoteerd. Eerste en laatste dag: { $list }.
board-power-board-order = Klachten komen in deze volgorde bij de raad van bestuur: { $list }.
board-power-supervisor-order = Het management volgt in deze volgorde op: { $list }.
board-power-by = Dat deed { $name }.
board-power-machine = Dat gebeurde met een opdracht op de server zelf.

# Bestuurder, agenda, beleid zin per zin, cijfers.
board-title = Elke klacht
board-unread = { $n ->
    [0] Je las alles.
   *[other] { $n } die je nog niet las.
}
board-more = Nog { $n } die je nog niet las
board-literal = Je leest de woorden van de klager, niet die van ons.
board-not-read = Nog niet gelezen
board-all-read = Er is niets nieuws.
board-read = Gelezen
board-aside = Overzicht voor jou
board-agenda = Op de agenda van de raad
board-agenda-empty = Er staat niets op de agenda.
board-print = Druk de nota af, zonder namen
board-two-roles = Eén persoon in twee rollen
board-two-roles-who = { $n ->
    [1] { $name } antwoordde dit jaar 1 keer en keek zelf mee:
   *[other] { $name } antwoordde dit jaar { $n } keer en keek zelf mee:
}
board-read-count = { $n ->
    [1] 1 klacht.
   *[other] { $n } klachten.
}
board-show-read = Toon ze
board-answer = Ons antwoord:
board-answer-due = Antwoord tegen:
board-interim = er ging een tussenbericht. Het antwoord komt
board-says = De klager zegt op { $date }:
board-read-all = Lees alles
board-stopped = Dit loopt niet meer
board-reinstate-why = Waarom? (mag leeg blijven)
board-reinstate = Laat de klacht weer lopen
board-retaliation = De klager krijgt last door de klacht
board-harm = De klager krijgt last door de klacht. Alleen jij leest dit.
board-harm-by = Antwoord ten laatste:
board-harm-answer = Antwoord nu
board-retaliation-answer = Je antwoord
board-retaliation-tip = Alleen jij en de klager lezen dit. Zeg wat je doet, en wanneer.
board-retaliation-send = Verstuur je antwoord
board-bring = Breng naar de raad van bestuur
board-bring-tip = Jij beslist dit alleen. Niemand kan het ongedaan maken.
board-meeting = Datum van de vergadering
board-bring-title = Geef een titel zonder namen. De raad leest die.
board-bring-title-tip = Zonder titel staat er alleen het nummer van de klacht.
board-move = De vergadering is op een andere dag
board-move-day = De juiste dag
board-move-why = Waarom een andere dag?
board-move-save = Verander de dag
board-why = Waarom? (mag leeg blijven)
board-bring-button = Breng naar de raad
board-item = Vergadering van { $date }
board-outcome = Wat besliste de raad?
board-outcome-save = Bewaar de uitkomst
board-decided = De raad besliste:
board-questions = Je vragen
board-question = Stel een vraag
board-to = Aan wie?
board-ask = Stel de vraag
board-notes = Je nota’s
board-note = Mijn nota (alleen ik lees dit)
board-name = Wie is het?
board-name-why = Waarom wil je de naam zien?
board-name-tip = De klager leest dat je de naam zag, en deze reden.
board-name-show = Toon de naam

agenda-title = Voor de raad van bestuur
agenda-intro = Nota zonder namen. Druk ze af met je browser.
agenda-received = kwam binnen op { $date }
agenda-untitled = Klacht { $number }
agenda-why = Waarom op de raad?
agenda-open = Nog verschuldigd:

sentences-title = Beleid, zin per zin
sentences-intro = Dit is ons beleid, woord voor woord. Naast elke zin staat of we ze waarmaakten.
sentences-version = Versie { $version }, geldig vanaf { $date }. Geteld op { $moment }. Elk getal opent de lijst.
sentences-one = Zin { $key }
sentences-kept = gehouden
sentences-open = open
sentences-late = te laat
sentences-released = vervallen
sentences-own-date = Geen belofte aan de klager, wel een doel met een datum. Het staat hieronder.
sentences-no-date = Geen belofte met een datum.
sentences-carried = Zo doen we het:
sentences-own = Geteld over de klachten waar jij aan meewerkt.
sentences-ours = Ons eigen doel:
proof-kept = Laatst gehouden
proof-late = Laatst { $late }
proof-open = Open
promises-kept = Gehouden
promises-open = Open
promises-late = Te laat
promises-released = Vervallen
promises-none = Hier staat niets.
promises-what = Wat
promises-promised = Beloofd voor
promises-came = Kwam
promises-who = Wie
promises-more = Toon de volgende
promises-unseen = { $n ->
    [1] 1 klacht mag je niet lezen.
   *[other] { $n } klachten mag je niet lezen.
}

figures-title = Cijfers { $year }
figures-nothing = Er zijn nog geen klachten.
figures-complaints = { $n ->
    [1] 1 klacht.
   *[other] { $n } klachten.
}
figures-in-time = Eerste antwoord: { $n } op tijd,
figures-late = { $n } te laat,
figures-open = { $n } nog open.
figures-stopped = { $n } liepen niet verder.
figures-promises = Welke beloftes hielden we?
figures-worst = Dit komt het vaakst te laat: { $label }. { $late } van de { $all } keer.
figures-all-kept = Alles kwam op tijd.
figures-bar = { $kept } gehouden, { $late } te laat
figures-bar-short = { $kept } + { $late } te laat
figures-legend = Volle balk: gehouden. Streepjes: te laat. Open beloftes staan er niet bij.
figures-table = Dezelfde cijfers in een tabel
figures-promise = Belofte
figures-kept = Gehouden
figures-too-late = Te laat
figures-causes = Wat liep er mis?
figures-count = Aantal
figures-short = Kort
figures-not-asked = We vroegen het nog niet.
figures-of = { $n } van { $all }
figures-solved = klagers zeggen ja. { $partly } een beetje, { $no } nee. { $silent } gaven geen antwoord.
figures-longest = Langst wachtend
figures-days = { $n ->
    [1] 1 dag.
   *[other] { $n } dagen.
}
figures-changed = Wat we veranderden
figures-measures = { $n ->
    [1] maatregel.
   *[other] maatregelen.
}
figures-reviewed = { $n } nagekeken: { $worked } werkten, { $partly } deels, { $not } niet.
figures-measures-late = { $n } te laat.

# Waarmee een zin van het beleid wordt uitgevoerd.
page-start = Startpagina
page-aanmelden = Aanmelden
page-bedankt = Ontvangstbewijs
page-beleid = Het beleid
page-beleid-zinnen = Beleid, zin per zin
page-bestuur = Elke klacht, voor de bestuurder
page-bestuur-agenda = Agenda van de raad
page-bestuur-klachten-nr = Eén klacht, voor de bestuurder
page-contact = Contact
page-klacht-bewoner = Voor bewoners
page-klacht-derde = Voor anderen
page-klacht-medewerker = Voor medewerkers
page-klacht-nieuw-antwoord = Hoe wil je antwoord?
page-klacht-nieuw-lezers = Wie mag je klacht lezen?
page-klacht-nieuw-nakijken = Kijk alles na
page-klacht-nieuw-oplossing = Wat moet er gebeuren?
page-klacht-nieuw-verhaal = Het formulier
page-melden = Eerst melden
page-overzicht = Cijfers
page-privacy = Privacy
page-toegankelijkheid = Toegankelijkheid
page-volgen = Volgen met je code
page-volgen-klacht = Je klacht volgen
page-werk = Vandaag
page-werk-brieven = Voor jou: beloftes en vragen
page-werk-klachten = Klachten
page-werk-klachten-nr = Eén klacht
page-werk-klachten-nr-evaluatie = Evaluatie
page-werk-klachten-nr-toewijzen = Wie volgt op?
page-werk-klachten-nr-uitweg = Iets anders dan een antwoord
page-werk-maatregelen = Maatregelen
page-werk-maatregelen-id = Eén maatregel
page-werk-nieuw = Een klacht opschrijven
right-add-to-complaint = je kunt iets toevoegen
right-anonymous = je naam mag leeg blijven
right-board-member-asks = de bestuurder stelt vragen
right-board-member-decides-alone = de bestuurder beslist alleen
right-choose-channel = je kiest hoe we antwoorden
right-complain-without-step-before = je mag meteen een klacht indienen
right-deny-undertaking = je kunt zeggen dat iets niet gebeurde
right-exclude-reader = je kiest wie niet mag lezen
right-follow-with-code = je volgt je klacht met een code
right-read-policy-without-account = lezen kan zonder account
right-report-retaliation = je kunt melden dat je last krijgt
right-second-look = je kunt een tweede blik vragen
right-tell-steps-taken = je kunt schrijven wat je al deed
right-withdraw = je kunt je klacht stoppen

board-ticked = De klager wil dat zo
board-let-back = Laat { $name } weer toe
board-step-back = Gaat deze klacht over jou?
board-step-back-tip = De volgende in het bestuur leest de klacht dan in jouw plaats. Jij ziet ze niet meer.
board-step-back-button = Ik lees deze klacht niet
