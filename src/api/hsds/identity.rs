//! Identifiers of HSDS are UUIDs: ours are made from the codes, so that they never change.

use uuid::Uuid;

/// The id of a thing of a kind.
#[must_use]
pub fn id_of(kind: &str, code: &str) -> Uuid {
    Uuid::new_v5(&Uuid::NAMESPACE_URL, format!("urn:cnap:{kind}:{code}").as_bytes())
}

/// The id of a service at a point: one half tells of the point, the other of the service, so that either can be found.
#[must_use]
pub fn id_of_offering(point: &str, service: &str) -> Uuid {
    let (point, service) = (id_of("point", point).into_bytes(), id_of("service", service).into_bytes());
    let mut bytes = [0; 16];
    for (place, byte) in bytes.iter_mut().enumerate() {
        *byte = if place < 8 { point[place] } else { service[place] };
    }
    uuid::Builder::from_custom_bytes(bytes).into_uuid()
}

/// True where the offering's id may be one of this point.
#[must_use]
pub fn is_of_point(offering: Uuid, point: &str) -> bool {
    let (own, asked) = (id_of_offering(point, "").into_bytes(), offering.into_bytes());
    own.iter().zip(asked).take(8).all(|(own, asked)| *own == asked)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_offering_is_known_by_its_point_and_its_service() {
        let one = id_of_offering("532", "01-01");
        assert_eq!(one, id_of_offering("532", "01-01"));
        assert_ne!(one, id_of_offering("532", "01-02"));
        assert_ne!(one, id_of_offering("533", "01-01"));
        assert!(is_of_point(one, "532") && !is_of_point(one, "533"));
        assert_eq!(one.get_version_num(), 8);
    }
}
