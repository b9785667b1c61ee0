package io.github.ekssdk.testing.internal.kubernetes;

import io.github.ekssdk.testing.internal.kubernetes.Rule.Question;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Requests in the name of somebody else, as {@code kubectl --as} makes them, by those who may. */
final class Impersonation {
    private static final String ACCOUNT = "system:serviceaccount:";

    private final Authorization authorization;

    Impersonation(Authorization authorization) {
        this.authorization = authorization;
    }

    /** In whose name a user acts in a request: somebody else's where its headers say so. */
    User act(User user, ApiRequest request) {
        String name = request.header("impersonate-user");
        List<String> groups = groups(request);
        if (name.isEmpty()) {
            if (!groups.isEmpty()) {
                throw ApiFailure.badRequest("requested [groups " + groups + "] without impersonating a user");
            }
            return user;
        }
        require(user, name.startsWith(ACCOUNT) ? "serviceaccounts" : "users", name);
        groups.forEach(group -> require(user, "groups", group));
        return new User(name, request.header("impersonate-uid"), all(name, groups), Map.of(), List.of());
    }

    private static List<String> groups(ApiRequest request) {
        String groups = request.header("impersonate-group");
        return groups.isEmpty() ? List.of() : List.of(groups.split(","));
    }

    private static List<String> all(String name, List<String> asked) {
        List<String> groups = new ArrayList<>(asked);
        if (asked.isEmpty() && name.startsWith(ACCOUNT)) {
            String namespace = name.substring(ACCOUNT.length()).replaceFirst(":.*", "");
            groups.addAll(List.of("system:serviceaccounts", "system:serviceaccounts:" + namespace));
        }
        if (!groups.contains(User.AUTHENTICATED)) {
            groups.add(User.AUTHENTICATED);
        }
        return groups;
    }

    private void require(User user, String resource, String name) {
        String[] account = resource.equals("serviceaccounts")
                ? name.substring(ACCOUNT.length()).split(":", 2)
                : new String[] {"", name};
        String namespace = account.length == 2 ? account[0] : "";
        String object = account[account.length - 1];
        if (!authorization.allows(user, new Question("impersonate", "", resource, "", namespace, object, ""))) {
            throw new ApiFailure(
                    403,
                    "Forbidden",
                    resource + " \"" + object + "\" is forbidden: User \"" + user.name()
                            + "\" cannot impersonate resource \"" + resource + "\" in API group \"\" "
                            + (namespace.isEmpty()
                                    ? "at the cluster scope"
                                    : "in the namespace \"" + namespace + "\""));
        }
    }
}
