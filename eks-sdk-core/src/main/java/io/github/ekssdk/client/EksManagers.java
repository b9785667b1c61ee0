package io.github.ekssdk.client;

import io.github.ekssdk.internal.aws.AwsClients;

/** Makes managers; applications call {@code Eks.connect}. */
public final class EksManagers {

    private EksManagers() {}

    /** Returns a manager with these settings. Nothing is called yet. */
    public static EksManager connect(EksConfig config) {
        return new DefaultEksManager(config, new AwsClients(config.settings(config.credentials())));
    }
}
