# Evaluatie, toewijzen, uitwegen, maatregelen, vragen aan werkgroepen, een klacht opschrijven.
evaluation-intro = Zoek de oorzaak.
evaluation-by = Beslissing tegen:
evaluation-discussed = Besproken op { $date }.
evaluation-silent = Er kwam geen reactie.
evaluation-reply = Wat zeiden ze? (mag leeg blijven)
evaluation-meeting = Op welke dag bespraken jullie het?
evaluation-discussed-button = Dit is besproken
evaluation-wait = Er wacht nog een vraag. Noteer eerst wanneer ze besproken is. Dan kun je beslissen.
evaluation-message = Wat schrijven we aan de klager? (mag leeg blijven)
evaluation-message-tip = Dit gaat meteen weg. Laat je het leeg? Zeg het dan ten laatste op { $date }.
evaluation-message-tip-at-once = Dit gaat meteen weg.
evaluation-decide = Bewaar het besluit
evaluation-decided = Dit is al beslist.
evaluation-ask-title = Vraag het aan wie erbij hoort
evaluation-ask-tip = Schrijf een aparte vraag. De werkgroep of collega ziet de klacht niet.
evaluation-group = Werkgroep
evaluation-person = Of een collega
evaluation-brief = Je vraag
evaluation-brief-tip = Schrijf wat er misliep. Zet er geen naam in, en niets waaraan je de klager herkent.
evaluation-ask = Verstuur de vraag

assign-title = Wie volgt dit op?
assign-now = Nu volgt { $name } dit op.
assign-tip = De datums blijven dezelfde. De klager ziet de nieuwe naam.
assign-who = Wie neemt het over?
assign-why = Waarom? (mag leeg blijven)
assign-button = Wijs toe

out-title = Iets anders dan een antwoord
out-intro = Twijfel je? Dan is het een klacht.
out-board = Een lid van de raad van bestuur ziet dit en kan het terugdraaien.
out-board-name = { $name } van de raad van bestuur ziet dit en kan het terugdraaien.
out-counted = Het blijft in de cijfers staan.
out-waits = Hierover wacht al een voorstel op een tweede persoon.
out-waits-link = Bekijk het voorstel
out-reclassify = Het is geen klacht
out-reclassify-tip = De afzender krijgt nog altijd antwoord, ten laatste op { $date }.
out-reclassify-button-tip = Bij het antwoord staat een knop “toch een klacht”.
out-what = Wat is het dan?
out-spam-tip = Dan krijgt de afzender geen antwoord.
out-words = Waarom? De bestuurder leest dit
out-reclassify-button = Bewaar: geen klacht
out-refuse = We behandelen de klacht niet
out-refuse-tip = Dat kan alleen om een reden uit deze lijst.
out-second-person = { $name } moet akkoord gaan. Daarna pas gebeurt het.
out-reason = Reden
out-letter = Brief aan de klager
out-letter-tip = Zeg waarom niet, en waar de klager nog terechtkan.
out-refuse-button = Weiger en verstuur de brief
out-propose-button = Stel dit voor
out-release = Wat we beloofden, kan niet meer
out-release-tip = De beloftes die nog open zijn, vervallen. Ze blijven zichtbaar.
out-release-button = Geef de beloftes vrij

