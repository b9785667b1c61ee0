package io.github.ekssdk.testing.internal.authorization;

import io.github.ekssdk.testing.internal.Account;
import io.github.ekssdk.testing.internal.policy.Context;
import java.util.ArrayList;
import java.util.List;

/** What the operations of the remaining services take, and what is assumed of services that nobody described. */
final class OtherActions {
    private OtherActions() {}

    /** What the request names by ARN, or everything. */
    static void generic(Calling calling) {
        Context context = calling.tagged();
        boolean looks = calling.operation().startsWith("Describe")
                || calling.operation().startsWith("List");
        List<String> arns = looks
                ? List.of()
                : calling.members().topTexts().stream()
                        .filter(text -> text.startsWith("arn:"))
                        .distinct()
                        .toList();
        if (arns.isEmpty()) {
            calling.need("*", context);
        }
        arns.forEach(arn -> calling.need(arn, context));
    }

    static void autoscaling(Calling calling) {
        Members members = calling.members();
        String name = members.text("AutoScalingGroupName");
        if (calling.operation().startsWith("Describe") || name == null) {
            calling.need("*", calling.tagged());
            return;
        }
        calling.need(calling.arn("autoScalingGroup:*:autoScalingGroupName/" + name), calling.tagged());
        if (calling.operation().equals("CreateAutoScalingGroup")) {
            calling.serviceLinkedRole("autoscaling.amazonaws.com");
        }
    }

    static void cloudFormation(Calling calling) {
        String stack = calling.members().text("StackName");
        if (stack == null) {
            calling.need("*", new Context());
            return;
        }
        calling.need(stack.startsWith("arn:") ? stack : calling.arn("stack/" + stack + "/*"), calling.tagged());
        calling.passRole(calling.members().text("RoleARN"), "cloudformation.amazonaws.com");
    }

    static void logs(Calling calling) {
        String group = calling.members().text("logGroupName");
        calling.need(calling.arn(group == null ? "log-group::log-stream:" : "log-group:" + group), calling.tagged());
        if (calling.operation().equals("CreateLogGroup")
                && !calling.members().tags().isEmpty()) {
            calling.need("logs:TagResource", calling.arn("log-group:" + group), calling.tagged());
        }
    }

    static void ssm(Calling calling) {
        Members members = calling.members();
        List<String> names = new ArrayList<>(members.texts("Names"));
        for (String member : List.of("Name", "Path")) {
            String name = members.text(member);
            if (name != null) {
                names.add(name);
            }
        }
        if (names.isEmpty()) {
            calling.need("*", calling.tagged());
        }
        names.forEach(name -> calling.need(parameter(calling, name), calling.tagged()));
    }

    /** The parameters that AWS publishes belong to no account. */
    private static String parameter(Calling calling, String name) {
        String resource = "parameter" + (name.startsWith("/") ? name : "/" + name);
        Account account = calling.account();
        return name.startsWith("/aws/service/")
                ? "arn:" + account.partition() + ":ssm:" + account.region() + "::" + resource
                : calling.arn(resource);
    }
}
