# Kop, voet en hulp van elke pagina.
site-complaints = Klachten
site-skip = Ga naar de inhoud
site-nav = Hoofdmenu
site-complain = Dien een klacht in
site-follow = Volg je klacht
site-call = Bel { $phone }
site-mail = Mail ons
site-policy = Zo pakken we klachten aan
site-privacy = Wat doen we met je gegevens?
site-accessibility = Toegankelijkheid
site-contact = Contact
site-staff = Voor medewerkers
staff-nav = Menu voor medewerkers
staff-sign-out = Meld je af

help-label = Hulp
help-title = Liever niet op een scherm?
help-call = Bel { $phone }. Wij schrijven je klacht op en lezen ze voor.
help-someone = Je mag ook iemand vragen om je te helpen.

# De balk van de demo.
demo-name = Demo
demo-you-are = Demo. Je bent nu
demo-visitor = een bezoeker
demo-it-is = Het is
demo-become = Word iemand anders
demo-become-button = Wissel
demo-clock = Zet de klok vooruit
demo-day = 1 dag
demo-week = 1 week
demo-next = Tot er iets moet gebeuren
demo-to = Of tot dit moment
demo-to-button = Zet de klok
demo-home = Over deze demo
demo-mail = Verstuurde mails
demo-title = Speel met de tijd
demo-intro = Dit is een demo. Alle klachten en namen zijn verzonnen. Mails gaan nergens naartoe.
demo-how = Word iemand anders, of zet bovenaan de klok vooruit. Dan zie je beloftes vervallen en herinneringen vertrekken.
demo-who = Wie wil je zijn?
demo-complain = Dien zelf een klacht in
demo-soon = Dit gebeurt er straks
demo-mail-nowhere = Deze mails gaan nergens naartoe. Je kunt ze hier lezen.
demo-mail-read = Lees de mails
demo-mail-older = Oudere mails
demo-mail-total = Er zijn { $n } mails.
demo-mail-to = Aan { $to }
demo-mail-none = Er zijn nog geen mails.

# Formulieren.
form-title-prefix = Fout:{" "}
form-errors-title = Kijk dit nog even na
problem-story = Schrijf wat er gebeurd is, of voeg een opname of foto toe
problem-choice = Kies een antwoord
problem-not-ticked = Vink eerst aan dat het gebeurd is.
problem-role = Kies wie je bent
problem-channel = Kies hoe we je kunnen antwoorden
problem-email = Typ je e-mailadres, bijvoorbeeld fatima@voorbeeld.be
problem-phone = Typ je telefoonnummer, bijvoorbeeld 0470 12 34 56
problem-address = Typ je straat, huisnummer, postcode en gemeente
problem-empty = Vul dit in
problem-too-long = Deze tekst is te lang. Schrijf niet meer dan { $most } tekens, of voeg een bestand toe
problem-not-text = We kunnen deze tekens niet lezen. Typ de tekst opnieuw
problem-date = Typ een datum, bijvoorbeeld 30/11/2026
problem-time = Typ een uur, bijvoorbeeld 14.20
problem-date-past = Kies een datum die nog moet komen
problem-file-big = Het bestand { $name } is te groot. Kies een bestand van minder dan { $megabytes } MB. Je andere bestanden zijn bewaard
problem-file-kind = We kunnen het bestand { $name } niet lezen. Kies een foto, een pdf, een brief of een opname. Is het iets anders? Bewaar het als pdf of maak er een foto van
problem-file-broken = We kunnen de foto { $name } niet helemaal lezen. Zo kunnen we niet weghalen waar en wanneer ze gemaakt is. Maak een schermafdruk van de foto en voeg die toe
problem-file-empty = Het bestand { $name } is leeg. Kies een ander bestand
problem-mail-missing = Kies eerst de mail. Of plak de tekst hieronder en bewaar het gesprek
problem-mail-unreadable = We kunnen dit niet als mail lezen. Bewaar de mail als .eml, of plak de tekst hieronder. Wat je al typte, staat er nog
problem-file-gone = Een bestand dat je koos, is er niet meer. Voeg het opnieuw toe
problem-files-big = Je bestanden mogen samen niet groter zijn dan { $megabytes } MB. { $name } kon er niet meer bij. Verwijder een ander bestand, of stuur { $name } straks met een bericht
problem-files = Je mag { $most } bestanden toevoegen. { $name } kon er niet meer bij. Verwijder er eerst een, of stuur { $name } straks met een bericht
problem-too-often = Er kwamen veel berichten in een uur. Probeer het over een uur opnieuw, of bel ons
problem-code = Deze code klopt niet. Kijk de 20 cijfers nog eens na
problem-number = Dit is je nummer. Je code is langer: 20 cijfers. Kijk op je papier, je foto of in je mail
problem-sign-in = Je e-mailadres of wachtwoord klopt niet. Probeer het opnieuw
problem-password-short = Kies een wachtwoord van minstens { $least } tekens
problem-passwords-differ = Typ 2 keer hetzelfde wachtwoord

