package io.github.ekssdk.internal.aws;

import io.github.ekssdk.spi.Time;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.random.RandomGenerator;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.http.SdkHttpClient;

/**
 * How to reach AWS.
 *
 * @param region the region of every call
 * @param credentials who calls
 * @param http the transport, or nothing for one of the clients' own
 * @param endpoint where every service is reached, or nothing for AWS itself
 * @param callTimeout how long one attempt may take
 * @param time the time on which delays are spent
 * @param random the source of jitter
 */
public record AwsSettings(
        String region,
        AwsCredentialsProvider credentials,
        Optional<SdkHttpClient> http,
        Optional<URI> endpoint,
        Duration callTimeout,
        Time time,
        RandomGenerator random) {}
