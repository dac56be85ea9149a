# De opdrachtregel: een zin met wat er mis is, en wat je doet.
cli-no-data = In { $folder } staat geen klachtendesk. Geef met --data de juiste map, of met --database de juiste databank. Of start eerst gehoor serve.
cli-held = In { $folder } werkt al een andere gehoor. Stop die eerst, en probeer het dan opnieuw.
cli-lock = { $file } lukt niet: { $why }. Geef de map aan de gebruiker van de desk, of kies met --data een andere.
cli-database-newer = { $place } is gemaakt door een nieuwere versie van gehoor (migratie { $what } is onbekend). Gebruik die versie of een nog nieuwere.
cli-migration-changed = Migratie { $what } is veranderd nadat ze in { $place } gelopen is. Gebruik het programma waarmee de databank gemaakt is, zonder aanpassingen aan migrations/.
cli-key-other = De hoofdsleutel past niet bij wat in { $place } bewaard wordt. Zet het bestand master.key terug dat erbij hoort.
cli-key-missing = In { $place } wordt al iets bewaard, maar de hoofdsleutel ontbreekt. Kopieer master.key van een andere machine met deze klachtendesk naar { $file }.
cli-database-address = Dit is geen adres van een databank. Schrijf het zo: postgres://gebruiker@machine/databank
cli-database-old = PostgreSQL { $what } is te oud. Gehoor heeft versie 15 of nieuwer nodig.
cli-database-unavailable = { $place } gaat niet open: { $what }
cli-move-not-empty = In { $place } wordt al iets bewaard (in { $what }). Kies een lege map of een lege databank.
cli-move-no-key = De hoofdsleutel { $file } is er niet. Geef met --data de map waar ze in staat.
cli-move-running = De klachtendesk in { $place } draait nog. Stop ze eerst, en probeer het een halve minuut later opnieuw.
cli-move-progress = { $table }: { $rows } rijen
cli-move-table = { $table }: { $rows } rijen, elke rij vergeleken
cli-moved = Alles staat nu in { $place }. Start de klachtendesk voortaan daarmee. Wat in { $old } staat, is een oude kopie met dezelfde woorden en namen.
cli-backup-to = Zeg met --to in welke map de reservekopie komt. Of zet folder onder [backup] in het bestand met instellingen.
cli-backup-from = Zeg met --from welke reservekopie je bedoelt. Geef het bestand met de gegevens, of de map waar ze staat.
cli-backup-made = Reservekopie gemaakt en teruggelezen: { $rows } rijen, { $megabytes } MB. De gegevens staan in { $place }
cli-backup-keys = De sleutels staan in { $place }. Bewaar ze niet langer dan tot { $date }. Dan is wat gewist werd, ook in de kopieën weg.
cli-backup-is = Reservekopie van { $moment }, gemaakt met versie { $program }: { $rows } rijen, controlegetal { $digest }
cli-backup-file = { $place } lukt niet: { $what }. Kijk na of de schijf plaats heeft. Mag je er lezen en schrijven?
cli-backup-missing = { $place } is er niet. Geef met --from een bestand dat eindigt op .data, of de map.
cli-backup-no-keys = De sleutels { $place } zijn er niet. Sleutels blijven hoogstens 35 dagen. Geef met --keys een jonger bestand dat eindigt op .keys. Zet er --later-keys bij.
cli-backup-no-master = De hoofdsleutel { $file } is er niet. Zonder die sleutel gaat geen reservekopie open. Geef met --master-key waar ze staat.
cli-backup-not-one = { $place } is geen reservekopie. Geef met --from een bestand dat eindigt op .data.
cli-backup-newer = { $place } is gemaakt door een nieuwere versie van gehoor ({ $what }). Gebruik die versie of een nog nieuwere.
cli-backup-other-key = De hoofdsleutel past niet bij { $place }. Neem de master.key van de klachtendesk waarvan deze reservekopie is.
cli-backup-damaged = { $place } is beschadigd of niet volledig ({ $what }). Haal het bestand opnieuw op, of neem een andere reservekopie. Is dit een jongere kopie? Dan zegt ze wat intussen gewist werd. Kan ze niet hersteld worden, zet ze dan in een andere map.
cli-backup-not-a-pair = { $place } en { $what } horen niet bij elkaar. Neem het bestand met dezelfde naam dat eindigt op .keys. Is dat er niet meer? Neem dan jongere sleutels en zet er --later-keys bij.
cli-backup-older-keys = De sleutels in { $what } zijn ouder dan { $place }, dus er ontbreken er. Neem sleutels van dezelfde reservekopie of van een jongere.
cli-restored = Alles staat in { $place }. Wat gewist was, blijft gewist ({ $erased } keer). Iedereen meldt zich opnieuw aan. Geef wie nog geen wachtwoord koos een nieuwe uitnodiging.
cli-restored-alone = Er is geen jongere reservekopie bekeken. Wat na deze kopie gewist werd, is er opnieuw. Gaat de oude klachtendesk nog open? Begin dan opnieuw met --erased-in en haar map.
cli-policy-draft = { $place } verschilt van de versie die al gepubliceerd is. Ze telt als ontwerp. Geef ze een nieuw nummer om ze te publiceren.
cli-policy-unreadable = Het beleid kan niet gelezen worden ({ $what }). Zet policy.toml en de tekst samen in één map.
cli-policy-source = { $place } (de tekst ernaast)
cli-policy-is = { $title }: versie { $version }, geldig vanaf { $date }. (P) is wat we zelf kozen.
cli-owed = { $rule } { $nature }: { $title }. { $term }, { $by } aan { $to }. Zin: { $clauses }
cli-owed-promise = belofte
cli-owed-target = streefdatum
cli-owed-role-desk = de desk
cli-owed-role-anyone = wie hier werkt
cli-owed-role-handler = wie opvolgt
cli-owed-role-supervisor = het lid van het management
cli-owed-role-management = het management
cli-owed-role-board-member = het lid van de raad van bestuur
cli-owed-role-complainant = de klager
cli-owed-role-contact = het eerste contact
cli-owed-role-staff-representative = wie opkomt voor het personeel
cli-owed-role-working-group = de werkgroep
cli-owed-role-named = wie genoemd is
cli-owed-role-reviewer = wie opnieuw kijkt
cli-owed-role-pool = wie kan overnemen
cli-owed-role-organisation = de organisatie
cli-owed-role-administrator = de beheerder
cli-owed-role-residents = de bewoners
cli-deadline-moment = { $typed } is geen moment. Schrijf het zo: 2026-11-06T17:30
cli-deadline-none = Dit beleid belooft geen antwoord binnen een aantal werkdagen.
cli-verify-good = Alles klopt: { $aggregates } dossiers, { $events } feiten, { $contents } teksten en { $files } bestanden nagekeken.
cli-verify-bad = Er klopt iets niet: { $what }
cli-verify-progress = { $count ->
    [one] 1 dossier nagekeken…
   *[other] { $count } dossiers nagekeken…
}
cli-fill-kept = In { $place } staat al iets. Kies een lege map of databank om te meten.
cli-fill-progress = { $count ->
    [one] 1 klacht gemaakt…
   *[other] { $count } klachten gemaakt…
}
cli-anchor-made = Het anker staat in { $file }. Geef het aan iemand die niet bij deze machine kan. Bijvoorbeeld aan de raad van bestuur.
cli-anchor-good = Alles staat er nog zoals op { $moment }: { $events } feiten.
cli-anchor-other = { $file } is geen anker van deze klachtendesk, of het is niet volledig. Neem het bestand dat gehoor anchor maakte. Is dat dit bestand? Dan kan iemand de hoofdsleutel verwisseld hebben. Probeer het herstelblad.
cli-migrated = De databank is bij.
cli-rows-anew = Bij de volgende start worden de lijsten en de cijfers opnieuw gemaakt.
cli-role-unknown = De rol { $role } bestaat niet. Kies uit: { $roles }
cli-person-name = De naam is leeg. Geef met --name hoe deze persoon heet.
cli-person-email = { $email } is geen e-mailadres. Geef met --email een adres zoals ann@voorbeeld.be.
cli-person-again = { $name } ({ $email }) staat er al, met deze rollen: { $roles }. Dit is een nieuwe link. De vorige werkt niet meer.
cli-person-other-roles = { $name } ({ $email }) staat er al, met deze rollen: { $roles }. Verander ze in de desk, bij Instellingen. Of geef dezelfde rollen voor een nieuwe link.
cli-person-taken = { $email } hoort bij iemand die hier weg is. Geef met --email een ander adres.
cli-person-no-address = Er is geen adres ingesteld, dus begint de link met { $address }. Klopt dat niet? Geef het met --address, of zet address in het bestand met instellingen.
cli-person-left = (weg)
cli-listen = Op { $address } kan niet geluisterd worden ({ $why }). Kies een andere poort met --listen.
cli-serving = De klachtendesk draait op { $address }
cli-first-start = Begin hier. Deze link werkt een dag en één keer: { $link }
cli-demo = De demo draait op { $address } (stoppen met Ctrl-C, alles wordt gewist)
cli-doctor-good = [goed]
cli-doctor-warn = [let op]
cli-doctor-bad = [FOUT]
# Het bestand met instellingen.
config-good = { $file } klopt.
config-none = Er is geen bestand gevraagd, dus gelden de gewone instellingen. Geef er een met --config.
config-bad = { $count ->
    [one] Er is 1 fout. Verbeter ze en kijk opnieuw na.
   *[other] Er zijn { $count } fouten. Verbeter ze en kijk opnieuw na.
}
config-unreadable = Het bestand kan niet gelezen worden ({ $why }). Kijk na of het er staat en of je het mag lezen.
config-syntax = Dit is geen TOML ({ $what }).
config-misspelt = De instelling { $key } bestaat niet. Bedoel je { $meant }?
config-unknown = De instelling { $key } bestaat niet. Kies uit: { $all }
config-section = { $key } is een deel met instellingen. Schrijf er [{ $key }] boven.
config-text = { $key } moet tekst zijn, tussen aanhalingstekens.
config-number = { $key } moet een getal zijn, zonder aanhalingstekens.
config-empty = { $key } mag niet leeg zijn.
config-listen = { $key } moet een adres en een poort zijn, zoals 127.0.0.1:8080, niet { $value }.
config-link = { $key } moet beginnen met https:// of http:// en heeft geen pad, zoals https://klacht.voorbeeld.be, niet { $value }.
config-port = { $key } moet tussen 1 en 65535 liggen, niet { $value }.
config-amount = { $key } moet tussen 1 en { $more } liggen, niet { $value }.
config-up-to = { $key } moet tussen 0 en { $more } liggen, niet { $value }.
config-mailbox = { $key } moet een e-mailadres zijn, zoals Klachten <klachten@voorbeeld.be>, niet { $value }.
config-choice = { $key } kan niet { $value } zijn. Kies uit: { $more }
config-policy = In { $value } staat geen policy.toml. Geef voor { $key } de map met het beleid.
config-file = Het bestand { $value } van { $key } kan niet gelezen worden ({ $more }).
config-needs = Bij { $key } hoort ook { $needed }.
config-same = { $key } moet een ander adres of een andere poort hebben dan { $other }.
config-database = { $key } moet een adres zijn zoals postgres://gebruiker@machine/databank.
# Is alles in orde? Wat fout is, zegt ook wat je doet.
doctor-config = De instellingen in { $what } kloppen
doctor-config-bad = De instellingen kloppen niet. Verbeter dit en kijk opnieuw na:
    { $why }
