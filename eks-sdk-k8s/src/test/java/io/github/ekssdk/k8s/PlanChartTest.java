package io.github.ekssdk.k8s;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ekssdk.Eks;
import io.github.ekssdk.client.EksManager;
import io.github.ekssdk.k8s.component.Components;
import io.github.ekssdk.spec.ClusterSpec;
import io.github.ekssdk.testing.FakeAws;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

/** The arrows of a plan's flowchart between AWS and the inside of the cluster. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class PlanChartTest {

    private static final String ASSOCIATION = "s_podIdentityAssociation_shop_web";
    private static final String ROLE = "s_iamRole_podIdentity_shop_web";
    private static final String SET = "s_applySet_eks_sdk";

    private final FakeAws aws = FakeAws.builder().kubernetes().build();
    private final EksManager eks = aws.connect();

    @AfterEach
    void close() {
        eks.close();
        aws.close();
    }

    @Test
    void lead_from_the_cluster_by_the_namespace_to_what_is_in_it() {
        assertThat(arrows(shop()))
                .contains(
                        "s_cluster_prod --> " + SET,
                        SET + " --> " + object("Namespace_shop"),
                        object("Namespace_shop") + " --> " + object("ServiceAccount_shop_web"),
                        object("Namespace_shop") + " --> " + object("Service_shop_web"),
                        object("ServiceAccount_shop_web") + " --> " + object("Deployment_apps_shop_web"))
                .doesNotContain(
                        "s_cluster_prod --> " + object("Deployment_apps_shop_web"),
                        object("Namespace_shop") + " --> " + object("Deployment_apps_shop_web"));
    }

    @Test
    void lead_from_the_role_of_Pods_to_those_who_take_it() {
        assertThat(arrows(shop()))
                .contains(ROLE + " --> " + ASSOCIATION, ASSOCIATION + " --> " + object("Deployment_apps_shop_web"));
        assertThat(arrows(irsa()))
                .contains("s_iamRole_serviceAccount_shop_web --> " + object("ServiceAccount_shop_web"));
    }

    @Test
    void lead_the_other_way_when_it_is_deleted() {
        eks.apply(eks.plan(shop()));

        assertThat(arrows(Eks.cluster("prod").managedNodeGroup("general").build()))
                .contains(
                        object("Deployment_apps_shop_web") + " --> " + object("Namespace_shop"),
                        object("Namespace_shop") + " --> " + ASSOCIATION,
                        ASSOCIATION + " --> " + ROLE);
    }

    private static String object(String name) {
        return "s_kubernetesObject_" + name;
    }

    private List<String> arrows(ClusterSpec spec) {
        return eks.plan(spec)
                .toMermaid()
                .lines()
                .map(String::strip)
                .filter(line -> line.contains(" --> "))
                .toList();
    }

    private static ClusterSpec shop() {
        return Eks.cluster("prod")
                .managedNodeGroup("general")
                .component(Components.of(
                        "shop",
                        shop -> shop.namespace("shop")
                                .serviceAccount(
                                        "web",
                                        web -> web.podIdentity(role -> role.managedPolicy("AmazonS3ReadOnlyAccess")))
                                .deployment(
                                        "web",
                                        web -> web.image("nginx:1.29").port(80).serviceAccount("web"))
                                .service("web", web -> web.port(80))))
                .build();
    }

    private static ClusterSpec irsa() {
        return Eks.cluster("prod")
                .managedNodeGroup("general")
                .component(Components.of(
                        "shop",
                        shop -> shop.namespace("shop")
                                .serviceAccount(
                                        "web", web -> web.irsa(role -> role.managedPolicy("AmazonS3ReadOnlyAccess")))))
                .build();
    }
}
