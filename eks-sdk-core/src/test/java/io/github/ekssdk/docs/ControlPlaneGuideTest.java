package io.github.ekssdk.docs;

import static io.github.ekssdk.spec.ControlPlaneTier.TIER_XL;
import static io.github.ekssdk.spec.UpgradePolicy.STANDARD;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.ekssdk.Eks;
import io.github.ekssdk.spec.ClusterSpec;
import org.junit.jupiter.api.Test;

/** The code of docs/guide/control-plane.md. */
class ControlPlaneGuideTest {

    @Test
    void versions() {
        // tag::version
        ClusterSpec prod =
                Eks.cluster("prod").version("1.34").upgradePolicy(STANDARD).build();
        // end::version

        // tag::upgrade
        ClusterSpec newer = prod.toBuilder().version("1.36").build();
        // end::upgrade

        // tag::rollback
        ClusterSpec former =
                newer.toBuilder().version("1.35").versionRollback(true).build();
        // end::rollback

        assertThat(newer.version()).contains("1.36");
        assertThat(newer.upgradePolicy()).isEqualTo(STANDARD);
        assertThat(former.versionRollback()).isTrue();
    }

    @Test
    void encryption() {
        // tag::encryption
        ClusterSpec vault = Eks.cluster("vault")
                .secretsEncryption() // or secretsEncryption("arn:aws:kms:…:key/…")
                .build();
        // end::encryption

        assertThat(vault.secretsEncryption()).isPresent();
    }

    @Test
    void roles() {
        // tag::roles
        ClusterSpec bounded = Eks.cluster("bounded")
                .iam(iam -> iam.path("/team/")
                        .rolePrefix("team-")
                        .permissionsBoundary("arn:aws:iam::123456789012:policy/boundary"))
                .build();

        ClusterSpec given = Eks.cluster("given")
                .clusterRole("arn:aws:iam::123456789012:role/eks-control-plane")
                .build();
        // end::roles

        assertThat(bounded.iam().rolePrefix()).isEqualTo("team-");
        assertThat(given.iam().clusterRoleArn()).isPresent();
    }

    @Test
    void settings() {
        // tag::settings
        ClusterSpec large = Eks.cluster("large")
                .zonalShift(true)
                .controlPlaneTier(TIER_XL)
                .serviceIpv4Cidr("172.20.0.0/16")
                .remoteNodeNetworks("10.80.0.0/16")
                .remotePodNetworks("10.81.0.0/16")
                .build();
        // end::settings

        assertThat(large.controlPlaneTier().value()).isEqualTo("tier-xl");
        assertThat(large.remoteNodeNetworks()).containsExactly("10.80.0.0/16");
    }
}
