package io.github.ekssdk.internal.resource.iam;

import io.github.ekssdk.internal.aws.Aws;
import io.github.ekssdk.internal.aws.AwsFault;

/** What IAM says of managed policies. */
public final class PolicyFacts {

    private PolicyFacts() {}

    /** Tells whether there is a managed policy, of the account or of AWS, with an ARN. */
    public static boolean exists(Aws aws, String arn) {
        return AwsFault.found(() ->
                        aws.iam().getPolicy(request -> request.policyArn(arn)).policy())
                .isPresent();
    }
}