doctor-address = Bewoners komen langs { $what }
doctor-no-address = Er is geen adres ingesteld. Links in mails wijzen naar deze machine, en daar raakt niemand van buiten. Zet address in het bestand met instellingen
doctor-address-bad = { $what } is niet beveiligd, dus codes en wachtwoorden kunnen onderweg gelezen worden. Zet er een webserver met TLS voor en laat address beginnen met https://
doctor-policy = Het beleid in { $what } klopt
doctor-policy-bad = Het beleid in { $what } heeft fouten, ze staan hierboven. Verbeter ze en kijk na met gehoor policy check
doctor-listen = De poort { $what } is vrij
doctor-running = Op { $what } draait al een klachtendesk
doctor-listen-bad = Op { $what } kan niet geluisterd worden ({ $why }). Kies een andere poort, of stop het programma dat ze gebruikt
doctor-empty = In { $what } is nog niets, dat komt bij de eerste start
doctor-private = Alleen de desk zelf kan { $what } lezen
doctor-private-bad = Anderen op deze machine kunnen { $what } lezen. Neem dat weg met: chmod go-rwx { $what }
doctor-missing = { $what } is er niet ({ $why }). Zet het terug uit een back-up
doctor-writable = In { $what } kan geschreven worden
doctor-writable-bad = In { $what } kan niet geschreven worden ({ $why }). Maak plaats op de schijf, of geef de map aan de gebruiker van de desk
doctor-data = De gegevens in { $what } gaan open
doctor-data-bad = De gegevens in { $what } gaan niet open ({ $why }). Kijk na of dit de juiste map of databank en de juiste master.key is, of zet een back-up terug
doctor-lasting = Wat de databank bevestigt, overleeft een stroomonderbreking
doctor-recovery = Een herstelblad van de hoofdsleutel is nagekeken op { $what }
doctor-no-recovery = Er is geen herstelblad van de hoofdsleutel dat nagekeken is. Is de machine weg, dan is alles weg. Maak er een met gehoor keys recovery create. Kijk het na met gehoor keys recovery verify
doctor-lasting-bad = Wat de databank bevestigt, kan bij een stroomonderbreking verdwijnen. Zet op de server fsync, full_page_writes en synchronous_commit op on
doctor-verify = Alles wat bewaard is, klopt met het journaal
doctor-verify-bad = Wat bewaard is, klopt niet ({ $why }). Stop de desk, bewaar een kopie van de map en zet een back-up terug
doctor-clock = De klok van deze machine kan juist zijn
doctor-clock-bad = De klok van deze machine loopt achter op wat de desk al meemaakte. Zet ze juist, bijvoorbeeld met timedatectl set-ntp true
doctor-sweep = { $what ->
    [0] Het werk op de achtergrond draait
   *[other] Het werk op de achtergrond draaide { $what } minuten geleden
}
doctor-sweep-bad = Het werk op de achtergrond staat al { $what } minuten stil, dus er vertrekt niets. Start de desk, of kijk in de log waarom ze stopte
doctor-sweep-never = Het werk op de achtergrond draaide nog nooit, dat komt bij de eerste start
doctor-jobs = Geen enkele taak mislukt
doctor-jobs-bad = { $what ->
    [one] 1 taak mislukt telkens ({ $why }). Ze wordt opnieuw geprobeerd. Kijk in de log waarom
   *[other] { $what } taken mislukken telkens ({ $why }). Ze worden opnieuw geprobeerd. Kijk in de log waarom
}
doctor-backup = De jongste reservekopie is van { $what }
doctor-backup-none = Er is geen dagelijkse reservekopie ingesteld. Gaat de schijf stuk, dan is alles weg. Zet folder onder [backup] in het bestand met instellingen
doctor-backup-never = Er is nog geen reservekopie, die komt er bij de eerste start
doctor-backup-old = De jongste reservekopie is van { $what }, en dat is te lang geleden. Start de desk, of kijk in de log waarom er geen komt
doctor-backup-failed = De reservekopie van { $what } is mislukt. Kijk in de log waarom, en probeer het met gehoor backup
doctor-mail = De mailserver { $what } antwoordt
doctor-mail-bad = De mailserver { $what } antwoordt niet zoals gevraagd ({ $why }). Kijk in [smtp] naar host, port, security, user en password_file
doctor-no-mail = Er is geen mailserver ingesteld: mails komen in een map en bereiken niemand. Zet host en from onder [smtp] in het bestand met instellingen
policy-approved = Goedgekeurd: alles wat we zelf invulden in het beleid.
cli-key-wrong = De hoofdsleutel in { $place } kan niet gebruikt worden: { $what }.
cli-passphrase-ask = Wachtzin van de hoofdsleutel:
cli-passphrase-new = Nieuwe wachtzin:
cli-passphrase-again = Nog eens:
cli-passphrase-none = De hoofdsleutel vraagt een wachtzin, maar niemand zit aan een terminal. Zet ze in GEHOOR_PASSPHRASE. Of geef systemd de credential gehoor-passphrase.
cli-passphrase-differs = De twee wachtzinnen verschillen. Begin opnieuw.
cli-passphrase-short = Een wachtzin heeft minstens 20 tekens. Neem zes willekeurige woorden.
cli-keys-from = De hoofdsleutel komt uit { $place }.
cli-keys-from-sealed = De hoofdsleutel komt uit { $place }, met een wachtzin.
cli-keys-current = Sleutel { $epoch } is nu in gebruik: { $count } sleutels zitten erin.
cli-keys-old = Sleutel { $epoch } is oud: { $count } sleutels zitten er nog in. Met gehoor keys rotate gaan ze naar de nieuwe, met gehoor keys destroy-old verdwijnt ze.
cli-keys-recovery = Een herstelblad is nagekeken op { $moment }.
cli-keys-no-recovery = Er is geen herstelblad dat nagekeken is. Maak er een met gehoor keys recovery create.
cli-keys-progress = { $count } keer 500 sleutels bekeken
cli-keys-put = De nieuwe hoofdsleutel staat in { $file }. Zet ze op de plaats van { $place }. Geef daarna opnieuw gehoor keys rotate.
cli-keys-put-left = De hoofdsleutel zonder de oude staat in { $file }. Zet ze op de plaats van { $place }: pas dan zijn de oude sleutels weg. Vernietig ook oude herstelbladen.
cli-keys-there = { $file } is er al. Kies een andere naam.
cli-keys-to = De hoofdsleutel komt uit { $place }, en daar kan gehoor niet schrijven. Zeg met --to in welk bestand de nieuwe komt.
cli-keys-rotated = Sleutel { $epoch } is nu in gebruik. { $count } sleutels zijn opnieuw ingepakt. Maak nu een nieuw herstelblad en een reservekopie. Vernietig daarna de oude sleutel met gehoor keys destroy-old.
cli-keys-none-old = Er is geen oude sleutel. Geef eerst gehoor keys rotate.
cli-keys-unfinished = Er zitten nog sleutels in een oude. Geef eerst gehoor keys rotate.
cli-keys-no-backup = Deze reservekopie gaat niet open met alleen de nieuwe sleutel. Maak eerst een nieuwe met gehoor backup. Er is niets vernietigd.
cli-keys-destroyed = De oude sleutels zijn weg. Oudere reservekopieën van sleutels gaan niet meer open. Alleen een oud herstelblad opent ze nog: vernietig die bladen.
cli-keys-not-a-file = De hoofdsleutel komt uit { $place }. Alleen een bestand kan onder een wachtzin.
cli-keys-sealed = De hoofdsleutel gaat vanaf nu alleen open met de wachtzin. Wie ze vergeet, heeft nog het herstelblad.
cli-keys-open = De hoofdsleutel gaat vanaf nu open zonder wachtzin.
cli-recovery-no-age = Het programma age is er niet. Installeer het, bijvoorbeeld met apt install age.
cli-recovery-age = Het programma age hield op. Hierboven staat waarom.
cli-recovery-passphrase = Age vraagt nu een wachtzin, of maakt er een. Schrijf ze op een ander papier dan het blad.
cli-recovery-sheet = Herstelblad van een klachtendesk (Gehoor), sleutel { $epoch }, gemaakt op { $moment }.
    Bewaar dit blad op een andere plaats dan de wachtzin, en ver van de reservekopieën.
    Nodig als de machine weg is: een reservekopie, dit blad en de wachtzin.
    Zet de regels vanaf BEGIN tot en met END in het bestand blad.age. Dan: age --decrypt --output master.key blad.age
    Daarna: chmod 600 master.key, en gehoor restore --from MAP --master-key master.key --data MAP
cli-recovery-made = Het herstelblad staat in { $file }. Druk het af en kijk het na met gehoor keys recovery verify. Wis daarna het bestand.
cli-recovery-no-sheet = { $file } is geen herstelblad, of er ontbreekt een stuk. Neem alles van BEGIN tot en met END over.
cli-recovery-old = { $file } gaat open, maar hoort bij een oude sleutel. Maak een nieuw herstelblad en vernietig dit.
cli-recovery-other = { $file } gaat open, maar hoort bij een andere klachtendesk.
cli-recovery-good = { $file } gaat open en past. Dat is genoteerd.
