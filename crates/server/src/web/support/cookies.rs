//! Cookies: HttpOnly, SameSite=Lax, and with the `__Host-` prefix whenever the desk is reached over TLS.

use crate::web::App;
use axum::http::HeaderMap;
use axum_extra::extract::CookieJar;
use axum_extra::extract::cookie::{Cookie, SameSite};

/// The session of a member of staff.
pub const STAFF: &str = "gehoor-werk";
/// The session of a complainant on the follow page.
pub const FOLLOW: &str = "gehoor-volg";
/// The key of an invitation, so that it doesn't stay in an address.
pub const INVITATION: &str = "gehoor-uitnodiging";
/// The key of a draft.
pub const DRAFT: &str = "gehoor-concept";
/// The key of the request that gave the last receipt, to show it again.
pub const RECEIPT: &str = "gehoor-bewijs";

fn full_name(app: &App, name: &str) -> String {
    if app.secure {
        format!("__Host-{name}")
    } else {
        name.to_owned()
    }
}

/// The value of a cookie.
pub fn read(app: &App, headers: &HeaderMap, name: &str) -> Option<String> {
    let jar = CookieJar::from_headers(headers);
    jar.get(&full_name(app, name))
        .map(|cookie| cookie.value().to_owned())
}

/// A jar that sets a cookie until the browser closes; how long it is good for is decided on this side.
pub fn set(app: &App, jar: CookieJar, name: &str, value: String) -> CookieJar {
    jar.add(made(app, name, value))
}

/// A jar that sets a cookie for a quarter of an hour at most.
pub fn set_shortly(app: &App, jar: CookieJar, name: &str, value: String) -> CookieJar {
    let mut cookie = made(app, name, value);
    // Text, as the type of a duration isn't handed on to us.
    let shortly = Cookie::parse("x=x; Max-Age=900").ok();
    cookie.set_max_age(shortly.and_then(|one| one.max_age()));
    jar.add(cookie)
}

fn made(app: &App, name: &str, value: String) -> Cookie<'static> {
    let mut cookie = Cookie::new(full_name(app, name), value);
    cookie.set_path("/");
    cookie.set_http_only(true);
    cookie.set_same_site(SameSite::Lax);
    cookie.set_secure(app.secure);
    cookie
}

/// A jar that takes a cookie away.
pub fn clear(app: &App, jar: CookieJar, name: &str) -> CookieJar {
    let mut cookie = Cookie::new(full_name(app, name), "");
    cookie.set_path("/");
    cookie.set_http_only(true);
    cookie.set_same_site(SameSite::Lax);
    // Browsers leave a `__Host-` cookie alone when its removal isn't as safe as the cookie itself.
    cookie.set_secure(app.secure);
    jar.remove(cookie)
}
