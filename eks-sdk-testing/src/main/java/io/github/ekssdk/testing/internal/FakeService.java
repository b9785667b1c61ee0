package io.github.ekssdk.testing.internal;

import io.github.ekssdk.testing.Resource;
import java.util.List;

/**
 * One AWS service of one account. Each public method {@code XResponse x(XRequest request, Call call)} answers the operation
 * X; the second parameter may be left out. Handlers are called one at a time and refuse with {@link AwsRefusal}.
 */
public interface FakeService {
    /** Signing name of the service: {@code eks}, {@code ec2}, {@code iam}, {@code sts}. */
    String name();

    /** Everything that the service keeps and a bill or a quota would show. */
    List<Resource> inventory();
}
