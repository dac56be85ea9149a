//! Who read a complaint, who asked for the name and who was refused is known to who watches over it, and to nobody else.

use crate::office::Office;
use casework::ids::PersonId;
use desk::DeskError;
use desk::readers::Looked;

#[tokio::test]
async fn who_watches_over_a_complaint_sees_who_read_it_before_and_after_somebody_was_excluded() {
    let office = Office::open().await;
    let (desk, number) = (&office.desk, office.submit(&Office::story(), "one").await.number);
    for _ in 0..2 {
        desk.read(&office.ann, &number).await.unwrap();
    }
    desk.reveal(&office.chris, &number, "Ik wil nagaan of ik hen ken.", "r")
        .await
        .unwrap();
    // Karim has no part in it: he gets nothing, and that is written down.
    assert!(desk.read(&office.karim, &number).await.is_err());
    assert!(desk.note(&office.karim, &number, "x", "n").await.is_err());
    let (looks, board) = desk.readers(&office.bart, &number).await.unwrap();
    assert!(!board);
    let find = |person: &PersonId, what| {
        let mut found = looks
            .iter()
            .filter(|one| one.person == *person && one.what == what);
        found.next().map(|one| (one.times, one.excluded))
    };
    assert_eq!(find(&office.ann, Looked::Read), Some((2, false)));
    assert_eq!(find(&office.chris, Looked::Name), Some((1, false)));
    assert_eq!(find(&office.karim, Looked::Refused), Some((2, false)));
    assert_eq!(find(&office.karim, Looked::Read), None);
    assert_eq!(find(&office.bart, Looked::Readers), Some((1, false)));

    // Excluded only then: what she read before stays known, and she learns nothing.
    desk.exclude(&office.chris, &number, (&office.ann, "Zij is familie."), "e")
        .await
        .unwrap();
    assert!(matches!(
        desk.readers(&office.ann, &number).await,
        Err(DeskError::NotFound)
    ));
    let (looks, board) = desk.readers(&office.chris, &number).await.unwrap();
    assert!(board);
    let ann = |what| {
        looks
            .iter()
            .any(|one| one.person == office.ann && one.excluded && one.what == what)
    };
    assert!(ann(Looked::Read) && ann(Looked::Refused));
    office.close().await;
}

#[tokio::test]
async fn who_answers_a_complaint_or_has_no_part_in_it_does_not_see_who_read_it() {
    let office = Office::open().await;
    let number = office.submit(&Office::story(), "one").await.number;
    for person in [&office.ann, &office.karim, &office.mia, &office.dirk] {
        let asked = office.desk.readers(person, &number).await;
        assert!(matches!(asked, Err(DeskError::NotFound)), "{person}");
    }
    office.close().await;
}
