package io.github.ekssdk.internal.aws;

import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkException;

/** The credentials that the calls of a service are signed with; if there are none, that is told in words of our own. */
record SigningCredentials(AwsCredentialsProvider provider, String service) implements AwsCredentialsProvider {

    @Override
    public AwsCredentials resolveCredentials() {
        try {
            return provider.resolveCredentials();
        } catch (SdkException failure) {
            throw Translation.of(failure) instanceof AwsFault fault ? fault.of(service, Translation.UNTOLD) : failure;
        }
    }
}
