package io.github.ekssdk.internal.lower;

import io.github.ekssdk.internal.resource.ec2.LaunchTemplate;
import io.github.ekssdk.internal.resource.eks.ControlPlane;
import io.github.ekssdk.internal.resource.kms.KeyFacts;
import io.github.ekssdk.internal.resource.logs.LogGroup;
import io.github.ekssdk.spec.SecretsEncryption;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Whether the KMS keys that the spec names could be used. */
final class GivenKeys implements Question {

    private static final int REGION = 3;

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
        volumes(inquiry);
    }

    /** EC2 starts no node whose volume it cannot encrypt, and tells the Auto Scaling group only. */
    private static void volumes(Inquiry inquiry) {
        Map<String, String> paths = new LinkedHashMap<>();
        for (AskedGroup group : AskedGroup.all(inquiry)) {
            group.group()
                    .volume()
                    .kmsKeyId()
                    .filter(key -> group.templateDiffers(LaunchTemplate.KMS_KEY_ID, key))
                    .ifPresent(key -> paths.putIfAbsent(key, group.at("volume.kmsKeyId")));
            String present = String.valueOf(group.template().asMap().get(LaunchTemplate.ADDITIONAL_VOLUMES));
            group.group()
                    .additionalVolumes()
                    .forEach((device, volume) -> volume.kmsKeyId()
                            .filter(key -> !present.contains(key))
                            .ifPresent(key ->
                                    paths.putIfAbsent(key, group.at("additionalVolumes[" + device + "].kmsKeyId"))));
        }
        paths.forEach((key, path) -> tell(
                inquiry,
                path,
                key,
                KeyFacts.trouble(inquiry.aws(), key).filter(trouble -> !trouble.equals(KeyFacts.UNSEEN))));
    }

    private static void ask(Inquiry inquiry, String path, String key) {
        String region = key.split(":", -1)[REGION];
        if (!region.equals(inquiry.owner().region())) {
            inquiry.problem(
                    path,
                    "The key " + key + " is in " + region + ", the cluster in "
                            + inquiry.owner().region() + ".",
                    "Name a key in the region of the cluster.");
            return;
        }
        tell(inquiry, path, key, KeyFacts.trouble(inquiry.aws(), key));
    }

    private static void tell(Inquiry inquiry, String path, String key, Optional<KeyFacts.Trouble> found) {
        found.ifPresent(
                trouble -> inquiry.problem(path, "The key " + key + " " + trouble.what() + ".", trouble.remedy()));
    }
}
