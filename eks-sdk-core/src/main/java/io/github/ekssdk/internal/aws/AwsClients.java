package io.github.ekssdk.internal.aws;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.retries.api.BackoffStrategy;
import software.amazon.awssdk.retries.api.RetryStrategy;
import software.amazon.awssdk.services.autoscaling.AutoScalingClient;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.eks.EksClient;
import software.amazon.awssdk.services.elasticloadbalancing.ElasticLoadBalancingClient;
import software.amazon.awssdk.services.elasticloadbalancingv2.ElasticLoadBalancingV2Client;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.ssm.SsmClient;
import software.amazon.awssdk.services.sts.StsClient;

/** The AWS SDK's own clients, each made when it is first asked for, over one transport. */
public final class AwsClients implements Aws {

    private static final Duration TRANSPORT_BASE = Duration.ofMillis(100);
    private static final Duration THROTTLING_BASE = Duration.ofSeconds(1);
    private static final Duration CAP = Duration.ofSeconds(20);
    private static final int ATTEMPTS = 3;

    private final AwsSettings settings;
    private final Region region;
    private final CallLimits limits;
    private final Lazy<SdkHttpClient> transport = new Lazy<>(this::transport);
    private final List<AutoCloseable> open = new ArrayList<>();
    private final Map<Class<?>, Object> companions = new HashMap<>();
    private final Lazy<EksClient> eks = lazy(EksClient::builder, "eks");
    private final Lazy<Ec2Client> ec2 = lazy(Ec2Client::builder, "ec2");
    private final Lazy<Ec2Client> ec2Once =
            new Lazy<>(() -> build(Ec2Client.builder(), AwsRetryStrategy.doNotRetry(), "ec2"));
    private final Lazy<IamClient> iam = lazy(IamClient::builder, "iam");
    private final Lazy<StsClient> sts = lazy(StsClient::builder, "sts");
    private final Lazy<CloudWatchLogsClient> logs = lazy(CloudWatchLogsClient::builder, "logs");
    private final Lazy<KmsClient> kms = lazy(KmsClient::builder, "kms");
    private final Lazy<KmsClient> kmsOnce =
            new Lazy<>(() -> build(KmsClient.builder(), AwsRetryStrategy.doNotRetry(), "kms"));
    private final Lazy<SsmClient> ssm = lazy(SsmClient::builder, "ssm");
    private final Lazy<AutoScalingClient> autoScaling = lazy(AutoScalingClient::builder, "autoscaling");
    private final Lazy<CloudFormationClient> cloudFormation = lazy(CloudFormationClient::builder, "cloudformation");
    private final Lazy<ElasticLoadBalancingClient> elb =
            lazy(ElasticLoadBalancingClient::builder, "elasticloadbalancing");
    private final Lazy<ElasticLoadBalancingV2Client> elbV2 =
            lazy(ElasticLoadBalancingV2Client::builder, "elasticloadbalancing");

    /** Prepares clients; nothing is called yet. */
    public AwsClients(AwsSettings settings) {
        this.settings = settings;
        this.region = Region.of(settings.region());
        this.limits = new CallLimits(settings.time());
    }

    @Override
    public EksClient eks() {
        return eks.get();
    }

    @Override
    public Ec2Client ec2() {
        return ec2.get();
    }

    @Override
    public Ec2Client ec2Once() {
        return ec2Once.get();
    }

    @Override
    public IamClient iam() {
        return iam.get();
    }

    @Override
    public StsClient sts() {
        return sts.get();
    }

    @Override
    public CloudWatchLogsClient logs() {
        return logs.get();
    }

    @Override
    public KmsClient kms() {
        return kms.get();
    }

    @Override
    public KmsClient kmsOnce() {
        return kmsOnce.get();
    }

    @Override
    public SsmClient ssm() {
        return ssm.get();
    }

    @Override
    public AutoScalingClient autoScaling() {
        return autoScaling.get();
    }

    @Override
    public CloudFormationClient cloudFormation() {
        return cloudFormation.get();
    }

    @Override
    public ElasticLoadBalancingClient elb() {
        return elb.get();
    }

    @Override
    public ElasticLoadBalancingV2Client elbV2() {
        return elbV2.get();
    }

    @Override
    public AwsSettings settings() {
        return settings;
    }

