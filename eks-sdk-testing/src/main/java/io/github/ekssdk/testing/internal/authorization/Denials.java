package io.github.ekssdk.testing.internal.authorization;

import io.github.ekssdk.testing.internal.AwsRefusal;
import io.github.ekssdk.testing.internal.Call;
import io.github.ekssdk.testing.internal.policy.Ask;
import io.github.ekssdk.testing.internal.policy.EncodedDenial;
import io.github.ekssdk.testing.internal.policy.Verdict;
import java.util.Set;

/** The refusals of calls that are not allowed, as the services word them. */
final class Denials {
    private static final Set<String> JSON = Set.of("eks", "eks-auth");
    private static final Set<String> AWS_JSON = Set.of("kms", "ssm", "logs");

    private Denials() {}

    static AwsRefusal refusal(Call call, Ask ask, Verdict why) {
        String service = call.service();
        if (service.equals("ec2")) {
            return new AwsRefusal(403, "UnauthorizedOperation", ofEc2(call, ask, why));
        }
        if (service.equals("eks")
                && call.operation().contains("Nodegroup")
                && !ask.action().startsWith("eks:")) {
            return ofNodegroup(call, ask, why);
        }
        String message = sentence(call, ask, why, true);
        if (JSON.contains(service)) {
            return new AwsRefusal(403, "AccessDeniedException", message);
        }
        return AWS_JSON.contains(service)
                ? new AwsRefusal(400, "AccessDeniedException", message)
                : new AwsRefusal(403, "AccessDenied", message);
    }

    /** What EKS says when the caller lacks what it looks at before it makes nodes. */
    private static AwsRefusal ofNodegroup(Call call, Ask ask, Verdict why) {
        if (ask.action().equals("ec2:RunInstances")) {
            return new AwsRefusal(
                    400,
                    "InvalidRequestException",
                    "You are not authorized to launch instances with this launch template. Encoded authorization"
                            + " failure message: " + encoded(call, ask, why));
        }
        if (ask.action().equals("iam:GetRole") && ask.resource().contains(":role/aws-service-role/")) {
            String role = ask.resource().substring(ask.resource().lastIndexOf('/') + 1);
            return new AwsRefusal(
                    400,
                    "InvalidRequestException",
                    "Failed to validate if SLR: " + role
                            + " already exists due to missing permissions for 'iam:GetRole'");
        }
        String start =
                ask.action().startsWith("ec2:") ? "You are not authorized to perform " + ask.action() + ". " : "";
        boolean where = !ask.action().startsWith("ec2:");
        return new AwsRefusal(403, "AccessDeniedException", start + sentence(call, ask, why, where));
    }

    private static String sentence(Call call, Ask ask, Verdict why, boolean always) {
        String resource = always || !ask.resource().equals("*") ? " on resource: " + ask.resource() : "";
        return "User: " + call.caller().arn() + " is not authorized to perform: " + ask.action() + resource + " "
                + why.reason(ask.action());
    }

    private static String ofEc2(Call call, Ask ask, Verdict why) {
        String message = "You are not authorized to perform this operation. " + sentence(call, ask, why, false);
        boolean looks =
                call.operation().startsWith("Describe") || call.operation().startsWith("Get");
        return looks ? message : message + ". Encoded authorization failure message: " + encoded(call, ask, why);
    }

    private static String encoded(Call call, Ask ask, Verdict why) {
        return EncodedDenial.encode("{\"allowed\":false,\"explicitDeny\":" + why.explicitDeny()
                + ",\"matchedStatements\":{\"items\":[]},\"failures\":{\"items\":[]},\"context\":{\"principal\":{\"id\":\""
                + call.caller().userId() + "\",\"arn\":\"" + call.caller().arn() + "\"},\"action\":\"" + ask.action()
                + "\",\"resource\":\"" + ask.resource() + "\",\"conditions\":{\"items\":[]}}}");
    }
}
