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

# Formulieren.
form-title-prefix = Fout:{" "}
form-errors-title = Er ontbreekt nog iets
problem-story = Schrijf wat er gebeurd is, of voeg een opname of foto toe
problem-choice = Kies een antwoord
problem-channel = Kies hoe we je kunnen antwoorden
problem-email = Typ je e-mailadres, bijvoorbeeld fatima@voorbeeld.be
problem-phone = Typ je telefoonnummer, bijvoorbeeld 0470 12 34 56
problem-address = Typ je straat, huisnummer, postcode en gemeente
problem-empty = Vul dit in
problem-too-long = Deze tekst is te lang. Schrijf niet meer dan { $most } tekens, of voeg een bestand toe
problem-not-text = We kunnen deze tekens niet lezen. Typ de tekst opnieuw
problem-date = Typ een datum, bijvoorbeeld 30/11/2026
problem-date-past = Kies een datum die nog moet komen
problem-file-big = Het bestand { $name } is te groot. Kies een bestand van minder dan { $megabytes } MB. Je andere bestanden zijn bewaard
problem-file-kind = We kunnen het bestand { $name } niet lezen. Kies een foto, een pdf of een opname
problem-file-empty = Het bestand { $name } is leeg. Kies een ander bestand
problem-files = Je mag { $most } bestanden toevoegen. Verwijder er eerst een
problem-code = Deze code klopt niet. Kijk na of je 20 cijfers typte
problem-sign-in = Je e-mailadres of wachtwoord klopt niet. Probeer het opnieuw
problem-password-short = Kies een wachtwoord van minstens { $least } tekens
problem-passwords-differ = Typ 2 keer hetzelfde wachtwoord

# Fouten van de website.
error-not-found = We vinden deze pagina niet
error-not-found-advice = Kijk na of het adres klopt. Of begin opnieuw op de eerste pagina.
error-gone = Deze pagina is er niet meer
error-gone-advice = De link is te oud of al gebruikt.
error-bad-request = We begrijpen je vraag niet
error-bad-request-advice = Ga terug en probeer het opnieuw. Wat je typte, is bewaard.
error-forbidden = Dit mag je niet zien of doen
error-forbidden-advice = Denk je dat dit niet klopt? Vraag het aan de beheerder.
error-too-many = Wacht even
error-too-many-advice = Er kwamen te veel pogingen. Probeer het over 15 minuten opnieuw.
error-server = Er is iets mis met onze website
error-server-advice = Dat is onze fout. Wat je typte, is bewaard. Probeer het over 5 minuten opnieuw.
error-expired = Je was te lang weg
error-expired-advice = Daarom sloten we de pagina. Zo kan niemand anders meelezen.
error-expired-staff = Meld je opnieuw aan
error-expired-staff-advice = Je was te lang weg. Daarom sloten we je werk af.
error-reference = Zeg dit nummer als je belt: { $reference }
error-call = Lukt het niet? Bel { $phone }.
error-home = Naar de eerste pagina
error-follow = Typ je code opnieuw
error-sign-in = Meld je aan