    @Override
    public <T extends AutoCloseable> T companion(Class<T> type, Function<AwsSettings, T> maker) {
        synchronized (open) {
            return type.cast(companions.computeIfAbsent(type, missing -> {
                T made = maker.apply(settings);
                open.add(made);
                return made;
            }));
        }
    }

    /** Closes the clients; a transport that was handed in stays open. */
    @Override
    public void close() {
        List<AutoCloseable> closing;
        synchronized (open) {
            closing = List.copyOf(open);
            open.clear();
        }
        closing.forEach(client -> {
            try {
                client.close();
            } catch (Exception failure) {
                throw new IllegalStateException("An AWS client did not close.", failure);
            }
        });
    }

    private <B extends AwsClientBuilder<B, C> & AwsSyncClientBuilder<B, C>, C extends AutoCloseable> Lazy<C> lazy(
            Supplier<B> builder, String service) {
        return new Lazy<>(() -> build(builder.get(), retrying(), service));
    }

    private <B extends AwsClientBuilder<B, C> & AwsSyncClientBuilder<B, C>, C extends AutoCloseable> C build(
            B builder, RetryStrategy retries, String service) {
        builder.region(global(builder) ? iamRegion() : region)
                .credentialsProvider(new SigningCredentials(settings.credentials(), service))
                .overrideConfiguration(ClientOverrideConfiguration.builder()
                        .addExecutionInterceptor(new CallInterceptor(limits, settings.time(), service))
                        .retryStrategy(new OnTimeRetryStrategy(retries, settings.time()))
                        .apiCallAttemptTimeout(settings.callTimeout())
                        .build());
        settings.endpoint().ifPresent(builder::endpointOverride);
        builder.httpClient(new Borrowed(transport.get()));
        return opened(builder.build());
    }

    /** One for all services: its trust store and connections are what takes longest to make. */
    private SdkHttpClient transport() {
        return settings.http().orElseGet(() -> opened(Apache5HttpClient.create()));
    }

    private <C extends AutoCloseable> C opened(C made) {
        synchronized (open) {
            open.add(made);
        }
        return made;
    }

    private static boolean global(Object builder) {
        return builder instanceof software.amazon.awssdk.services.iam.IamClientBuilder;
    }

    /** IAM has one region in each partition. */
    private Region iamRegion() {
        return switch (Partitions.of(settings.region())) {
            case "aws-cn" -> Region.AWS_CN_GLOBAL;
            case "aws-us-gov" -> Region.AWS_US_GOV_GLOBAL;
            case "aws-iso" -> Region.AWS_ISO_GLOBAL;
            case "aws-iso-b" -> Region.AWS_ISO_B_GLOBAL;
            case "aws" -> Region.AWS_GLOBAL;
            default -> region;
        };
    }

    private RetryStrategy retrying() {
        return AwsRetryStrategy.standardRetryStrategy().toBuilder()
                .maxAttempts(ATTEMPTS)
                .backoffStrategy(jittered(TRANSPORT_BASE, settings.random()))
                .throttlingBackoffStrategy(jittered(THROTTLING_BASE, settings.random()))
                .build();
    }

    private static BackoffStrategy jittered(Duration base, RandomGenerator random) {
        return attempt -> {
            Duration full = base.multipliedBy(1L << Math.min(attempt - 1, 10));
            Duration capped = full.compareTo(CAP) > 0 ? CAP : full;
            synchronized (random) {
                return Duration.ofNanos((long) (capped.toNanos() * (0.5 + random.nextDouble() / 2)));
            }
        };
    }

    /** A transport that belongs to someone else, who closes it. */
    private record Borrowed(SdkHttpClient transport) implements SdkHttpClient {

        @Override
        public software.amazon.awssdk.http.ExecutableHttpRequest prepareRequest(
                software.amazon.awssdk.http.HttpExecuteRequest request) {
            return transport.prepareRequest(request);
        }

        @Override
        public void close() {
            // Its owner does.
        }

        @Override
        public String clientName() {
            return transport.clientName();
        }
    }

    /** Makes a value when it is first asked for. */
    private static final class Lazy<T> {

        private final Supplier<T> supplier;
        private volatile @org.jspecify.annotations.Nullable T value;

        Lazy(Supplier<T> supplier) {
            this.supplier = supplier;
        }

        T get() {
            T present = value;
            if (present == null) {
                synchronized (this) {
                    present = value;
                    if (present == null) {
                        present = supplier.get();
                        value = present;
                    }
                }
            }
            return present;
        }
    }
}
