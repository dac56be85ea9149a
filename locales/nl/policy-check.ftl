# Wat `gehoor policy check` zegt: wat er mis is, en hoe je het verhelpt.
policy-check-good = Het beleid klopt: elk woord van de tekst heeft zijn plaats.
policy-check-bad = { $count ->
    [one] Er is 1 ding mis met het beleid.
   *[other] Er zijn { $count } dingen mis met het beleid.
}

policy-problem-syntax = Dit kan niet gelezen worden: { $message }. Verbeter deze regel.
policy-problem-unknown-key = “{ $key }” bestaat niet. Kies uit: { $known }.
policy-problem-misspelt-key = “{ $key }” bestaat niet. Bedoelde je “{ $meant }”?
policy-problem-missing-key = Hier ontbreekt “{ $key }”. Vul het aan.
policy-problem-unknown-word = “{ $word }” kennen we niet. Kies uit: { $known }.
policy-problem-misspelt-word = “{ $word }” kennen we niet. Bedoelde je “{ $meant }”?
policy-problem-unreadable = Dit past hier niet: { $message }. Verbeter de waarde.
policy-problem-duplicate-key = “{ $key }” staat er 2 keer. Geef er een andere naam.
policy-problem-unknown-zone = De tijdzone “{ $name }” bestaat niet. Schrijf bijvoorbeeld “Europe/Brussels”.
policy-problem-unknown-holidays = De feestdagen “{ $name }” kennen we niet. Schrijf “BE” of “none”.
policy-problem-bad-date = “{ $date }” is geen datum. Schrijf jaar, maand en dag: “2026-10-01”.
policy-problem-bad-version = Een versie telt vanaf 1. Schrijf 1 of meer.
policy-problem-empty-text = “{ $key }” is leeg. Vul het aan.
policy-problem-uncovered = Deze woorden staan bij geen enkele zin: “{ $words }”. Neem ze op in een “quote”, of zeg bij “informative” waarom ze niets beloven.
policy-problem-quote-not-found = Dit staat niet letterlijk in de tekst: “{ $quote }”. Neem de woorden van de tekst over, ook haar fouten.
policy-problem-quote-ambiguous = Dit staat { $times } keer in de tekst: “{ $quote }”. Neem meer woorden, zodat er maar 1 plaats is.
policy-problem-nothing-carries-out = Niets voert “{ $clause }” uit. Noem een belofte, een recht of een pagina, of zeg bij “informative” waarom dat niet hoeft.
policy-problem-unknown-right = Het recht “{ $name }” kan het programma niet geven. Kies een recht dat bestaat.
policy-problem-unknown-page = De pagina “{ $name }” bestaat niet. Kies een pagina die bestaat.
policy-problem-no-journey = Geen enkele proef toont “{ $clause }”. Noem er een bij “journeys”.
policy-problem-unknown-journey = De proef “{ $name }” bestaat niet. Schrijf haar naam zoals ze in de proeven staat.
policy-problem-unknown-clause = De zin “{ $clause }” bestaat niet. Noem de sleutel van een zin uit “clauses”.
policy-problem-unknown-step = De stap “{ $step }” bestaat niet. Noem de sleutel van een stap uit “steps”.
policy-problem-unknown-rule = De belofte “{ $rule }” bestaat niet. Noem de sleutel van een belofte uit “promises”.
policy-problem-never-opened = Niets laat “{ $rule }” beginnen. Noem een feit bij “opened_by” of “first_opened_by”.
policy-problem-never-kept = Niemand kan “{ $rule }” houden. Noem een feit bij “kept_by”.
policy-problem-opened-twice = “{ $rule }” begint op 2 manieren met “{ $fact }”. Schrap het bij “opened_by” of bij “first_opened_by”.
policy-problem-ends-twice = “{ $rule }” eindigt op 2 manieren met “{ $fact }”. Kies: gehouden, vervangen of vervallen.
policy-problem-not-a-way-out = “{ $rule }” kan niet vervallen door “{ $fact }”. Dat kan alleen door: withdrawn, refused, reclassified, marked_spam, released.
policy-problem-no-date-in-fact = “{ $rule }” loopt tot een datum, maar “{ $fact }” noemt er geen. Kies een andere termijn.
policy-problem-replaced-by-nothing = “{ $rule }” wordt vervangen door “{ $fact }”, maar dat laat niets beginnen. Dan zou de belofte verdwijnen. Voeg een belofte toe die ermee begint.
policy-problem-covered-for-nothing = Bij “{ $rule }” doet “{ $fact }” in “covered_for” niets. Noem het ook bij “opened_by”, en noem bij “covered_by” wat er al loopt.
policy-problem-target-told = “{ $rule }” is een streefdatum. De klager hoort niet dat we die misten. Maak er een belofte van, of schrap “complainant”.
policy-problem-no-clause-not-ours = “{ $rule }” staat bij geen enkele zin. Noem de zin bij “clause”, of zeg met “ours = true” dat we het zelf kozen.
policy-problem-term-of-nothing = “{ $rule }” heeft een termijn van 0. Schrijf “at_once” als het meteen moet.
policy-problem-last-day-of-nothing = “{ $rule }” heeft een “last_day”, maar geen termijn in dagen of maanden. Schrap “last_day” of kies een andere termijn.
policy-problem-nobody-to-tell = Bij “{ $rule }” hoort “{ $role }” dat het te laat is, maar daar is niemand in het bijzonder. Noem een rol die iemand heeft.
policy-problem-measure-never-reviewed = Een maatregel komt in gebruik en niemand kijkt daarna of hij werkt. Voeg een belofte toe die begint met “measure_applied”.
policy-problem-promised-measure-lost = Een maatregel met een datum die je aan de klager zegt, begint nergens. Voeg een belofte toe die begint met “measure_promised”.
policy-problem-kind-both-ways = “{ $rule }” geldt voor “{ $kind }” en ook niet. Kies er een.
policy-problem-kind-missing = Voor “{ $kind }” staat er geen stap vooraf. Voeg die toe bij “kinds”.
policy-problem-kind-twice = Voor “{ $kind }” staan er 2 stappen vooraf. Laat er 1 staan.
policy-problem-out-of-bounds = “{ $key }” is { $number }. Kies een getal van { $least } tot { $most }.
policy-problem-interim-beyond-answer = Een tussenbericht mag een datum noemen tot { $most } dagen ver, maar het antwoord moet er zijn binnen { $within } dagen. Pas een van de twee aan.
policy-problem-unknown-placeholder = {"{"}{ $name }{"}"} is geen termijn van dit beleid. Kies uit: { $known }.
policy-problem-number-beside-data = “{ $number }” staat hier als tekst, dus verandert het niet mee met de termijn. Schrijf de sleutel ervan tussen accolades.
policy-problem-term-not-in-quote = “{ $rule }” duurt { $term }, maar de zin “{ $clause }” zegt { $said }. Pas de termijn of de zin aan.
policy-problem-keep-order = De namen blijven langer bewaard dan de woorden. Maak “keep_words_months” even lang of langer.

# Wat `gehoor deadline` bij elke dag zegt.
deadline-day-first = de dag van ontvangst telt niet mee
deadline-day-counts = werkdag { $counts }
deadline-day-weekend = weekend, telt niet mee
deadline-day-holiday = feestdag: { $holiday }, telt niet mee
deadline-day-replacement = vervangt de feestdag { $holiday }, telt niet mee
deadline-none = Dit beleid belooft niets binnen een aantal werkdagen na ontvangst.

holiday-new_year = Nieuwjaar
holiday-easter_monday = Paasmaandag
holiday-labour_day = Dag van de Arbeid
holiday-ascension = Hemelvaart
holiday-whit_monday = Pinkstermaandag
holiday-national_day = nationale feestdag
holiday-assumption = Maria-Tenhemelopneming
holiday-all_saints = Allerheiligen
holiday-armistice = Wapenstilstand
holiday-christmas = Kerstmis