measures-title = Maatregelen
measures-group = { $groups }.
measures-to-review = { $n } om na te kijken
measures-agreed = { $n } afgesproken.
measures-none = Nog niets
measures-decides = { $name } beslist:
measures-from = { $name } voert dit in:
measures-since = In gebruik sinds { $date }
measures-reviews = { $name } kijkt na:
measures-reviewed-by = Nagekeken door { $name }
measures-again = Zelfde klacht sindsdien: { $since }. Ervoor: { $before }.
measures-after = { $n ->
    [1] Na 1 klacht.
   *[other] Na { $n } klachten.
}
measures-promised = { $n ->
    [1] 1 klager hoort het als het zover is.
   *[other] { $n } klagers horen het als het zover is.
}
measures-never-who = Je ziet hier nooit wie een klacht indiende.
stage-proposed = Voorstel ({ $n })
stage-agreed = Afgesproken ({ $n })
stage-applied = In gebruik ({ $n })
stage-reviewed = Nagekeken ({ $n })
measure-stage = Waar staat dit?
measure-next = Volgende stap:
measure-stage-proposed = Voorstel
measure-stage-agreed = Afgesproken
measure-stage-applied = In gebruik
measure-stage-reviewed = Nagekeken
measure-after = Waarom doen we dit?
measure-again = Kwam het terug?
measure-agree = Dit spreken we af
measure-apply-title = Is dit in gebruik?
measure-evidence = Waaraan zie je dat?
measure-evidence-tip = Bijvoorbeeld: het staat in het draaiboek, het hangt in elke hal.
measure-apply = Ja, dit is in gebruik
measure-verdict = Je oordeel
measure-words = Wat zag je?
measure-words-tip = Zeg het ook als het niet werkte. Dan maken we een nieuwe maatregel.
measure-review = Bewaar je oordeel
measure-history = Wat er gebeurde
measure-happened-proposed = Voorgesteld door { $who }
measure-happened-agreed = Afgesproken
measure-happened-joined = Nog een klacht over hetzelfde
measure-happened-applied = In gebruik. { $evidence }
measure-happened-reviewed = { $effect }. { $words }
measure-happened-owner = { $who } neemt dit op zich

briefs-title = Vragen aan jou
briefs-intro = Er liep iets mis. We vragen je wat er anders kan.
briefs-none = Er wacht geen vraag op jou.
briefs-by = Antwoord tegen:
briefs-reply = Je antwoord
briefs-reply-tip = Wat liep er mis? Wat kan er anders, en wie doet dat?
briefs-send = Verstuur je antwoord

new-title = Schrijf een klacht op
new-intro = Iemand vertelde je een klacht. Schrijf ze op met de woorden van de klager.
new-who = Wie is de klager? (meer mag)
new-steps = Wat deed de klager al? (mag leeg blijven)
new-channel = Hoe kwam ze binnen?
new-date = Op welke dag hoorde je ze?
new-date-tip = De termijn loopt vanaf die dag.
new-story-tip = Gebruik de eigen woorden. Iemand van de raad van bestuur leest dit letterlijk.
new-files = Bracht de klager papieren of foto’s mee? (mag leeg blijven)
new-files-tip = Scan ze of maak er een foto van. Een brief voeg je hier toe.
new-remedy = Wat moet er volgens de klager gebeuren? (mag leeg blijven)
new-how = Hoe wil de klager het antwoord?
new-email = Met een e-mail
new-email-label = E-mailadres
new-phone = Aan de telefoon
new-phone-label = Telefoonnummer
new-post = Met een brief
new-post-label = Adres
new-code = Alleen met de code, zonder gegevens
new-name = Naam van de klager (mag leeg blijven)
new-exclude = Over wie gaat de klacht?
new-exclude-tip = Wie je aanvinkt, ziet de klacht nooit. Vraag het aan de klager.
new-naming = Mogen we de naam aan anderen noemen?
new-read-back = Lees de tekst voor. Klopt alles? Daarna krijg je een nummer en een code om door te geven.
new-send = Bewaar en lees voor
new-read-out = Lees het nummer en de code voor. Met de code kan de klager alles volgen. We tonen de code maar 1 keer.
work-done-code = Er is een nieuwe code
new-read-out-again = Lees de code voor, of geef ze mee op papier. De vorige code werkt niet meer. We tonen deze code maar 1 keer.
new-open = Open de klacht

# De resultaten van evaluaties, voor het management.
results-title = Moeten we anders werken? De resultaten
results-intro = Dit besliste wie de klachten opvolgt, met de reden erbij.
results-none = Er is nog niets beslist.
results-change = Ja, we gaan anders werken
results-no-change = Nee, er verandert niets
