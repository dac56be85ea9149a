//! From where a request comes, for the limits on how often: the address, or what our own proxy says it is.

use axum::extract::ConnectInfo;
use axum::http::request::Parts;
use std::net::{IpAddr, Ipv6Addr, SocketAddr};

/// An address, of IPv6 the half that one household or office has. Nothing when it isn't known: a proxy that doesn't say
/// for whom it asks would make everybody one.
pub fn source(parts: &Parts) -> Option<String> {
    let peer = parts
        .extensions
        .get::<ConnectInfo<SocketAddr>>()
        .map(|info| info.0.ip());
    let header = parts.headers.get("x-forwarded-for");
    let list = header.and_then(|value| value.to_str().ok());
    let last = list.and_then(|list| list.rsplit(',').next()).map(str::trim);
    let told = last
        .filter(|_| peer.is_none_or(|peer| peer.is_loopback()))
        .and_then(|one| one.parse::<IpAddr>().ok());
    let address = told.or(peer.filter(|peer| !peer.is_loopback()))?;
    Some(match address.to_canonical() {
        IpAddr::V4(address) => address.to_string(),
        IpAddr::V6(address) => {
            let [a, b, c, d, ..] = address.segments();
            Ipv6Addr::new(a, b, c, d, 0, 0, 0, 0).to_string()
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use axum::http::Request;

    fn of(peer: &str, forwarded: Option<&str>) -> Option<String> {
        let mut request = Request::get("/");
        if let Some(list) = forwarded {
            request = request.header("x-forwarded-for", list);
        }
        let (mut parts, ()) = request.body(()).unwrap().into_parts();
        parts
            .extensions
            .insert(ConnectInfo(peer.parse::<SocketAddr>().unwrap()));
        source(&parts)
    }

    #[test]
    fn only_a_proxy_on_this_machine_says_for_whom_it_asks() {
        let behind = Some("203.0.113.7, 198.51.100.2");
        assert_eq!(of("127.0.0.1:9", behind).as_deref(), Some("198.51.100.2"));
        assert_eq!(of("192.0.2.1:9", behind).as_deref(), Some("192.0.2.1"));
        assert_eq!(of("127.0.0.1:9", None), None, "everybody would be one");
        assert_eq!(of("127.0.0.1:9", Some("nonsense")), None);
    }

    #[test]
    fn a_household_with_many_addresses_is_one() {
        let one = of("[2001:db8:1:2:3:4:5:6]:9", None);
        assert_eq!(one, of("[2001:db8:1:2::9]:9", None));
        assert_ne!(one, of("[2001:db8:1:3::9]:9", None));
    }
}
