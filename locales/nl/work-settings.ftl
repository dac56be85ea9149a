# Mensen en rollen, de eerste start.
people-title = Mensen en rollen
people-name = Naam
people-email = E-mailadres van het werk
people-roles = Rollen
people-groups = Werkgroepen
people-standing = Toegang
people-invited = Uitgenodigd, nog niet aangemeld
people-active = Kan zich aanmelden
people-left = Weg sinds { $date }
people-link = Geef deze link zelf door. Hij werkt 1 keer.
people-invite = Nodig iemand uit
people-invite-button = Nodig uit
people-group-title = Werkgroepen
people-group-tip = Een werkgroep ziet nooit wie een klacht indiende.
people-group-name = Naam van de werkgroep
people-group-members = Wie zit erin?
people-group-save = Bewaar de werkgroep
people-handlers = Wie volgt klachten op?
people-handlers-tip = De klager ziet deze naam voor het versturen.
people-handlers-save = Bewaar wie opvolgt
people-contacts = Wie hoort een probleem eerst?
people-contacts-tip = Deze naam staat bij de stap voor een klacht.
people-contacts-save = Bewaar het contact
people-kind = Soort klager
people-theme = Thema
people-project = Project
people-everything = alles
people-order = Wie eerst, en wie daarna?
people-order-tip = Gaat een klacht over iemand uit deze lijst? Dan krijgt de volgende ze.
people-order-save = Bewaar de volgorde
people-place = { $n ->
    [1] Eerst
   *[other] Daarna ({ $n })
}
people-roles-save = Bewaar de rollen
people-sign-in = Aanmelden
people-invite-again-tip = Wachtwoord kwijt? Mail een nieuwe link. De oude werkt dan niet meer. Alleen deze persoon krijgt de link.
people-invite-again = Mail een nieuwe link
people-leaves = Gaat deze persoon weg?
people-leaves-tip = { $n ->
    [0] Aanmelden kan dan niet meer. Wat gedaan is, blijft bewaard.
    [1] Aanmelden kan dan niet meer. 1 klacht gaat naar een collega.
   *[other] Aanmelden kan dan niet meer. { $n } klachten gaan naar een collega.
}
people-leaves-tip-uncounted = Aanmelden kan dan niet meer. Open klachten gaan naar een collega.
people-leaves-sure = Ja, { $name } werkt hier niet meer
people-leaves-unsure = Vink aan dat deze persoon hier niet meer werkt
people-leaves-button = Deze persoon is weg

start-title = Klaar voor de eerste klacht?
start-ready = Alles is klaar. De eerste klacht mag komen.
start-missing = Nog { $n } te doen
start-done = Klaar.
start-to-do = Te doen
start-nobody = nog niemand
start-invited = { $name }: uitgenodigd, nog niet aangemeld
start-invited-more = { $n } uitgenodigd en nog niet aangemeld
start-pool = Minstens { $n } mensen die kunnen antwoorden
start-pool-now = { $n ->
    [1] nu 1 persoon
   *[other] nu { $n } mensen
}
start-supervisor = Iemand van het management
start-board = Iemand van de raad van bestuur
start-alternate = Een vervanger in de raad van bestuur
start-alternate-why = nog niemand. Nodig als een klacht over de eerste gaat
start-representative = Iemand die opkomt voor het personeel
start-contacts = Een contact voor wie een probleem eerst meldt
start-contacts-now = nu { $n }
start-mail = Mail die echt vertrekt
start-mail-works = de mail werkt
start-mail-none = mails gaan nu naar een map. Wie het programma beheert, vult smtp in bij de instellingen
start-recovery = Een herstelblad van de sleutel, op papier
start-recovery-tried = nagekeken op { $date }
start-recovery-none = nog niet. Is de machine weg, dan is alles weg. De beheerder maakt het met: gehoor keys recovery create
start-values-tip = Deze termijnen staan niet in jullie beleid. Ze zijn een voorstel. Bewoners zien ze apart.
start-approve = Wij keuren dit goed
start-approved = Goedgekeurd op { $date }.
start-old-form = Het oude formulier
start-old-form-tip = Zolang er een oud formulier staat, komen klachten ergens anders binnen. Haal het van de website.
start-old-form-button = Het oude formulier is weg
start-old-form-closed = Het oude formulier is weg.

start-residents = De bewoners inlichten
start-residents-tip = Dit mag ook later. Het beleid belooft het wel.
start-residents-button = De bewoners weten het
start-residents-done = De bewoners weten het.
start-first = Begin hier
start-first-intro = Er is nog niemand. Jij bent de eerste. Daarna nodig je de anderen uit.
start-first-button = Meld je aan
people-known = Iemand met dit adres staat er al.
absence-title = Ben je een tijd weg?
absence-person = Is deze persoon een tijd weg?
absence-tip = Op die dagen krijgt een collega de nieuwe klachten. Die neemt ook je lopende klachten over, tot je terug bent.
absence-person-tip = Op die dagen krijgt een collega de nieuwe klachten. Die neemt ook de lopende klachten over, tot deze persoon terug is.
absence-takes-over = { $n ->
    [1] { $names } neemt je klachten over.
   *[other] { $names } nemen je klachten over.
}
absence-from = Eerste dag
absence-until = Laatste dag
absence-save = Bewaar deze dagen
absence-days = Weg van { $from } tot en met { $until }.
absence-drop = Toch niet weg
people-alternate = Wie neemt over bij afwezigheid?
people-projects = Projecten
people-projects-tip = Een klager kiest hier uit. Geef elk project een korte code, bijvoorbeeld de-linde.
people-project-code = Code
people-project-name = Naam
people-project-save = Bewaar het project
people-project-drop = Niet meer kiezen

# Vervangende feestdagen.
days-title = Welke dagen tellen niet mee?
days-link = Een vrije dag in de plaats van een feestdag in het weekend
days-tip = Weekends en wettelijke feestdagen tellen nooit mee. Valt een feestdag in het weekend? Dan kies je hier de werkdag waarop jullie gesloten zijn.
days-promised = Die dag telt niet mee voor klachten die na vandaag binnenkomen. Wat we al beloofden, blijft op dezelfde dag.
days-instead = Gesloten op { $date }.
days-which = Op welke dag zijn jullie gesloten?
days-publish = Maak deze dag bekend
days-take-back = Toch niet gesloten