# Fouten van de website.
error-not-found = We vinden deze pagina niet
error-not-found-advice = Kijk na of het adres klopt. Of begin opnieuw op de eerste pagina.
error-gone = Deze pagina is er niet meer
error-gone-advice = De link is te oud of al gebruikt. Vraag een nieuwe aan de beheerder.
error-bad-request = We begrijpen je vraag niet
error-bad-request-advice = Er ging iets mis met het adres of het formulier. Probeer het opnieuw.
error-go-back = Stuurde je iets? Ga terug met de pijl van je browser. Meestal staat je tekst er nog. Kopieer hem voor je opnieuw verstuurt.
error-too-large = Je stuurde te veel in 1 keer
error-too-large-advice = Maak je tekst korter, of voeg een bestand toe.
error-elsewhere = Je formulier is niet aangekomen
error-elsewhere-advice = We kunnen niet zien van welke pagina het komt. Dan doen we er niets mee. Zo kan een andere website niets versturen in jouw naam. Open de pagina opnieuw en verstuur het nog eens. Of gebruik een andere browser.
error-copy = Dit schreef je. Kopieer het eerst.
error-again = Open de pagina opnieuw
error-too-many = Wacht even
error-too-many-advice = Er kwamen te veel pogingen. Probeer het over 15 minuten opnieuw.
error-too-often = Wacht even
error-too-often-advice = Er kwam in een uur veel binnen van dit adres. Probeer het over een uur opnieuw. Wat je al schreef, is bewaard.
error-server = Er is iets mis met onze website
error-server-advice = Dat is onze fout. Probeer het over 5 minuten opnieuw.
error-away = Onze website kan nu niets bewaren
error-away-advice = Dat is onze fout. Probeer het over 5 minuten opnieuw. Verstuur je hetzelfde nog eens? Dan telt het maar 1 keer.
error-not-open = Het formulier is nog niet klaar
error-not-open-advice = Bel ons of stuur ons een mail. Dan schrijven wij je klacht op. Ze telt evenveel.
error-contact = Zo bereik je ons
error-expired = Typ je code opnieuw
error-expired-advice = Je klacht is gesloten op dit toestel. Typ je code om ze te openen.
error-expired-staff = Meld je opnieuw aan
error-expired-staff-advice = Je pagina stond lang open. Voor je veiligheid sloten we ze.
expired-nothing-sent = Er is niets verstuurd.
expired-copy = Dit schreef je.
expired-first = Meld je eerst aan, en laat deze pagina open.
expired-new-tab = (in een nieuw tabblad)
expired-then = Kom daarna terug naar deze pagina en druk op de knop.
expired-files = Alles wat je invulde, gaat mee. Koos je bestanden? Kies ze daarna opnieuw.
expired-go-on = Ik ben aangemeld, ga verder
error-reference = Zeg dit nummer als je belt: { $reference }
error-call = Lukt het niet? Bel { $phone }.
error-home = Naar de eerste pagina
error-follow = Typ je code opnieuw
error-sign-in = Meld je aan

# In de plaats van de naam van de klager, voor wie die naam niet mag zien.
name-left-out = [naam]

# What stands in the place of words that were kept long enough
forgotten-on = Gewist op { $day }

# How long a complaint is kept
keep-title = Hoe lang bewaren we dit?
keep-name-after = Je naam en hoe we je bereiken: tot { $span } nadat alles gedaan is.
keep-name-until = Je naam en hoe we je bereiken, wissen we na { $day }.
keep-name-gone = Je naam en hoe we je bereiken, wisten we op { $day }.
keep-words-after = Wat je schreef en meestuurde: tot { $span } nadat alles gedaan is.
keep-words-until = Wat je schreef en meestuurde, wissen we na { $day }.
keep-words-gone = Wat je schreef en meestuurde, wisten we op { $day }.
keep-held = We bewaren alles langer, tot en met { $day }.
case-keep-name-after = Naam en contact: tot { $span } nadat alles gedaan is.
case-keep-name-until = Naam en contact wissen we na { $day }.
case-keep-name-gone = Naam en contact wisten we op { $day }.
case-keep-words-after = Wat geschreven en meegestuurd is: tot { $span } nadat alles gedaan is.
case-keep-words-until = Wat geschreven en meegestuurd is, wissen we na { $day }.
case-keep-words-gone = Wat geschreven en meegestuurd was, wisten we op { $day }.
case-keep-held = Langer bewaard, tot en met { $day }: { $why }
