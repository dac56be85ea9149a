# Het verloop.
course-kept = Gehouden.
course-open = Open.
course-late = Te laat.
course-denied = Niet gebeurd.
course-by = ten laatste
course-promised = beloofd
course-around = rond
course-came = kwam
course-days-late = { $n ->
    [0] Te laat.
    [1] 1 werkdag te laat.
   *[other] { $n } werkdagen te laat.
}
course-today = Vandaag, { $date }
course-of = Verloop van { $number }
course-then = daarna
course-after = na { $span }
course-within = binnen { $span } na ons antwoord
course-not-done = Dit is niet gebeurd
course-not-right = Dit klopt niet

span-hours = { $n } uur
span-days = { $n ->
    [1] 1 dag
   *[other] { $n } dagen
}
span-working-days = { $n ->
    [1] 1 werkdag
   *[other] { $n } werkdagen
}
span-weeks = { $n ->
    [1] 1 week
   *[other] { $n } weken
}
span-months = { $n ->
    [1] 1 maand
   *[other] { $n } maanden
}
span-years = { $n } jaar

saying-registered = Meteen geregistreerd, om { $time }.
saying-number-and-code = Je krijgt meteen een nummer en een code.
saying-who-reads = Je klacht is vertrouwelijk. We zeggen je wie ze leest.
saying-more-time = Hebben we meer tijd nodig? Dan zeggen we waarom en hoe lang.
saying-you-hear-result = Je hoort het resultaat.
saying-promised-interim = { $who } beloofde dit in een tussenbericht.
saying-promised-answer = Beloofd in ons antwoord.
saying-interim-sent = { $who } schreef dat er meer tijd nodig was.
saying-you-denied = Jij zei op { $date } dat het niet gebeurde. De belofte blijft open.
saying-sorry = Sorry.
saying-we-explain = We leggen je uit waarom, ten laatste op { $date }.
saying-still-owed = Je hebt dit nog altijd te goed.
saying-not-needed = Niet meer nodig.
saying-not-needed-withdrawn = Niet meer nodig. Je stopte je klacht.
saying-asked = We vroegen het je. We hebben nog geen antwoord.
saying-said-yourself = Je zei het zelf.
saying-checked-ourselves = We keken zelf na hoe het is. Antwoorden kan nog altijd.
saying-decided-anew = We bekijken opnieuw wat er moet veranderen. De klager hoort het resultaat.
saying-solved = Het antwoord: ja.
saying-partly = Het antwoord: een beetje.
saying-not-solved = Het antwoord: nee.

happened-came-in = Je klacht is binnen
happened-concern = De melding is binnen
happened-now-complaint = Je melding werd een klacht
happened-you-wrote = Je schreef ons
happened-you-denied = Je zei dat iets niet gebeurd is
happened-second-look = Een tweede blik gevraagd
happened-verdict = Is het opgelost? Het antwoord
happened-no-verdict = Is het opgelost? Er kwam geen antwoord
happened-measure-failed = Wat we veranderden, werkte niet
happened-withdrawn = De klacht is gestopt
happened-reclassified = We zagen dit niet als een klacht
happened-refused = We nemen deze klacht niet aan
happened-reopened = Je klacht is weer open

reading-answer = Lees het antwoord
reading-interim = Lees het tussenbericht
reading-outcome = Lees wat we anders doen
reading-message = Lees het bericht
course-earlier = { $n ->
    [one] Nog 1 eerdere stap
   *[other] Nog { $n } eerdere stappen
}
course-earlier-late = { $n ->
    [one] Nog 1 eerdere stap, te laat
   *[other] Nog { $n } eerdere stappen, waarvan { $late } te laat
}

## What doesn't stand on the page of a complaint because it is long
recent-older = { $n ->
    [one] Nog 1 ouder bericht
   *[other] Nog { $n } oudere berichten
}
recent-whole = Lees alles
recent-whole-told = Lees de hele klacht
all-title = Alles vanaf het begin
all-nav = Delen
all-part = Deel { $part } van { $of }
all-previous = Vorig deel
all-next = Volgend deel
