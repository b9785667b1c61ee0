package io.github.ekssdk.docs;

import static io.github.ekssdk.spec.WellKnownPolicy.AWS_LOAD_BALANCER_CONTROLLER;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.ekssdk.Eks;
import io.github.ekssdk.spec.AddonSpec;
import io.github.ekssdk.spec.ClusterSpec;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The code of docs/guide/addons.md and docs/guide/pod-identity-and-irsa.md. */
class AddonsGuideTest {

    private static final String QUEUES = "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\","
            + "\"Action\":\"sqs:SendMessage\",\"Resource\":\"*\"}]}";

    @Test
    void addons() {
        // tag::addons
        ClusterSpec prod = Eks.cluster("prod")
                .version("1.35")
                .managedNodeGroup("general")
                .addon(
                        "vpc-cni",
                        addon -> addon.latestVersion()
                                .configuration(Map.of("env", Map.of("ENABLE_PREFIX_DELEGATION", "true")))
                                .beforeCompute())
                .addon("aws-ebs-csi-driver")
                .addon(
                        "metrics-server",
                        addon -> addon.version("v0.8.0-eksbuild.6").afterCompute())
                .withoutAddon("kube-proxy")
                .build();
        // end::addons

        assertThat(prod.addons())
                .extracting(AddonSpec::name)
                .containsExactly("vpc-cni", "aws-ebs-csi-driver", "metrics-server");
    }

    @Test
    void s3() {
        // tag::s3
        ClusterSpec prod = Eks.cluster("prod")
                .managedNodeGroup("general")
                .addon(
                        "aws-mountpoint-s3-csi-driver",
                        addon -> addon.podIdentity("s3-csi-driver-sa", role -> role.permissionPolicy("""
                            {"Version": "2012-10-17", "Statement": [
                              {"Effect": "Allow",
                               "Action": "s3:ListBucket",
                               "Resource": "arn:aws:s3:::models"},
                              {"Effect": "Allow",
                               "Action": ["s3:GetObject", "s3:PutObject", "s3:AbortMultipartUpload", "s3:DeleteObject"],
                               "Resource": "arn:aws:s3:::models/*"}]}
                            """)))
                .build();
        // end::s3

        assertThat(prod.addons()).hasSize(1);
    }

    @Test
    void roles() {
        // tag::roles
        ClusterSpec prod = Eks.cluster("prod")
                .managedNodeGroup("general")
                .podIdentity(
                        "kube-system",
                        "aws-load-balancer-controller",
                        pods -> pods.wellKnown(AWS_LOAD_BALANCER_CONTROLLER))
                .podIdentity(
                        "web",
                        "shop",
                        pods -> pods.managedPolicy("AmazonS3ReadOnlyAccess").permissionPolicy(QUEUES))
                .podIdentity("web", "reports", pods -> pods.role("arn:aws:iam::123456789012:role/reports"))
                .iamServiceAccount("batch", "import-*", pods -> pods.managedPolicy("AmazonS3ReadOnlyAccess"))
                .build();
        // end::roles

        assertThat(prod.podIdentities()).hasSize(3);
        assertThat(prod.iamServiceAccounts()).hasSize(1);
    }
}
