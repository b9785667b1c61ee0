package io.github.ekssdk.testing.internal.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ekssdk.testing.internal.protocol.WireRequest.Parameter;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpResponse;
import software.amazon.awssdk.regions.Region;

/** Sends every operation of every service on the class path, filled to the brim, through the real client and back. */
class RoundTripTest {
    static List<ServiceFacts> services() {
        List<ServiceFacts> services = new ArrayList<>(ServiceFacts.onClassPath());
        services.add(ServiceFacts.restJson("lambda", "software.amazon.awssdk.services.lambda.LambdaClient"));
        return services;
    }

    @ParameterizedTest
    @MethodSource("services")
    void every_request_and_answer_arrives_as_it_was_sent(ServiceFacts facts) throws Exception {
        Loop loop = new Loop(facts);
        Object client = client(facts, loop);
        List<String> differences = new ArrayList<>();

        List<Method> methods = facts.operationMethods();
        for (Method method : methods) {
            loop.differences(client, method).forEach(differences::add);
        }

        assertThat(methods).isNotEmpty();
        assertThat(differences).isEmpty();
    }

    @Test
    void the_walk_covers_the_services_of_the_fake_and_all_four_protocols() {
        assertThat(services())
                .extracting(ServiceFacts::name)
                .contains("eks", "ec2", "iam", "sts", "kms", "ssm", "lambda");
        assertThat(services()).extracting(ServiceFacts::kind).contains(ServiceFacts.Kind.values());
    }

    @Test
    void all_sixty_five_operations_of_EKS_have_a_route() {
        ServiceFacts eks = ServiceFacts.of("eks").orElseThrow();

        List<Operation> operations = eks.operationMethods().stream()
                .map(method -> Operation.of(method.getParameterTypes()[0]))
                .toList();

        assertThat(operations).hasSize(65);
        assertThat(operations).noneMatch(operation -> KnownOperations.of("eks").isUnknown(operation.name()));
    }

    private static Object client(ServiceFacts facts, SdkHttpClient transport) throws ReflectiveOperationException {
        Class<?> type = Objects.requireNonNull(facts.client());
        Object builder = type.getMethod("builder").invoke(null);
        ((AwsSyncClientBuilder<?, ?>) builder).httpClient(transport);
        AwsClientBuilder<?, ?> settings = (AwsClientBuilder<?, ?>) builder;
        settings.region(Region.EU_WEST_1);
        settings.endpointOverride(URI.create("http://localhost"));
        settings.credentialsProvider(
                StaticCredentialsProvider.create(AwsBasicCredentials.create("AKIATEST", "secret")));
        settings.overrideConfiguration(config -> config.retryStrategy(AwsRetryStrategy.doNotRetry()));
        return settings.build();
    }

    /** Reads what a client sends and answers with something made up. */
    private static final class Loop implements SdkHttpClient {
        private final ServiceFacts facts;
        private @Nullable SdkPojo received;
        private @Nullable SdkPojo answer;

        Loop(ServiceFacts facts) {
            this.facts = facts;
        }

        List<String> differences(Object client, Method method) throws Exception {
            Filler filler = new Filler(method.getName().hashCode());
            SdkPojo request = made(filler, method.getParameterTypes()[0]);
            SdkPojo sent = made(filler, method.getReturnType());
            answer = sent;
            received = null;
            List<String> differences = new ArrayList<>();
            try {
                SdkPojo got = (SdkPojo) method.invoke(client, request);
                if (!Objects.requireNonNull(got).equalsBySdkFields(sent)) {
                    differences.add(method.getName() + " answer: " + difference(sent, got));
                }
            } catch (InvocationTargetException e) {
                differences.add(method.getName() + " threw " + e.getCause());
            }
            if (!request.equalsBySdkFields(received)) {
                differences.add(method.getName() + " request: " + difference(request, received));
            }
            return differences;
        }

        private static String difference(SdkPojo sent, @Nullable SdkPojo got) {
            String wanted = sent.toString();
            String found = String.valueOf(got);
            int at = 0;
            while (at < Math.min(wanted.length(), found.length()) && wanted.charAt(at) == found.charAt(at)) {
                at++;
            }
            int from = Math.max(0, at - 60);
            return "sent ..." + wanted.substring(from, Math.min(wanted.length(), at + 60)) + "... got ..."
                    + found.substring(Math.min(from, found.length()), Math.min(found.length(), at + 60));
        }

        private static SdkPojo made(Filler filler, Class<?> type) throws ReflectiveOperationException {
            return Operation.build(filler.fill(
                    (SdkPojo) Objects.requireNonNull(type.getMethod("builder").invoke(null))));
        }

        @Override
        public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
            return new ExecutableHttpRequest() {
                @Override
                public HttpExecuteResponse call() throws IOException {
                    return respond(request);
                }

                @Override
                public void abort() {}
            };
        }

        private HttpExecuteResponse respond(HttpExecuteRequest request) throws IOException {
            Incoming incoming = facts.protocol().read(wire(request), facts.allOperations());
            received = incoming.request();
            WireResponse response =
                    facts.protocol().answer(incoming.operation(), Objects.requireNonNull(answer), "request-1");
            SdkHttpResponse.Builder http = SdkHttpResponse.builder().statusCode(response.status());
            response.headers().forEach(http::putHeader);
            return HttpExecuteResponse.builder()
                    .response(http.build())
                    .responseBody(AbortableInputStream.create(response.body().asInputStream()))
                    .build();
        }

        private static WireRequest wire(HttpExecuteRequest request) throws IOException {
            List<Parameter> query = new ArrayList<>();
            request.httpRequest()
                    .rawQueryParameters()
                    .forEach((name, values) -> values.forEach(
                            value -> query.add(new Parameter(name, Objects.requireNonNullElse(value, "")))));
            byte[] body = new byte[0];
            if (request.contentStreamProvider().isPresent()) {
                try (InputStream stream = request.contentStreamProvider().get().newStream()) {
                    body = stream.readAllBytes();
                }
            }
            return new WireRequest(
                    request.httpRequest().method().name(),
                    request.httpRequest().encodedPath(),
                    query,
                    request.httpRequest().headers(),
                    SdkBytes.fromByteArray(body));
        }

        @Override
        public void close() {}
    }
}
