package io.github.ekssdk.testing.junit;

import io.github.ekssdk.testing.FakeAws;
import io.github.ekssdk.testing.LatencyProfile;
import io.github.ekssdk.testing.Strictness;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.platform.commons.support.AnnotationSupport;

/**
 * Opens a fake AWS account for each test and hands out its parts as parameters; {@link EksTest} is the short way to it. An
 * account that a {@code @BeforeAll} method or the constructor of a {@code PER_CLASS} instance takes is shared by the class.
 *
 * <pre>{@code
 * @RegisterExtension
 * final FakeAwsExtension fake = FakeAwsExtension.builder()
 *     .aws(aws -> aws.latency(LatencyProfile.slow()).seed(42))
 *     .build();
 * }</pre>
 *
 * @since 0.1
 */
public final class FakeAwsExtension
        implements BeforeAllCallback, BeforeEachCallback, AfterEachCallback, AfterAllCallback, ParameterResolver {
    private static final ExtensionContext.Namespace NAMESPACE =
            ExtensionContext.Namespace.create(FakeAwsExtension.class);
    private static final Duration GRACE = Duration.ofSeconds(5);

    private final @Nullable Consumer<FakeAws.Builder> settings;
    private final boolean shared;

    /** Takes its settings from {@link EksTest}. */
    public FakeAwsExtension() {
        this(null, false);
    }

    private FakeAwsExtension(@Nullable Consumer<FakeAws.Builder> settings, boolean shared) {
        this.settings = settings;
        this.shared = shared;
    }

    /** Collects settings for use with {@code @RegisterExtension}. */
    public static Builder builder() {
        return new Builder();
    }

    /** Has the constructor of a test class take parts of the account of the one test that the instance is made for. */
    @Override
    public ExtensionContextScope getTestInstantiationExtensionContextScope(ExtensionContext rootContext) {
        return ExtensionContextScope.TEST_METHOD;
    }

    @Override
    public void beforeAll(ExtensionContext context) {
        if (shared) {
            account(context);
        }
    }

    @Override
    public void beforeEach(ExtensionContext context) {
        account(context);
    }

    @Override
    public void afterEach(ExtensionContext context) throws InterruptedException {
        close(context);
    }

    /** Closes the account that the tests of a class share, if they do. */
    @Override
    public void afterAll(ExtensionContext context) throws InterruptedException {
        close(context);
    }

    private static void close(ExtensionContext context) throws InterruptedException {
        TestAccount account = context.getStore(NAMESPACE).remove(TestAccount.class, TestAccount.class);
        if (account != null) {
            account.close(context.getExecutionException().isPresent());
        }
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return TestAccount.has(parameter.getParameter().getType());
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return account(context).part(parameter.getParameter().getType());
    }

    private TestAccount account(ExtensionContext context) {
        return context.getStore(NAMESPACE)
                .getOrComputeIfAbsent(
                        TestAccount.class, type -> new TestAccount(open(context), GRACE), TestAccount.class);
    }

    private FakeAws open(ExtensionContext context) {
        FakeAws.Builder aws = FakeAws.builder().latency(LatencyProfile.typical());
        if (settings != null) {
            settings.accept(aws);
        } else {
            annotation(context)
                    .ifPresent(annotation -> aws.latency(LatencyProfile.named(annotation.latency()))
                            .seed(annotation.seed())
                            .region(annotation.region()));
        }
        return aws.build();
    }

    private static Optional<EksTest> annotation(ExtensionContext context) {
        for (Optional<ExtensionContext> at = Optional.of(context);
                at.isPresent();
                at = at.get().getParent()) {
            Optional<EksTest> found =
                    at.get().getTestClass().flatMap(type -> AnnotationSupport.findAnnotation(type, EksTest.class));
            if (found.isPresent()) {
                return found;
            }
        }
        return Optional.empty();
    }

    /**
     * Collects the settings of a {@link FakeAwsExtension}.
     *
     * @since 0.1
     */
    public static final class Builder {
        private Consumer<FakeAws.Builder> settings = aws -> {};
        private boolean shared;

        private Builder() {}

        /** Settings of each test's account; the latency profile is {@code typical} when unset. */
        public Builder aws(Consumer<? super FakeAws.Builder> account) {
            settings = settings.andThen(account);
            return this;
        }

        /** How long things take; {@link LatencyProfile#typical()} when unset. */
        public Builder latency(LatencyProfile profile) {
            return aws(aws -> aws.latency(profile));
        }

        /** Seed of ids and durations; 1 when unset. */
        public Builder seed(long number) {
            return aws(aws -> aws.seed(number));
        }

        /** Region of the clients; eu-west-1 when unset. */
        public Builder region(String name) {
            return aws(aws -> aws.region(name));
        }

        /** Lets subnets, roles and keys be made up, and resources be ready at once; see {@link Strictness#LENIENT}. */
        public Builder lenient() {
            return aws(aws -> aws.strictness(Strictness.LENIENT));
        }

        /** Gives one account to all tests of a class, as something slow to set up may ask for; one to each when unset. */
        public Builder sharedByClass() {
            shared = true;
            return this;
        }

        /** Makes the extension. */
        public FakeAwsExtension build() {
            return new FakeAwsExtension(settings, shared);
        }
    }
}
