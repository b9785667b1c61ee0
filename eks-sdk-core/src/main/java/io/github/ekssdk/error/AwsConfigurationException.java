package io.github.ekssdk.error;

import org.jspecify.annotations.Nullable;

/**
 * AWS cannot be called at all: no region or no credentials were found.
 *
 * @since 0.1
 */
@SuppressWarnings("serial") // Thrown and caught in one process, never serialised.
public class AwsConfigurationException extends EksSdkException {

    /**
     * Reports what is missing.
     *
     * @param message what is missing, where it was looked for, and how to give it
     * @param cause the AWS SDK's exception
     */
    public AwsConfigurationException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
