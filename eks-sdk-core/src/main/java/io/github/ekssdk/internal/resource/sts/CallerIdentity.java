package io.github.ekssdk.internal.resource.sts;

import io.github.ekssdk.error.AwsConfigurationException;
import io.github.ekssdk.internal.aws.Aws;
import io.github.ekssdk.internal.aws.AwsFault;
import io.github.ekssdk.internal.graph.Owner;
import org.jspecify.annotations.Nullable;

/** Who the credentials belong to; asked once. */
public final class CallerIdentity {

    private static final String ROLE_PATH = "/";

    private final Aws aws;
    private final String region;
    private volatile @Nullable Caller caller;

    /** Prepares to ask. */
    public CallerIdentity(Aws aws, String region) {
        this.aws = aws;
        this.region = region;
    }

    /** Returns the owner of a cluster's resources in the caller's account. */
    public Owner owner(String cluster) {
        Caller known = known();
        return new Owner(cluster, known.account(), region, known.partition(), ROLE_PATH);
    }

    /** Returns the caller's ARN; of an assumed role, that of the session. */
    public String arn() {
        return known().arn();
    }

    private Caller known() {
        Caller known = caller;
        if (known == null) {
            known = ask();
            caller = known;
        }
        return known;
    }

    private Caller ask() {
        try {
            var identity = aws.sts().getCallerIdentity();
            return new Caller(identity.account(), identity.arn());
        } catch (AwsFault fault) {
            if (!fault.answered() && String.valueOf(fault.getMessage()).contains("credentials")) {
                throw new AwsConfigurationException(
                        "No AWS credentials were found; the cause says where they were looked for. Give them with"
                                + " Eks.connect(aws -> aws.credentials(...)), in the environment, or in the AWS config"
                                + " files.",
                        fault);
            }
            throw fault;
        }
    }

    private record Caller(String account, String arn) {

        String partition() {
            return arn.split(":", -1)[1];
        }
    }
}
