package io.github.ekssdk.testing.junit;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Gives each test of a class an AWS account in memory, empty and on a clock that moves only when something waits. Test
 * methods, {@code @BeforeEach} methods and constructors may take as parameters what they need of it: {@code FakeAws},
 * {@code FakeClock}, {@code EksManager}, or the client of any AWS service, such as {@code EksClient}.
 *
 * <p>When a test has ended, the extension closes the account and fails the test if the fake itself went wrong, if a call is
 * still under way, if a fault rule hit no call, or if a thread of the SDK is left.
 *
 * <pre>{@code
 * @EksTest
 * class ProdClusterTest {
 *     @Test
 *     void a_second_apply_changes_nothing(EksManager eks, FakeAws aws) {
 *         eks.apply(eks.plan(prod));
 *         int mark = aws.ledger().size();
 *
 *         eks.apply(eks.plan(prod));
 *
 *         assertThat(aws.ledger().since(mark)).noneMatch(RecordedCall::mutating);
 *     }
 * }
 * }</pre>
 *
 * @see FakeAwsExtension#builder() for settings that an annotation cannot hold
 * @since 0.1
 */
@Documented
@Inherited
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(FakeAwsExtension.class)
public @interface EksTest {

    /** Name of the latency profile: {@code instant}, {@code fast}, {@code typical} or {@code slow}. */
    String latency() default "typical";

    /** Seed of ids and durations. */
    long seed() default 1;

    /** Region of the clients. */
    String region() default "eu-west-1";
}
