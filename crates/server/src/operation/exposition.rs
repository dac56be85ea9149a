//! `/metrics` on an address of its own: the figures in the text format that Prometheus reads.

use super::metrics::{BUCKETS, Counted, Metrics};
use super::pulse::Pulse;
use axum::Router;
use axum::extract::State;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use desk::Desk;
use desk::tally::Ran;
use std::collections::BTreeMap;
use std::fmt::Write;
use std::sync::Arc;

/// More failing jobs than this aren't counted apart.
const FAILING_AT_MOST: u32 = 10_000;

/// What the figures are made of.
#[derive(Clone)]
pub struct Source {
    /// Requests and mails.
    pub metrics: Arc<Metrics>,
    /// Jobs.
    pub desk: Desk,
    /// Whether everything goes round.
    pub pulse: Arc<Pulse>,
}

/// The one page of the second address.
pub fn router(source: Source) -> Router {
    Router::new()
        .route("/metrics", axum::routing::get(show))
        .with_state(source)
}

async fn show(State(source): State<Source>) -> Response {
    match text(&source).await {
        Ok(text) => {
            let kind = "text/plain; version=0.0.4; charset=utf-8";
            ([(header::CONTENT_TYPE, kind)], text).into_response()
        }
        Err(error) => {
            tracing::error!(%error, "the figures could not be read");
            StatusCode::SERVICE_UNAVAILABLE.into_response()
        }
    }
}

async fn text(source: &Source) -> Result<String, storage::Error> {
    let store = source.desk.store();
    let now = source.desk.clock().now();
    let late = store.next_job_at().await?.map_or(0, |at| (now.0 - at.0).max(0));
    let failing = store.jobs_failing(FAILING_AT_MOST).await?.len();
    let mut page = Exposition::default();
    page.requests(&source.metrics.so_far());
    page.jobs(&source.desk.tally().so_far());
    page.metric(
        "gehoor_jobs_failing",
        "gauge",
        "jobs that failed at least once and wait to be tried again",
    );
    page.line("gehoor_jobs_failing", &[], failing);
    page.metric(
        "gehoor_job_overdue_seconds",
        "gauge",
        "age of the oldest job that should have run by now",
    );
    page.line("gehoor_job_overdue_seconds", &[], seconds(late.unsigned_abs()));
    let beats = store.heartbeats().await?;
    if let Some((_, made)) = beats.iter().find(|(name, _)| name == super::backups::MADE) {
        page.metric("gehoor_backup_age_seconds", "gauge", "age of the last backup");
        let age = now.0.saturating_sub(made.0).max(0);
        page.line("gehoor_backup_age_seconds", &[], seconds(age.unsigned_abs()));
    }
    page.metric("gehoor_healthy", "gauge", "1 when this part goes round");
    for (part, good) in source.pulse.parts() {
        page.line("gehoor_healthy", &[("part", part)], u8::from(good));
    }
    Ok(page.0)
}

fn seconds(millis: u64) -> String {
    format!("{}.{:03}", millis / 1000, millis % 1000)
}

/// The text as it grows.
#[derive(Default)]
struct Exposition(String);

impl Exposition {
    fn metric(&mut self, name: &str, kind: &str, help: &str) {
        // Writing to a text can't fail.
        let _written = write!(self.0, "# HELP {name} {help}\n# TYPE {name} {kind}\n");
    }

    fn line(&mut self, name: &str, labels: &[(&str, &str)], value: impl std::fmt::Display) {
        let labels: Vec<String> = labels
            .iter()
            .map(|(key, value)| format!("{key}=\"{}\"", escaped(value)))
            .collect();
        let labels = if labels.is_empty() {
            String::new()
        } else {
            format!("{{{}}}", labels.join(","))
        };
        let _written = writeln!(self.0, "{name}{labels} {value}");
    }

    fn requests(&mut self, counted: &Counted) {
        self.metric(
            "gehoor_requests_total",
            "counter",
            "requests by method, route and status",
        );
        for ((method, route, status), count) in &counted.answers {
            let status = status.to_string();
            let labels = [("method", *method), ("route", route), ("status", &status)];
            self.line("gehoor_requests_total", &labels, count);
        }
        self.metric(
            "gehoor_request_seconds",
            "histogram",
            "how long an answer took, by method and route",
        );
        for ((method, route), durations) in &counted.durations {
            let mut up_to = 0;
            for (most, count) in BUCKETS.iter().zip(durations.buckets) {
                up_to += count;
                let most = seconds(*most);
                let labels = [("method", *method), ("route", route), ("le", &most)];
                self.line("gehoor_request_seconds_bucket", &labels, up_to);
            }
            let labels = [("method", *method), ("route", route.as_str()), ("le", "+Inf")];
            self.line("gehoor_request_seconds_bucket", &labels, durations.count);
            let sum = durations.sum.as_secs_f64();
            self.line("gehoor_request_seconds_sum", &labels[..2], sum);
            self.line("gehoor_request_seconds_count", &labels[..2], durations.count);
        }
        self.metric(
            "gehoor_mails_total",
            "counter",
            "attempts to send a mail, by outcome",
        );
        for (outcome, count) in &counted.mails {
            self.line("gehoor_mails_total", &[("outcome", outcome)], count);
        }
    }

    fn jobs(&mut self, jobs: &BTreeMap<String, Ran>) {
        self.metric(
            "gehoor_jobs_total",
            "counter",
            "jobs that ran, by kind and outcome",
        );
        for (kind, ran) in jobs {
            self.line(
                "gehoor_jobs_total",
                &[("kind", kind), ("outcome", "done")],
                ran.done,
            );
            self.line(
                "gehoor_jobs_total",
                &[("kind", kind), ("outcome", "failed")],
                ran.failed,
            );
        }
        self.metric(
            "gehoor_jobs_seconds_total",
            "counter",
            "how long jobs ran, by kind",
        );
        for (kind, ran) in jobs {
            self.line(
                "gehoor_jobs_seconds_total",
                &[("kind", kind)],
                seconds(ran.millis),
            );
        }
    }
}

fn escaped(value: &str) -> String {
    value
        .replace('\\', "\\\\")
        .replace('"', "\\\"")
        .replace('\n', "\\n")
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::time::Duration;

    #[test]
    fn buckets_add_up_and_end_with_everything() {
        let metrics = Metrics::default();
        for millis in [0, 3, 700, 60_000] {
            metrics.request("GET", "/werk/{nr}", 200, Duration::from_millis(millis));
        }
        let mut page = Exposition::default();
        page.requests(&metrics.so_far());
        let said = |line: &str| assert!(page.0.lines().any(|one| one == line), "{line}\n{}", page.0);
        said(r#"gehoor_requests_total{method="GET",route="/werk/{nr}",status="200"} 4"#);
        said(r#"gehoor_request_seconds_bucket{method="GET",route="/werk/{nr}",le="0.005"} 2"#);
        said(r#"gehoor_request_seconds_bucket{method="GET",route="/werk/{nr}",le="5.000"} 3"#);
        said(r#"gehoor_request_seconds_bucket{method="GET",route="/werk/{nr}",le="+Inf"} 4"#);
        said(r#"gehoor_request_seconds_count{method="GET",route="/werk/{nr}"} 4"#);
    }

    #[test]
    fn a_label_can_not_break_out_of_its_line() {
        let mut page = Exposition::default();
        page.line("x", &[("a", "b\"}\\ 1\nc")], 1);
        assert_eq!(page.0, "x{a=\"b\\\"}\\\\ 1\\nc\"} 1\n");
    }
}
