package io.github.ekssdk.testing.internal.service.eks;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ekssdk.testing.LatencyProfile;
import io.github.ekssdk.testing.internal.Account;
import io.github.ekssdk.testing.internal.service.Handlers;
import io.github.ekssdk.testing.internal.standard.StandardServices;
import java.lang.reflect.Method;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.services.eks.EksClient;

class EksOperationsTest {
    /** What the fake does not do, and why. */
    private static final Map<String, String> KNOWN_GAPS = Map.of();

    @Test
    void every_operation_of_the_client_is_handled_or_a_known_gap() {
        Set<String> offered = offered();
        Set<String> handled = handled();

        Set<String> missing = new TreeSet<>(offered);
        missing.removeAll(handled);

        assertThat(offered).as("operations of the client").hasSizeGreaterThanOrEqualTo(65);
        assertThat(missing).containsExactlyInAnyOrderElementsOf(KNOWN_GAPS.keySet());
        assertThat(offered).containsAll(handled);
    }

    private static Set<String> handled() {
        Account account = new Account("123456789012", "eu-west-1", LatencyProfile.instant(), 1);
        Stream.of(StandardServices.GLOBAL, StandardServices.REGIONAL)
                .flatMap(List::stream)
                .forEach(service -> account.add(service.apply(account)));
        return Handlers.of(account.service(EksService.class)).operations().names();
    }

    /** The operations that the client has a method with a request for. */
    private static Set<String> offered() {
        Set<String> names = new TreeSet<>();
        for (Method method : EksClient.class.getMethods()) {
            Class<?>[] parameters = method.getParameterTypes();
            if (parameters.length == 1 && SdkRequest.class.isAssignableFrom(parameters[0])) {
                String request = parameters[0].getSimpleName();
                names.add(request.substring(0, request.length() - "Request".length()));
            }
        }
        return names;
    }
}
