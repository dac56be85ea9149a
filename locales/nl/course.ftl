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
