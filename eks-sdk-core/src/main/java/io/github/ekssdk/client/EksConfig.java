package io.github.ekssdk.client;

import static java.util.Objects.requireNonNull;

import io.github.ekssdk.error.AwsConfigurationException;
import io.github.ekssdk.internal.aws.AwsSettings;
import io.github.ekssdk.internal.resource.sts.AssumedRoleCredentials;
import io.github.ekssdk.spi.Time;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.regions.providers.DefaultAwsRegionProviderChain;

/**
 * How an {@link EksManager} reaches AWS. Every setting has a default, so this is only for those who want something else than
 * the AWS SDK's own region, credentials and transport.
 *
 * @since 0.1
 */
public final class EksConfig {

    private static final int PARALLELISM = 8;
    private static final Duration CALL_TIMEOUT = Duration.ofSeconds(30);

    private final String region;
    private final AwsCredentialsProvider credentials;
    private final @Nullable SdkHttpClient httpClient;
    private final @Nullable URI endpoint;
    private final Time time;
    private final RandomGenerator random;
    private final int parallelism;
    private final Duration callTimeout;

    private EksConfig(Builder builder) {
        this.region = builder.region != null ? builder.region : defaultRegion();
        this.httpClient = builder.httpClient;
        this.endpoint = builder.endpoint;
        this.time = builder.time;
        this.random = new SplittableRandom(time.now().toEpochMilli());
        this.parallelism = builder.parallelism;
        this.callTimeout = builder.callTimeout;
        this.credentials = credentials(builder);
    }

    private AwsCredentialsProvider credentials(Builder builder) {
        AwsCredentialsProvider given = builder.credentials != null
                ? builder.credentials
                : DefaultCredentialsProvider.builder().build();
        AssumedRole role = builder.role;
        return role == null
                ? given
                : new AssumedRoleCredentials(
                        settings(given), role.roleArn(), role.sessionName(), role.externalId(), role.duration());
    }

    /** Starts from the defaults. */
    public static Builder builder() {
        return new Builder();
    }

    private static String defaultRegion() {
        try {
            return DefaultAwsRegionProviderChain.builder().build().getRegion().id();
        } catch (SdkClientException missing) {
            throw new AwsConfigurationException(
                    "No AWS region was found. Set it with Eks.connect(aws -> aws.region(\"eu-west-1\")), in the"
                            + " environment variable AWS_REGION, in the system property aws.region, or in the AWS config"
                            + " file.",
                    missing);
        }
    }

    /** Returns the region of every call. */
    public String region() {
        return region;
    }

    /** Returns who calls: the assumed role, if there is one. */
    public AwsCredentialsProvider credentials() {
        return credentials;
    }

    /** Returns the transport that was handed in; nothing for one of the manager's own. */
    public Optional<SdkHttpClient> httpClient() {
        return Optional.ofNullable(httpClient);
    }

    /** Returns where every service is reached instead of AWS; usually nothing. */
    public Optional<URI> endpoint() {
        return Optional.ofNullable(endpoint);
    }

    /** Returns where the present, timers and threads come from. */
    public Time time() {
        return time;
    }

    /** Returns how many calls may be under way at once. */
    public int parallelism() {
        return parallelism;
    }

    /** Returns how long one attempt of a call may take. */
    public Duration callTimeout() {
        return callTimeout;
    }

    AwsSettings settings(AwsCredentialsProvider caller) {
        return new AwsSettings(
                region,
                caller,
                Optional.ofNullable(httpClient),
                Optional.ofNullable(endpoint),
                callTimeout,
                time,
                random);
    }

    /** Collects the settings. */
    public static final class Builder {

        private @Nullable String region;
        private @Nullable AwsCredentialsProvider credentials;
        private @Nullable AssumedRole role;
        private @Nullable SdkHttpClient httpClient;
        private @Nullable URI endpoint;
        private Time time = Time.system();
        private int parallelism = PARALLELISM;
        private Duration callTimeout = CALL_TIMEOUT;

        private Builder() {}

        /** Sets the region, such as {@code eu-west-1}; the AWS SDK's default chain decides unless set. */
        public Builder region(String region) {
            this.region = requireNonNull(region, "region");
            return this;
        }

        /**
         * Sets who calls; the AWS SDK's default chain decides unless set. It is asked for each call, so credentials that are
         * renewed last through a long run.
         */
        public Builder credentials(AwsCredentialsProvider credentials) {
            this.credentials = requireNonNull(credentials, "credentials");
            return this;
        }

        /**
         * Makes every call as a role that the credentials may assume, in another account for example. The role is assumed when
         * it is first needed, and again five minutes before a session ends.
         *
         * @param roleArn the role's ARN, such as {@code arn:aws:iam::123456789012:role/ops}
         * @throws IllegalArgumentException if it is not the ARN of a role
         */
        public Builder assumeRole(String roleArn) {
            return assumeRole(roleArn, role -> {});
        }

        /**
         * Makes every call as a role that the credentials may assume, as {@link #assumeRole(String)} does.
         *
         * @param settings the external id, the session's name and its length
         * @throws IllegalArgumentException if a setting is one that STS would refuse
         */
        public Builder assumeRole(String roleArn, Consumer<? super AssumedRole.Builder> settings) {
            AssumedRole.Builder builder = new AssumedRole.Builder(roleArn);
            settings.accept(builder);
            this.role = builder.build();
            return this;
        }

        /** Sets the transport, which stays open when the manager is closed; Apache HTTP client 5 unless set. */
        public Builder httpClient(SdkHttpClient httpClient) {
            this.httpClient = requireNonNull(httpClient, "httpClient");
            return this;
        }

        /** Sends every call to this address instead of AWS, for a fake. */
        public Builder endpoint(URI endpoint) {
            this.endpoint = requireNonNull(endpoint, "endpoint");
            return this;
        }

        /** Sets where the present, timers and threads come from; the computer's own unless set. */
        public Builder time(Time time) {
            this.time = requireNonNull(time, "time");
            return this;
        }

        /**
         * Sets how many calls may be under way at once; 8 unless set.
         *
         * @throws IllegalArgumentException if it is less than 1
         */
        public Builder parallelism(int parallelism) {
            if (parallelism < 1) {
                throw new IllegalArgumentException("parallelism must be at least 1, but is " + parallelism + ".");
            }
            this.parallelism = parallelism;
            return this;
        }

        /** Sets how long one attempt of a call may take; 30 seconds unless set. */
        public Builder callTimeout(Duration callTimeout) {
            this.callTimeout = requireNonNull(callTimeout, "callTimeout");
            return this;
        }

        /**
         * Returns the settings.
         *
         * @throws AwsConfigurationException if no region was set and none is found
         */
        public EksConfig build() {
            return new EksConfig(this);
        }
    }
}
