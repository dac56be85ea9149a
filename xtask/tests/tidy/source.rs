//! A small reader of Rust: tells code from comments and string literals, and leaves out test modules.

/// A Rust file taken apart.
pub struct Source {
    /// The code with comments left out and every string literal emptied; the lines keep their numbers.
    pub code: String,
    /// The string literals, each with the line it starts on.
    pub strings: Vec<(usize, String)>,
}

/// Takes a file apart.
pub fn read(text: &str) -> Source {
    let chars: Vec<char> = text.chars().collect();
    let mut code = String::new();
    let mut strings = Vec::new();
    let mut at = 0;
    while at < chars.len() {
        let rest = &chars[at..];
        if starts(rest, "//") {
            at += rest.iter().position(|c| *c == '\n').unwrap_or(rest.len());
        } else if starts(rest, "/*") {
            let end = block_comment(rest);
            code.extend(rest[..end].iter().filter(|c| **c == '\n'));
            at += end;
        } else if let Some((opened, closed, end)) = string(rest, code.chars().last()) {
            let line = code.matches('\n').count() + 1;
            let literal: String = rest[opened..closed].iter().collect();
            code.push_str("\"\"");
            code.extend(literal.chars().filter(|c| *c == '\n'));
            strings.push((line, literal));
            at += end;
        } else {
            let end = character(rest).unwrap_or(1);
            code.extend(&rest[..end]);
            at += end;
        }
    }
    Source { code, strings }
}

/// The text up to the tests that close a file, as a test may say what the program may not.
pub fn without_tests(text: &str) -> &str {
    let module = text.match_indices("#[cfg(test)]").find(|(at, found)| {
        let next = text[at + found.len()..].trim_start();
        next.lines()
            .take(2)
            .any(|line| line.starts_with("mod ") && line.ends_with('{'))
    });
    // A file that is a test module itself has its tests in the first column.
    let first = text.find("\n#[test]\n").map(|at| at + 1);
    let module = module.map(|(at, _)| at);
    let start = module.into_iter().chain(first).min();
    start.map_or(text, |at| &text[..at])
}

/// The text with the bodies of functions called `sample…` emptied: what they say is data to try a page with.
/// The lines keep their numbers.
pub fn without_samples(text: &str) -> String {
    let mut closing: Option<String> = None;
    let mut kept = String::new();
    for line in text.lines() {
        let indent = &line[..line.len() - line.trim_start().len()];
        if closing.is_none() {
            kept.push_str(line);
            if line.contains("fn sample") && line.ends_with('{') {
                closing = Some(format!("{indent}}}"));
            }
        } else if closing.as_deref() == Some(line) {
            closing = None;
        }
        kept.push('\n');
    }
    kept
}

fn starts(chars: &[char], word: &str) -> bool {
    word.chars().enumerate().all(|(at, c)| chars.get(at) == Some(&c))
}

fn block_comment(chars: &[char]) -> usize {
    let (mut depth, mut at) = (0, 0);
    while at < chars.len() {
        if starts(&chars[at..], "/*") {
            depth += 1;
            at += 2;
        } else if starts(&chars[at..], "*/") {
            depth -= 1;
            at += 2;
            if depth == 0 {
                return at;
            }
        } else {
            at += 1;
        }
    }
    at
}

/// Where a string literal's words start and stop, and where it ends, if one starts here: `"…"`, `r"…"`, `br#"…"#`.
fn string(chars: &[char], before: Option<char>) -> Option<(usize, usize, usize)> {
    let prefix = chars.iter().take_while(|c| matches!(c, 'b' | 'c' | 'r')).count();
    if prefix > 0 && before.is_some_and(|c| c.is_alphanumeric() || c == '_') {
        return None;
    }
    let raw = chars[..prefix].contains(&'r');
    let hashes = if raw {
        chars[prefix..].iter().take_while(|c| **c == '#').count()
    } else {
        0
    };
    let opened = prefix + hashes + 1;
    if chars.get(opened - 1) != Some(&'"') {
        return None;
    }
    let mut at = opened;
    while at < chars.len() {
        match chars[at] {
            '\\' if !raw => at += 2,
            '"' if chars[at + 1..].iter().take(hashes).filter(|c| **c == '#').count() == hashes => {
                return Some((opened, at, at + 1 + hashes));
            }
            _ => at += 1,
        }
    }
    Some((opened, chars.len(), chars.len()))
}

/// The length of a character literal that starts here; a lifetime is none.
fn character(chars: &[char]) -> Option<usize> {
    match chars {
        ['\'', '\\', _, rest @ ..] => Some(4 + rest.iter().position(|c| *c == '\'')?),
        ['\'', _, '\'', ..] => Some(3),
        _ => None,
    }
}

#[test]
fn code_comments_and_strings_are_told_apart() {
    let text = "let a = \"one // two\"; // \"three\"\nlet b = r#\"four \"five\"\"#; /* \"six\" /* x */ */ let c = '\"'; f::<'a>(\"\\\"seven\")";
    let source = read(text);
    let found: Vec<&str> = source
        .strings
        .iter()
        .map(|(_, literal)| literal.as_str())
        .collect();
    assert_eq!(found, ["one // two", "four \"five\"", "\\\"seven"]);
    assert!(
        !source.code.contains("three") && !source.code.contains("six") && source.code.contains("f::<'a>")
    );
    assert_eq!(source.strings[1].0, 2);
}

#[test]
fn a_name_that_ends_in_r_does_not_open_a_raw_string() {
    let source = read("let x = for_r\"a\\\"b\";");
    assert_eq!(source.strings.len(), 1);
    assert_eq!(source.strings[0].1, "a\\\"b");
}

#[test]
fn a_test_module_is_left_out_but_a_test_helper_is_not() {
    let text =
        "fn a() {}\n#[cfg(test)]\nfn b() {}\n#[cfg(test)]\n#[allow(clippy::unwrap_used)]\nmod tests {\n}\n";
    assert_eq!(without_tests(text), "fn a() {}\n#[cfg(test)]\nfn b() {}\n");
}

#[test]
fn a_sample_is_left_out_and_the_lines_keep_their_numbers() {
    let text = "impl Page {\n    fn sample() -> Page {\n        \"data\"\n    }\n    fn a() {}\n}\n";
    let kept = without_samples(text);
    assert!(!kept.contains("data") && kept.contains("fn a()"));
    assert_eq!(kept.lines().count(), text.lines().count());
}
