package io.github.ekssdk.internal.resource.kms;

import io.github.ekssdk.internal.aws.Aws;
import io.github.ekssdk.internal.aws.AwsFault;
import java.util.Optional;
import software.amazon.awssdk.services.kms.model.KeyMetadata;
import software.amazon.awssdk.services.kms.model.KeySpec;
import software.amazon.awssdk.services.kms.model.KeyUsageType;

/** What KMS says of a key that EKS is to use. */
public final class KeyFacts {

    /** That the caller may not look at it, which matters where somebody looks at it on behalf of the caller. */
    public static final Trouble UNSEEN = new Trouble(
            "may not be looked at by the caller, and EKS looks at it on behalf of the caller",
            "Allow the caller kms:DescribeKey and kms:CreateGrant, in IAM and in the key's policy.");

    private KeyFacts() {}

    /** Returns why EKS could not encrypt secrets with a key; nothing where it could. */
    public static Optional<Trouble> trouble(Aws aws, String keyArn) {
        try {
            return trouble(
                    aws.kms().describeKey(request -> request.keyId(keyArn)).keyMetadata());
        } catch (AwsFault fault) {
            if (fault.notFound()) {
                return Optional.of(new Trouble("does not exist", "Name a key that does, or have one made."));
            }
            if (fault.code().equals("AccessDeniedException")) {
                return Optional.of(UNSEEN);
            }
            throw fault;
        }
    }

    private static Optional<Trouble> trouble(KeyMetadata key) {
        if (key.keySpec() != KeySpec.SYMMETRIC_DEFAULT || key.keyUsage() != KeyUsageType.ENCRYPT_DECRYPT) {
            return Optional.of(new Trouble(
                    "is a key of the spec " + key.keySpecAsString() + " for " + key.keyUsageAsString(),
                    "EKS takes symmetric keys for ENCRYPT_DECRYPT only."));
        }
        return switch (key.keyState()) {
            case ENABLED -> Optional.empty();
            case DISABLED -> Optional.of(new Trouble("is disabled", "Enable it with kms:EnableKey first."));
            case PENDING_DELETION, PENDING_REPLICA_DELETION ->
                Optional.of(new Trouble(
                        "is pending deletion" + (key.deletionDate() == null ? "" : " on " + key.deletionDate()),
                        "Cancel that with kms:CancelKeyDeletion and enable it, or name another one."));
            default ->
                Optional.of(new Trouble(
                        "is in the state " + key.keyStateAsString(), "Name a key that is in the state Enabled."));
        };
    }

    /**
     * Why a key cannot be used.
     *
     * @param what what is wrong with it, to go on after its name
     * @param remedy what to do about it, a whole sentence
     */
    public record Trouble(String what, String remedy) {}
}
