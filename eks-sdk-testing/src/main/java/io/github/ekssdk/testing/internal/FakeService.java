package io.github.ekssdk.testing.internal;

import io.github.ekssdk.testing.Resource;
import java.util.List;
import software.amazon.awssdk.core.SdkRequest;

/**
 * One AWS service of one account. Each public method {@code XResponse x(XRequest request, Call call)} of its
 * {@link #handlers()} answers the operation X; the second parameter may be left out, and the name of the method does not
 * count. Handlers are called one at a time and refuse with {@link AwsRefusal}.
 */
public interface FakeService {
    /** Signing name of the service: {@code eks}, {@code ec2}, {@code iam}, {@code sts}. */
    String name();

    /** The objects whose methods answer calls, always the same list; the service itself unless overridden. */
    default List<?> handlers() {
        return List.of(this);
    }

    /** Refuses a call before its handler sees it, as for a request rate that is too high; lets every call in unless overridden. */
    default void admit(SdkRequest request, Call call) {}

    /** Refuses a call whose input no account could use, before anything else is looked at; takes all input unless overridden. */
    default void validate(SdkRequest request, Call call) {}

    /** Everything that the service keeps and a bill or a quota would show. */
    List<Resource> inventory();
}
