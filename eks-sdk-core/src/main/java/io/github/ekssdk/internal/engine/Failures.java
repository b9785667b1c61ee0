package io.github.ekssdk.internal.engine;

import io.github.ekssdk.error.AwsCallFailedException;
import io.github.ekssdk.error.AwsError;
import io.github.ekssdk.error.CredentialsRefusedException;
import io.github.ekssdk.error.EksSdkException;
import io.github.ekssdk.error.PermissionDeniedException;
import io.github.ekssdk.error.Quota;
import io.github.ekssdk.error.QuotaExceededException;
import io.github.ekssdk.internal.aws.AwsFault;
import io.github.ekssdk.internal.engine.Classifier.Meaning;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Puts a failed call into the exception that tells its caller what to do. */
public final class Failures {

    private static final Pattern NOT_AUTHORIZED =
            Pattern.compile("User: (\\S+) is not authorized to perform: ([\\w-]+:\\w+)");
    private static final Map<String, Quota> QUOTAS = Map.of(
            "VpcLimitExceeded", quota("vpc", "VPCs per Region", "L-F678F1CE", 5),
            "AddressLimitExceeded", quota("ec2", "EC2-VPC Elastic IPs", "L-0263D0A3", 5),
            "NatGatewayLimitExceeded", quota("vpc", "NAT gateways per Availability Zone", "L-FE5A380F", 5),
            "InternetGatewayLimitExceeded", quota("vpc", "Internet gateways per Region", "L-A4707A72", 5),
            "SubnetLimitExceeded", quota("vpc", "Subnets per VPC", "L-407747CB", 200),
            "SecurityGroupLimitExceeded", quota("vpc", "VPC security groups per Region", "L-E79EC296", 2500),
            "RulesPerSecurityGroupLimitExceeded",
                    quota("vpc", "Inbound or outbound rules per security group", "L-0EA8095F", 60));

    private Failures() {}

    /** Returns the exception for a call that was made for a resource. */
    public static EksSdkException explain(String resource, AwsFault fault) {
        AwsError error = fault.error();
        if (fault.getCause() instanceof EksSdkException explained) {
            return explained;
        }
        if (fault.denied()) {
            Matcher words = NOT_AUTHORIZED.matcher(error.message());
            boolean named = words.find();
            return new PermissionDeniedException(
                    resource, error, named ? words.group(2) : error.action(), named ? words.group(1) : null, fault);
        }
        if (fault.credentialsRefused()) {
            return new CredentialsRefusedException(resource, error, fault);
        }
        return quota(error)
                .<EksSdkException>map(quota -> new QuotaExceededException(resource, error, quota, fault))
                .orElseGet(() -> new AwsCallFailedException(
                        resource, error, Classifier.classify(fault) != Meaning.FINAL, fault));
    }

    private static Optional<Quota> quota(AwsError error) {
        Quota known = QUOTAS.get(error.errorCode());
        if (known != null) {
            return Optional.of(known);
        }
        return switch (error.errorCode()) {
            case "ResourceLimitExceededException", "LimitExceeded", "LimitExceededException" ->
                Optional.of(new Quota(error.service(), error.operation(), Optional.empty(), OptionalLong.empty()));
            default -> Optional.empty();
        };
    }

    private static Quota quota(String service, String name, String code, long limit) {
        return new Quota(service, name, Optional.of(code), OptionalLong.of(limit));
    }
}
