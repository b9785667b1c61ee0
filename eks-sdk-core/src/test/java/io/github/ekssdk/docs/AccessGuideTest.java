package io.github.ekssdk.docs;

import static io.github.ekssdk.spec.AccessPolicy.CLUSTER_ADMIN;
import static io.github.ekssdk.spec.AccessPolicy.EDIT;
import static io.github.ekssdk.spec.AccessPolicy.VIEW;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.ekssdk.Eks;
import io.github.ekssdk.spec.AccessEntrySpec;
import io.github.ekssdk.spec.ClusterSpec;
import org.junit.jupiter.api.Test;

/** The code of docs/guide/access.md. */
class AccessGuideTest {

    @Test
    void entries() {
        // tag::entries
        ClusterSpec prod = Eks.cluster("prod")
                .managedNodeGroup("general")
                .accessEntry("arn:aws:iam::123456789012:role/teams/platform", entry -> entry.policy(CLUSTER_ADMIN))
                .accessEntry(
                        "arn:aws:iam::123456789012:role/teams/web",
                        entry -> entry.policy(EDIT, "web", "web-*").policy(VIEW))
                .accessEntry(
                        "arn:aws:iam::123456789012:role/ci",
                        entry -> entry.username("ci").kubernetesGroup("deployers"))
                .build();
        // end::entries

        assertThat(prod.accessEntries())
                .extracting(AccessEntrySpec::principalArn)
                .containsExactly(
                        "arn:aws:iam::123456789012:role/teams/platform",
                        "arn:aws:iam::123456789012:role/teams/web",
                        "arn:aws:iam::123456789012:role/ci");
    }

    @Test
    void identity_provider() {
        // tag::identityProvider
        ClusterSpec prod = Eks.cluster("prod")
                .identityProvider(
                        "okta",
                        idp -> idp.issuerUrl("https://example.okta.com")
                                .clientId("0oa1b2c3d4")
                                .usernameClaim("email")
                                .groupsClaim("groups")
                                .groupsPrefix("okta:"))
                .build();
        // end::identityProvider

        assertThat(prod.identityProvider())
                .hasValueSatisfying(idp -> assertThat(idp.groupsPrefix()).contains("okta:"));
    }
}
