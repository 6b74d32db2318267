//! The headers that no parameter may set, which the generator and the runtime list each for itself: neither
//! depends on the other.

use alicloud_codegen::{Builder, ErrorKind};
use alicloud_core::rt::{ApiStyle, Core, EndpointRule, ProductInfo};
use alicloud_tests::in_memory::InMemory;
use alicloud_tests::probe::write;
use alicloud_tests::scratch::Scratch;

/// The codes of the findings about a spec with this header.
fn findings(header: &str) -> Vec<String> {
    let place = Scratch::new("headers");
    let folder = place.path().join("demo/2024-01-01");
    write(
        &folder.join("product.yaml"),
        "product: demo\nversion: 2024-01-01\nstyle: ROA\nendpoints: { rule: regional }\n",
    );
    write(
        &folder.join("GetThing.yaml"),
        &format!(
            "operation: GetThing\nsummary: Gets a thing.\nhttp: GET /thing\n\
             parameters:\n  {header}: {{ in: header, type: string }}\n"
        ),
    );
    let Err(error) = Builder::new().specs(place.path()).check() else {
        return Vec::new();
    };
    let ErrorKind::Findings { rendered, .. } = error.kind() else {
        panic!("{error}");
    };
    let codes = rendered.lines().filter_map(|line| {
        let (code, _) = line.strip_prefix("error[")?.split_once(']')?;
        Some(code.to_owned())
    });
    codes.collect()
}

/// What keeps a request with this header from being sent, if anything does.
async fn refusal(header: &str) -> Option<String> {
    static PRODUCT: ProductInfo =
        ProductInfo::new("demo", "2024-01-01", ApiStyle::Roa, EndpointRule::Regional);
    let config = alicloud::Config::new("cn-hangzhou")
        .with_transport(InMemory::default())
        .with_credentials(alicloud::Credentials::access_key("id", "secret"));
    let core = Core::new(&PRODUCT, &config).expect("the config is in order");
    let call = core
        .action("GetThing")
        .path("/thing")
        .header(header, "value");
    call.prepare().await.err().map(|error| error.to_string())
}

#[test]
fn the_generator_and_the_runtime_have_the_same_list() {
    assert_eq!(
        alicloud_codegen::OWNED_HEADERS,
        alicloud_core::OWNED_HEADERS
    );
    assert!(alicloud_core::OWNED_HEADERS.is_sorted());
}

#[tokio::test]
async fn both_refuse_each_of_them_however_it_is_written_and_nothing_else() {
    for header in alicloud_core::OWNED_HEADERS {
        for header in [(*header).to_owned(), header.to_ascii_uppercase()] {
            assert_eq!(findings(&header), ["owned-header"], "{header}");
            let refusal = refusal(&header).await.unwrap_or_default();
            assert!(
                refusal.contains("would replace a header of the protocol"),
                "{header}: {refusal}"
            );
        }
    }
    for header in ["accept", "content-type", "x-acs-region-id", "x-acs-dates"] {
        assert_eq!(findings(header), [""; 0], "{header}");
        assert_eq!(refusal(header).await, None, "{header}");
    }
}
