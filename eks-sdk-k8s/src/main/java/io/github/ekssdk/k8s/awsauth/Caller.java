package io.github.ekssdk.k8s.awsauth;

import io.fabric8.kubernetes.api.model.authentication.SelfSubjectReview;
import io.fabric8.kubernetes.api.model.authentication.SelfSubjectReviewBuilder;
import io.fabric8.kubernetes.api.model.authentication.UserInfo;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.github.ekssdk.k8s.internal.client.Calls;
import java.util.List;
import java.util.Map;

/**
 * Whom the cluster takes the caller for.
 *
 * @param arn the ARN of the caller's role, without its path, or user; empty if the caller is no IAM principal
 * @param session the name of the session of a role, or empty
 * @param username the name in Kubernetes
 * @param groups the groups in Kubernetes
 */
record Caller(String arn, String session, String username, List<String> groups) {

    Caller {
        groups = List.copyOf(groups);
    }

    static Caller of(KubernetesClient client) {
        SelfSubjectReview review = Calls.of(client)
                .get(() -> client.authentication()
                        .v1()
                        .selfSubjectReviews()
                        .create(new SelfSubjectReviewBuilder().build()));
        UserInfo user = review.getStatus().getUserInfo();
        return new Caller(
                extra(user, "canonicalArn"),
                extra(user, "sessionName"),
                user.getUsername(),
                user.getGroups() == null ? List.of() : user.getGroups());
    }

    private static String extra(UserInfo user, String key) {
        Map<String, List<String>> extra = user.getExtra() == null ? Map.of() : user.getExtra();
        return extra.getOrDefault(key, List.of()).stream().findFirst().orElse("");
    }

    String key() {
        return IamMapping.key(arn);
    }

    /** The account of the principal. */
    String account() {
        String[] parts = arn.split(":", 6);
        return parts.length == 6 ? parts[4] : "";
    }

    /** Tells whether it is this mapping by which the caller was let in: the user name and groups are those that it gives. */
    boolean isLetInBy(IamMapping mapping) {
        String name = mapping.username()
                .replace("{{SessionNameRaw}}", session)
                .replace("{{SessionName}}", session.replace("@", "-"))
                .replace("{{AccountID}}", account());
        return mapping.key().equals(key())
                && (name.contains("{{") || name.equals(username))
                && groups.containsAll(mapping.groups());
    }
}
