package io.github.ekssdk.spec;

import java.net.URI;
import java.util.Map;
import java.util.Optional;

/** What EKS asks of an OpenID Connect provider. */
final class IdentityProviderRules {

    private static final int LONGEST_NAME = 100;
    private static final int LONGEST_CLAIM = 63;
    private static final int LONGEST_CLAIM_VALUE = 253;

    private IdentityProviderRules() {}

    static void check(IdentityProviderSpec provider, Map<String, String> clusterTags, Problems problems) {
        NameRules.check(provider.name(), "identity provider", LONGEST_NAME, problems.at("name"));
        checkIssuer(provider.issuerUrl(), problems.at("issuerUrl"));
        if (provider.clientId().isBlank()) {
            problems.at("clientId").add("There is no client id.", "Give the audience of the provider's tokens.");
        }
        checkPrefix(provider.usernamePrefix(), problems.at("usernamePrefix"));
        checkPrefix(provider.groupsPrefix(), problems.at("groupsPrefix"));
        provider.requiredClaims().forEach((claim, value) -> {
            if (claim.isEmpty() || claim.length() > LONGEST_CLAIM) {
                problems.at("requiredClaims")
                        .element(claim)
                        .add("The claim has " + claim.length() + " characters.", "EKS allows 1 to 63.");
            }
            if (value.isEmpty() || value.length() > LONGEST_CLAIM_VALUE) {
                problems.at("requiredClaims")
                        .element(claim)
                        .add("The value has " + value.length() + " characters.", "EKS allows 1 to 253.");
            }
        });
        TagRules.check(clusterTags, provider.tags(), problems.at("tags"));
    }

    private static void checkIssuer(String issuer, Problems problems) {
        Optional<URI> uri = parse(issuer).filter(found -> "https".equals(found.getScheme()) && found.getHost() != null);
        if (uri.isEmpty()) {
            problems.add(
                    "'" + issuer + "' is not the https:// address of an issuer.",
                    "Write for example https://idp.example.com.");
        } else if (uri.get().getPort() >= 0 || uri.get().getQuery() != null) {
            problems.add("'" + issuer + "' has a port or a query.", "EKS takes an address without them.");
        }
    }

    private static Optional<URI> parse(String text) {
        return text.matches("[\\w:/?#@!$&'()*+,;=.~%-]+") ? Optional.of(URI.create(text)) : Optional.empty();
    }

    private static void checkPrefix(Optional<String> prefix, Problems problems) {
        prefix.filter(text -> text.startsWith("system:"))
                .ifPresent(text -> problems.add(
                        "'" + text + "' begins with system:, which Kubernetes keeps for itself.",
                        "Use another prefix."));
    }
}
