package io.github.ekssdk.testing.junit;

import io.github.ekssdk.testing.FakeAws;
import io.github.ekssdk.testing.LatencyProfile;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.platform.commons.support.AnnotationSupport;

/**
 * Opens a fake AWS account for each test and hands out its parts as parameters; {@link EksTest} is the short way to it.
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
public final class FakeAwsExtension implements BeforeEachCallback, AfterEachCallback, ParameterResolver {
    private static final ExtensionContext.Namespace NAMESPACE =
            ExtensionContext.Namespace.create(FakeAwsExtension.class);
    private static final Duration GRACE = Duration.ofSeconds(5);

    private final @Nullable Consumer<? super FakeAws.Builder> settings;

    /** Takes its settings from {@link EksTest}. */
    public FakeAwsExtension() {
        this(null);
    }

    private FakeAwsExtension(@Nullable Consumer<? super FakeAws.Builder> settings) {
        this.settings = settings;
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
    public void beforeEach(ExtensionContext context) {
        account(context);
    }

    @Override
    public void afterEach(ExtensionContext context) throws InterruptedException {
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
        private Consumer<? super FakeAws.Builder> settings = aws -> {};

        private Builder() {}

        /** Settings of each test's account; the latency profile is {@code typical} when unset. */
        public Builder aws(Consumer<? super FakeAws.Builder> account) {
            this.settings = account;
            return this;
        }

        /** Makes the extension. */
        public FakeAwsExtension build() {
            return new FakeAwsExtension(settings);
        }
    }
}
