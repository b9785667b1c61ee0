package io.github.ekssdk.testing.internal.service.eks;

import io.github.ekssdk.testing.internal.Account;
import io.github.ekssdk.testing.internal.service.sts.StsService;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import software.amazon.awssdk.services.eks.model.ClusterHealth;
import software.amazon.awssdk.services.eks.model.ClusterIssue;
import software.amazon.awssdk.services.eks.model.ClusterIssueCode;
import software.amazon.awssdk.services.eks.model.ClusterStatus;

/** Lets a control plane come to life and die, as time passes. */
final class ClusterLife {
    /** By then the control plane has reached into the VPC, as a fraction of the whole creation. */
    private static final int NETWORK_FRACTION = 10;

    private final ClusterStore store;
    private final Account account;
    private final RoleChecks roles;
    private final Ec2Side ec2;
    private final ControlPlaneNetwork network;
    private final ControlPlaneLogs logs;
    private final ManagedAccess access;
    private final SupportEnd supportEnd;
    private Consumer<ClusterState> whenActive = cluster -> {};
    private Consumer<ClusterState> whenEnding = cluster -> {};

    ClusterLife(
            ClusterStore store,
            RoleChecks roles,
            Ec2Side ec2,
            ControlPlaneNetwork network,
            ControlPlaneLogs logs,
            ManagedAccess access,
            SupportEnd supportEnd) {
        this.store = store;
        this.account = store.account();
        this.roles = roles;
        this.ec2 = ec2;
        this.network = network;
        this.logs = logs;
        this.access = access;
        this.supportEnd = supportEnd;
    }

    /** What else begins when a cluster has become ACTIVE. */
    void onActive(Consumer<ClusterState> more) {
        whenActive = more;
    }

    /** What else ends when a cluster begins to be deleted. */
    void onEnding(Consumer<ClusterState> more) {
        whenEnding = more;
    }

    void begin(ClusterState cluster, Instant now) {
        roles.iam().serviceLinkedRole("eks.amazonaws.com", now);
        Duration duration = account.latencies().sample("eks.cluster.create", cluster.name());
        String label = "cluster/" + cluster.name();
        account.transitions()
                .at(now.plus(duration.dividedBy(NETWORK_FRACTION)), label + " reaches its VPC", () -> reach(cluster));
        account.transitions().at(now.plus(duration), label + " becomes ACTIVE", () -> activate(cluster));
    }

    void end(ClusterState cluster, Instant now, Runnable whenGone) {
        cluster.change(b -> b.status(ClusterStatus.DELETING));
        whenEnding.accept(cluster);
        Duration duration = account.latencies().sample("eks.cluster.delete", cluster.name());
        String label = "cluster/" + cluster.name();
        account.transitions().at(now.plus(duration), label + " is gone", () -> {
            store.remove(cluster);
            supportEnd.forget(cluster);
            whenGone.run();
            logs.end(cluster);
            network.leave(cluster);
        });
    }

    private void reach(ClusterState cluster) {
        problem(cluster).ifPresentOrElse(issue -> fail(cluster, issue), () -> network.enter(cluster));
    }

    private void activate(ClusterState cluster) {
        if (cluster.status() != ClusterStatus.CREATING) {
            return;
        }
        Optional<ClusterIssue> issue = problem(cluster);
        if (issue.isPresent()) {
            fail(cluster, issue.get());
            return;
        }
        String id = account.ids().hex("eks-endpoint", 32).toUpperCase(Locale.ROOT);
        String domain = account.partition().equals("aws-cn") ? "amazonaws.com.cn" : "amazonaws.com";
        String region = account.region();
        cluster.change(b -> b.status(ClusterStatus.ACTIVE)
                .endpoint("https://" + id + ".gr7." + region + ".eks." + domain)
                .certificateAuthority(ca -> ca.data(ClusterCertificate.base64Pem()))
                .identity(identity ->
                        identity.oidc(oidc -> oidc.issuer("https://oidc.eks." + region + "." + domain + "/id/" + id))));
        cluster.reachableAt(
                account.transitions().now().plus(account.latencies().peek("eks.cluster.reachable", cluster.name())));
        access.grantAtStart(cluster);
        logs.begin(cluster);
        whenActive.accept(cluster);
    }

    private Optional<ClusterIssue> problem(ClusterState cluster) {
        if (account.service(StsService.class).isDisabledIn(account.region())) {
            return Optional.of(issue(
                    ClusterIssueCode.STS_REGIONAL_ENDPOINT_DISABLED,
                    "The STS endpoint of the Region is not activated in the account",
                    account.region()));
        }
        if (!roles.exists(cluster.model().roleArn())) {
            return Optional.of(issue(
                    ClusterIssueCode.IAM_ROLE_NOT_FOUND,
                    "The role of the cluster could not be found",
                    cluster.model().roleArn()));
        }
        return cluster.model().resourcesVpcConfig().subnetIds().stream()
                .filter(id -> ec2.subnet(id).isEmpty())
                .findFirst()
                .map(id ->
                        issue(ClusterIssueCode.EC2_SUBNET_NOT_FOUND, "A subnet of the cluster could not be found", id));
    }

    private static void fail(ClusterState cluster, ClusterIssue issue) {
        ClusterHealth health = ClusterHealth.builder().issues(issue).build();
        cluster.change(b -> b.status(ClusterStatus.FAILED).health(health));
    }

    private static ClusterIssue issue(ClusterIssueCode code, String message, String resourceId) {
        return ClusterIssue.builder()
                .code(code)
                .message(message)
                .resourceIds(List.of(resourceId))
                .build();
    }
}
