package io.github.ekssdk.testing.internal.kubernetes;

import io.github.ekssdk.testing.internal.Caller;
import io.github.ekssdk.testing.internal.service.eks.ClusterSight;
import io.github.ekssdk.testing.internal.service.eks.EksService;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.eks.model.AccessEntry;
import software.amazon.awssdk.services.eks.model.AssociatedAccessPolicy;
import software.amazon.awssdk.services.eks.model.AuthenticationMode;

/** Whom a bearer token stands for: an IAM principal, seen through access entries and aws-auth, or a service account. */
final class Authentication {
    private static final String ADMIN_TOKEN = "fake-admin.";

    private final KubernetesHost host;
    private final String cluster;
    private final AwsAuth awsAuth;

    Authentication(KubernetesHost host, String cluster, ClusterObjects objects) {
        this.host = host;
        this.cluster = cluster;
        this.awsAuth = new AwsAuth(objects);
    }

    String adminToken() {
        return ADMIN_TOKEN + cluster;
    }

    Optional<User> user(String token) {
        if (token.equals(adminToken())) {
            return Optional.of(User.ADMIN);
        }
        Optional<User> account = ServiceAccountTokens.user(token);
        return account.isPresent()
                ? account
                : new BearerTokenCheck(host, cluster).caller(token).flatMap(this::user);
    }

    private Optional<User> user(Caller caller) {
        Optional<ClusterSight> sight = host.account().service(EksService.class).sight(cluster);
        return sight.flatMap(found -> user(new Principal(caller), found));
    }

    private Optional<User> user(Principal principal, ClusterSight sight) {
        AuthenticationMode mode = sight.authenticationMode();
        if (mode != AuthenticationMode.CONFIG_MAP) {
            Optional<User> byEntry = sight.accessEntries().stream()
                    .filter(entry -> isFor(entry, principal) && isEffective(entry))
                    .findFirst()
                    .map(entry -> user(entry, principal));
            if (byEntry.isPresent() || mode == AuthenticationMode.API) {
                return byEntry;
            }
        } else if (sight.administrator().filter(principal::is).isPresent()) {
            return Optional.of(principal.user("kubernetes-admin", List.of("system:masters"), List.of()));
        }
        return awsAuth.user(principal);
    }

    /** An access entry is bound to the role that there was when it was made. */
    private static boolean isFor(ClusterSight.Entry entry, Principal principal) {
        boolean sameRole = entry.roleId().isEmpty()
                || !principal.isRole()
                || principal.uniqueId().equals(entry.roleId());
        return principal.is(entry.entry().principalArn()) && sameRole;
    }

    /** The API of the cluster hears of a new access entry a little later. */
    private boolean isEffective(ClusterSight.Entry found) {
        AccessEntry entry = found.entry();
        Duration delay = host.account().latencies().peek("eks.accessEntry.effective", entry.accessEntryArn());
        return !host.now().isBefore(entry.createdAt().plus(delay));
    }

    private static User user(ClusterSight.Entry found, Principal principal) {
        AccessEntry entry = found.entry();
        List<User.Grant> grants = new ArrayList<>();
        for (AssociatedAccessPolicy policy : found.policies()) {
            String arn = policy.policyArn();
            grants.add(new User.Grant(
                    arn.substring(arn.lastIndexOf('/') + 1),
                    policy.accessScope().namespaces()));
        }
        return principal.user(principal.fill(entry.username()), entry.kubernetesGroups(), grants);
    }

    /** An IAM principal as the authenticator sees it. */
    static final class Principal {
        private final Caller caller;

        Principal(Caller caller) {
            this.caller = caller;
        }

        boolean isRole() {
            return caller.arn().contains(":assumed-role/");
        }

        /** The unique id of the user or role. */
        String uniqueId() {
            int end = caller.userId().indexOf(':');
            return end < 0 ? caller.userId() : caller.userId().substring(0, end);
        }

        String account() {
            return caller.accountId();
        }

        /** The ARN of the user or role; of a role without its path, which a session does not tell. */
        String canonicalArn() {
            if (!isRole()) {
                return caller.arn();
            }
            String[] parts = caller.arn().split("/");
            return parts[0].replace(":sts:", ":iam:").replace(":assumed-role", ":role") + "/" + parts[1];
        }

        /** Whether it is the user or role of that ARN, whatever the path of the role. */
        boolean is(String arn) {
            int role = arn.indexOf(":role/");
            String plain = role < 0 ? arn : arn.substring(0, role) + ":role/" + arn.substring(arn.lastIndexOf('/') + 1);
            return canonicalArn().equals(plain);
        }

        private String session() {
            return isRole() ? caller.arn().substring(caller.arn().lastIndexOf('/') + 1) : "";
        }

        /** Fills in the templates of a user name. */
        String fill(String username) {
            return username.replace("{{SessionName}}", session().replace("@", "-"))
                    .replace("{{SessionNameRaw}}", session())
                    .replace("{{AccountID}}", account())
                    .replace("{{AccessKeyID}}", caller.accessKeyId())
                    .replace("{{EC2PrivateDNSName}}", session());
        }

        User user(String name, List<String> groups, List<User.Grant> grants) {
            List<String> all = new ArrayList<>(groups);
            all.add(User.AUTHENTICATED);
            Map<String, List<String>> extra = Map.of(
                    "accessKeyId", List.of(caller.accessKeyId()),
                    "arn", List.of(caller.arn()),
                    "canonicalArn", List.of(canonicalArn()),
                    "principalId", List.of(uniqueId()),
                    "sessionName", List.of(session()));
            return new User(
                    name, "aws-iam-authenticator:" + account() + ":" + uniqueId(), all, extra, List.copyOf(grants));
        }
    }
}
