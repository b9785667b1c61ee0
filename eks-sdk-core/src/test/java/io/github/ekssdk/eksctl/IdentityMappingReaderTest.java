package io.github.ekssdk.eksctl;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ekssdk.spec.AccessEntrySpec;
import io.github.ekssdk.spec.AccessPolicy;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class IdentityMappingReaderTest {

    private static EksctlConfig parse(String more) {
        return EksctlConfig.parse("""
            apiVersion: eksctl.io/v1alpha5
            kind: ClusterConfig
            metadata: {name: prod, region: eu-west-1}
            """ + more);
    }

    @Test
    void mappings_become_access_entries() {
        EksctlConfig config = parse("""
            iamIdentityMappings:
              - arn: arn:aws:iam::111122223333:role/platform
                username: platform
                groups: [system:masters]
                noDuplicateARNs: true
              - arn: arn:aws:iam::111122223333:user/ana
                username: ana
                groups: [devs]
            """);

        assertThat(config.notCarriedOver()).isEmpty();
        assertThat(config.spec().accessEntries())
                .containsExactly(
                        AccessEntrySpec.builder("arn:aws:iam::111122223333:role/platform")
                                .username("platform")
                                .policy(AccessPolicy.CLUSTER_ADMIN)
                                .build(),
                        AccessEntrySpec.builder("arn:aws:iam::111122223333:user/ana")
                                .username("ana")
                                .kubernetesGroup("devs")
                                .build());
    }

    @Test
    void what_no_access_entry_can_say_is_told() {
        EksctlConfig config = parse("""
            accessConfig:
              accessEntries:
                - principalARN: arn:aws:iam::111122223333:role/ci
            iamIdentityMappings:
              - arn: arn:aws:iam::111122223333:role/ci
                username: other
              - arn: arn:aws:iam::111122223333:role/odd
                username: odd
                groups: [system:monitoring]
              - account: "111122223333"
              - serviceName: emr-containers
                namespace: emr
            """);

        assertThat(config.spec().accessEntries()).hasSize(1);
        assertThat(config.notCarriedOver())
                .extracting(NotCarriedOver::path)
                .containsExactly(
                        "iamIdentityMappings[0].arn",
                        "iamIdentityMappings[0].username",
                        "iamIdentityMappings[1].arn",
                        "iamIdentityMappings[1].username",
                        "iamIdentityMappings[1].groups",
                        "iamIdentityMappings[2].account",
                        "iamIdentityMappings[3].serviceName",
                        "iamIdentityMappings[3].namespace");
    }

    @Test
    void a_cluster_without_access_entries_gets_none() {
        EksctlConfig config = parse("""
            accessConfig: {authenticationMode: CONFIG_MAP}
            iamIdentityMappings:
              - arn: arn:aws:iam::111122223333:role/ci
                username: ci
            """);

        assertThat(config.spec().accessEntries()).isEmpty();
        assertThat(config.notCarriedOver()).hasSize(2);
    }
}
