mod invented;
use invented::*;
use proptest::strategy::{Strategy, ValueTree};
use proptest::test_runner::TestRunner;
#[test]
fn stat() {
    let mut runner = TestRunner::deterministic();
    let mut counts = std::collections::BTreeMap::<String, (usize, String)>::new();
    let n: usize = std::env::var("N").ok().and_then(|n| n.parse().ok()).unwrap_or(1500);
    for _ in 0..n {
        let case = cases().new_tree(&mut runner).unwrap().current();
        let text = telegram::write::write(&case.telegram, &case.form);
        let found = telegram::parse(&text).telegram;
        for d in differences(&facts(&case.telegram), &facts(&found), &[]) {
            let name = d.split('\n').next().unwrap().to_owned();
            let key = format!("{name} {:?} {:?}", case.form.era, case.form.boundary);
            let entry = counts.entry(key).or_insert((0, String::new()));
            entry.0 += 1;
            if entry.1.is_empty() || text.len() < entry.1.len() {
                entry.1 = format!("{d}\n{text}");
            }
        }
    }
    for (k, (c, _)) in &counts {
        println!("{c:5} {k}");
    }
    let show = std::env::var("SHOW").unwrap_or_default();
    for (k, (_, t)) in &counts {
        if !show.is_empty() && k.starts_with(&show) {
            println!("##### {k}\n{t}");
        }
    }
}
