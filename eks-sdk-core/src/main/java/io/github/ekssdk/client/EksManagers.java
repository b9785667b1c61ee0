package io.github.ekssdk.client;

import io.github.ekssdk.internal.aws.AwsClients;
import io.github.ekssdk.internal.aws.AwsSettings;

/** Makes managers; applications call {@code Eks.connect}. */
public final class EksManagers {

    private EksManagers() {}

    /** Returns a manager with these settings. Nothing is called yet. */
    public static EksManager connect(EksConfig config) {
        AwsSettings settings = new AwsSettings(
                config.region(),
                config.credentials(),
                config.httpClient(),
                config.endpoint(),
                config.callTimeout(),
                config.time(),
                config.random());
        return new DefaultEksManager(config, new AwsClients(settings));
    }
}
