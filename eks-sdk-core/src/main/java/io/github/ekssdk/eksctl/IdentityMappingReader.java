package io.github.ekssdk.eksctl;

import io.github.ekssdk.internal.access.IdentityMapping;
import io.github.ekssdk.spec.AccessEntrySpec;
import io.github.ekssdk.spec.ClusterSpec;
import java.util.HashSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Reads what eksctl would put into the ConfigMap aws-auth as access entries, where an access entry can say the same. */
final class IdentityMappingReader {

    private IdentityMappingReader() {}

    static void read(Section document, ClusterSpec.Builder spec) {
        Section access = document.section("accessConfig");
        boolean noEntries = access.glance()
                .text("authenticationMode")
                .filter(mode -> mode.toUpperCase(Locale.ROOT).equals("CONFIG_MAP"))
                .isPresent();
        Set<String> principals = new HashSet<>();
        access.sections("accessEntries")
                .forEach(entry ->
                        principals.add(entry.glance().text("principalARN").orElse("")));
        for (Section mapping : document.sections("iamIdentityMappings")) {
            entry(mapping.glance())
                    .filter(entry -> !noEntries && principals.add(entry.principalArn()))
                    .ifPresent(entry -> {
                        carry(mapping);
                        spec.addAccessEntry(entry);
                    });
        }
    }

    private static Optional<AccessEntrySpec> entry(Section mapping) {
        return mapping.text("arn")
                .filter(arn -> !mapping.has("account") && !mapping.has("serviceName"))
                .map(arn -> new IdentityMapping(arn, mapping.text("username").orElse(""), mapping.texts("groups")))
                .flatMap(read -> read.carriedOver().entry());
    }

    private static void carry(Section mapping) {
        mapping.text("arn");
        mapping.text("username");
        mapping.texts("groups");
        mapping.expect("noDuplicateARNs", true);
    }
}
