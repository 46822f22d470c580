//! Temporary measurement.
#![allow(clippy::all, clippy::unwrap_used, clippy::print_stdout)]
use archive::{Archive, ImportOptions, Silent};
use std::ops::ControlFlow;
use std::path::PathBuf;
use std::time::Instant;
use tantivy::schema::{IndexRecordOption, STORED, Schema, TextFieldIndexing, TextOptions};
use tantivy::{Index, TantivyDocument};

fn main() {
    let what = std::env::args().nth(1).unwrap();
    let file = PathBuf::from(std::env::args().nth(2).unwrap());
    let dir = tempfile::Builder::new().tempdir_in("/tmp/carr").unwrap();
    let start = Instant::now();
    match what.as_str() {
        "import" => {
            let archive = Archive::create_or_open(dir.path()).unwrap();
            let mut options = ImportOptions::new("bench", jiff::Timestamp::UNIX_EPOCH);
            options.threads = 2;
            for _ in 0..2 {
                let start = Instant::now();
                let report = archive.import(&[file.clone()], &options, &Silent).unwrap();
                let s = &report.summary;
                println!(
                    "import {:.1}s read {} new {} known {} changed {} failed {}",
                    start.elapsed().as_secs_f64(),
                    s.read,
                    s.new,
                    s.known,
                    s.changed,
                    s.failed
                );
                std::fs::write(
                    "/tmp/carr/problems.txt",
                    report.problems.iter().map(|p| format!("{p}\n")).collect::<String>(),
                )
                .unwrap();
            }
        }
        "verify" => {
            let archive = Archive::create_or_open(dir.path()).unwrap();
            let mut options = ImportOptions::new("bench", jiff::Timestamp::UNIX_EPOCH);
            options.threads = 2;
            archive.import(&[file.clone()], &options, &Silent).unwrap();
            let start = Instant::now();
            let v = archive.verify(&Silent).unwrap();
            println!(
                "verify {:.1}s {} blobs {} bytes {} witnesses {} findings {:?}",
                start.elapsed().as_secs_f64(),
                v.blobs,
                v.bytes,
                v.witnesses,
                v.findings.len(),
                v.findings.first()
            );
        }
        "read" => {
            let mut n = 0;
            let mut bytes = 0;
            let _ = formats::walk(&[file], &formats::Limits::default(), &mut |unit| {
                if let Ok(unit) = unit {
                    let r = formats::read(&unit);
                    n += r.records.len();
                    bytes += unit.bytes.len();
                }
                ControlFlow::Continue(())
            });
            println!("read one thread {n} {bytes}");
        }
        "cut" => {
            let mut n = 0;
            let _ = formats::walk(&[file], &formats::Limits::default(), &mut |unit| {
                if let Ok(unit) = unit {
                    n += unit.part.map_or(0, |p| p.rows());
                }
                ControlFlow::Continue(())
            });
            println!("cut {n}");
        }
        _ => {
            // The decoded texts, given as they are made so that memory stays bounded; time of making them is taken off.
            let mut schema = Schema::builder();
            let indexing = TextFieldIndexing::default()
                .set_tokenizer("en_stem")
                .set_index_option(IndexRecordOption::WithFreqsAndPositions);
            let body = schema.add_text_field("body", TextOptions::from(STORED).set_indexing_options(indexing));
            let mut texts = Vec::new();
            let _ = formats::walk(&[file], &formats::Limits::default(), &mut |unit| {
                if let Ok(unit) = unit {
                    // Cheap: header and body by the separators.
                    texts.extend(formats::read(&unit).records.into_iter().map(|r| r.text));
                }
                ControlFlow::Continue(())
            });
            println!("texts {} in {:.1}", texts.len(), start.elapsed().as_secs_f64());
            let start = Instant::now();
            let index = Index::create_in_dir(dir.path(), schema.build()).unwrap();
            let mut writer = index.writer_with_num_threads(2, 128 << 20).unwrap();
            for text in &texts {
                let mut document = TantivyDocument::default();
                document.add_text(body, text);
                writer.add_document(document).unwrap();
            }
            writer.commit().unwrap();
            writer.wait_merging_threads().unwrap();
            println!("tantivy alone {:.1}s", start.elapsed().as_secs_f64());
        }
    }
    println!("total {:.1}s", start.elapsed().as_secs_f64());
    let status = std::fs::read_to_string("/proc/self/status").unwrap();
    println!("{}", status.lines().find(|l| l.starts_with("VmHWM")).unwrap());
}
