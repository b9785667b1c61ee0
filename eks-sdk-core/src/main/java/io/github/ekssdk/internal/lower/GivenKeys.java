package io.github.ekssdk.internal.lower;

import io.github.ekssdk.internal.resource.eks.ControlPlane;
import io.github.ekssdk.internal.resource.kms.KeyFacts;
import io.github.ekssdk.internal.resource.logs.LogGroup;
import io.github.ekssdk.spec.SecretsEncryption;
import java.util.Optional;

/** Whether the KMS keys that the spec names could be used. */
final class GivenKeys implements Question {

    @Override
    public void ask(Inquiry inquiry) {
        Optional<Object> used =
                inquiry.cluster().map(state -> state.properties().get(ControlPlane.ENCRYPTION_KEY));
        inquiry.spec()
                .secretsEncryption()
                .flatMap(SecretsEncryption::keyArn)
                .filter(key -> !used.equals(Optional.of(key)))
                .ifPresent(key -> ask(inquiry, "secretsEncryption.keyArn", key));
        Optional<Object> logging = inquiry.observed(Kinds.LOG_GROUP)
                .findFirst()
                .map(group -> group.properties().get(LogGroup.KMS_KEY_ID));
        inquiry.spec()
                .logKmsKeyArn()
                .filter(key -> !logging.equals(Optional.of(key)))
                .ifPresent(key -> ask(inquiry, "logKmsKeyArn", key));
    }

    private static void ask(Inquiry inquiry, String path, String key) {
        String region = key.split(":", -1)[3];
        if (!region.equals(inquiry.owner().region())) {
            inquiry.problem(
                    path,
                    "The key " + key + " is in " + region + ", the cluster in "
                            + inquiry.owner().region() + ".",
                    "Name a key in the region of the cluster.");
            return;
        }
        KeyFacts.trouble(inquiry.aws(), key)
                .ifPresent(trouble ->
                        inquiry.problem(path, "The key " + key + " " + trouble.what() + ".", trouble.remedy()));
    }
}
