package io.github.ekssdk.testing.internal.authorization;

import io.github.ekssdk.testing.internal.Account;
import io.github.ekssdk.testing.internal.policy.Ask;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.core.SdkPojo;

/** What a caller must be allowed for a call, by service and operation. */
public final class Requirements {
    private static final Map<String, ServiceActions> BY_SERVICE = Map.of(
            "eks", new EksActions(),
            "ec2", new Ec2Actions(),
            "iam", new IamActions(),
            "sts", new StsActions(),
            "kms", new KmsActions(),
            "autoscaling", OtherActions::autoscaling,
            "cloudformation", OtherActions::cloudFormation,
            "logs", OtherActions::logs,
            "ssm", OtherActions::ssm);

    private Requirements() {}

    /** The actions, each with what it is done to and under which conditions. */
    public static List<Ask> of(String service, String operation, SdkPojo request, Account account, Lookup lookup) {
        Calling calling = new Calling(service, operation, request, account, lookup);
        BY_SERVICE.getOrDefault(service, OtherActions::generic).collect(calling);
        return calling.asks();
    }
}
