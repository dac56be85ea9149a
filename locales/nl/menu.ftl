# Het menu van wie aangemeld is.
menu-today = Vandaag
menu-cases = Klachten
menu-board = Elke klacht
menu-agenda = Agenda van de raad
menu-measures = Maatregelen
menu-briefs = Voor jou
menu-results = Resultaten
menu-policy = Beleid, zin per zin
menu-figures = Cijfers
menu-new = Schrijf een klacht op
menu-people = Mensen
