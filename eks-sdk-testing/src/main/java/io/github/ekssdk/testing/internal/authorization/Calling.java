package io.github.ekssdk.testing.internal.authorization;

import io.github.ekssdk.testing.internal.Account;
import io.github.ekssdk.testing.internal.policy.Ask;
import io.github.ekssdk.testing.internal.policy.Context;
import io.github.ekssdk.testing.internal.protocol.ServiceFacts;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkPojo;

/** One call, about to be looked at: what is asked of which service of which account, and what it takes so far. */
final class Calling {
    private final String service;
    private final String operation;
    private final Members members;
    private final Account account;
    private final Lookup lookup;
    private final List<Ask> asks = new ArrayList<>();

    Calling(String service, String operation, SdkPojo request, Account account, Lookup lookup) {
        this.service = ServiceFacts.of(service).map(ServiceFacts::signingName).orElse(service);
        this.operation = operation;
        this.members = new Members(request);
        this.account = account;
        this.lookup = lookup;
    }

    String operation() {
        return operation;
    }

    Members members() {
        return members;
    }

    Account account() {
        return account;
    }

    Lookup lookup() {
        return lookup;
    }

    List<Ask> asks() {
        return asks;
    }

    /** ARN of a resource of the service in the region of the call. */
    String arn(String resource) {
        return account.arn(service, resource);
    }

    String iamArn(String resource) {
        return account.globalArn("iam", resource);
    }

    /** A context with the request's tags. */
    Context tagged() {
        return tagged(members.tags());
    }

    static Context tagged(Map<String, String> tags) {
        Context context = new Context();
        if (!tags.isEmpty()) {
            context.putTags("aws:RequestTag", tags).putAll("aws:TagKeys", tags.keySet());
        }
        return context;
    }

    /** It takes the action of the operation's own name. */
    void need(String resource, Context context) {
        need(service + ":" + operation, resource, context);
    }

    void need(String action, String resource, Context context) {
        asks.add(new Ask(action, resource, context));
    }

    /** It takes that a role may be handed to a service. */
    void passRole(@Nullable String roleArn, String toService) {
        if (roleArn != null && !roleArn.isEmpty()) {
            need("iam:PassRole", roleArn, new Context().put("iam:PassedToService", toService));
        }
    }

    /** It takes that the service may make its role, when it has none yet. */
    void serviceLinkedRole(String ofService) {
        if (lookup.lacksServiceLinkedRole(ofService)) {
            need(
                    "iam:CreateServiceLinkedRole",
                    lookup.serviceLinkedRole(ofService),
                    new Context().put("iam:AWSServiceName", ofService));
        }
    }
}
