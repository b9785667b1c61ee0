package io.github.ekssdk.internal.lower;

import io.github.ekssdk.internal.resource.eks.ControlPlane;
import io.github.ekssdk.internal.resource.kms.KeyFacts;
import io.github.ekssdk.spec.SecretsEncryption;
import java.util.Optional;

/** Whether EKS could encrypt secrets with the key that the spec names. */
final class SecretsKey implements Question {

    private static final String PATH = "secretsEncryption.keyArn";

    @Override
    public void ask(Inquiry inquiry) {
        Optional<String> named = inquiry.spec().secretsEncryption().flatMap(SecretsEncryption::keyArn);
        Optional<Object> used =
                inquiry.cluster().map(state -> state.properties().get(ControlPlane.ENCRYPTION_KEY));
        named.filter(key -> !used.equals(Optional.of(key))).ifPresent(key -> ask(inquiry, key));
    }

    private static void ask(Inquiry inquiry, String key) {
        String region = key.split(":", -1)[3];
        if (!region.equals(inquiry.owner().region())) {
            inquiry.problem(
                    PATH,
                    "The key " + key + " is in " + region + ", the cluster in "
                            + inquiry.owner().region() + ".",
                    "Name a key in the region of the cluster.");
            return;
        }
        KeyFacts.trouble(inquiry.aws(), key)
                .ifPresent(trouble ->
                        inquiry.problem(PATH, "The key " + key + " " + trouble.what() + ".", trouble.remedy()));
    }
}
