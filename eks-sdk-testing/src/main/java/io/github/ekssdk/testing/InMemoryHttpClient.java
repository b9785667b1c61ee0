package io.github.ekssdk.testing;

import io.github.ekssdk.testing.internal.protocol.WireRequest;
import io.github.ekssdk.testing.internal.protocol.WireRequest.Parameter;
import io.github.ekssdk.testing.internal.protocol.WireResponse;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.http.ContentStreamProvider;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.SdkHttpResponse;

/** Carries calls to the fake without a socket, on the calling thread. */
final class InMemoryHttpClient implements SdkHttpClient {
    private final Dispatcher dispatcher;
    private final FakeProcess process;
    private final Pace pace;

    InMemoryHttpClient(Dispatcher dispatcher, FakeProcess process, Pace pace) {
        this.dispatcher = dispatcher;
        this.process = process;
        this.pace = pace;
    }

    @Override
    public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
        return new ExecutableHttpRequest() {
            @Override
            public HttpExecuteResponse call() throws IOException {
                return answer(dispatcher.call(wire(request), process, pace));
            }

            @Override
            public void abort() {
                // Nothing runs elsewhere that could be stopped.
            }
        };
    }

    private static WireRequest wire(HttpExecuteRequest request) throws IOException {
        SdkHttpRequest http = request.httpRequest();
        List<Parameter> query = new ArrayList<>();
        http.forEachRawQueryParameter((name, values) ->
                values.forEach(value -> query.add(new Parameter(name, value == null ? "" : value))));
        return new WireRequest(
                http.method().name(),
                http.encodedPath(),
                query,
                http.headers(),
                body(request.contentStreamProvider().orElse(null)));
    }

    private static SdkBytes body(@org.jspecify.annotations.Nullable ContentStreamProvider content) throws IOException {
        if (content == null) {
            return SdkBytes.fromByteArrayUnsafe(new byte[0]);
        }
        try (InputStream stream = content.newStream()) {
            return SdkBytes.fromByteArrayUnsafe(stream.readAllBytes());
        }
    }

    private static HttpExecuteResponse answer(WireResponse response) {
        SdkHttpResponse.Builder http = SdkHttpResponse.builder().statusCode(response.status());
        response.headers().forEach(http::putHeader);
        return HttpExecuteResponse.builder()
                .response(http.build())
                .responseBody(AbortableInputStream.create(response.body().asInputStream()))
                .build();
    }

    @Override
    public String clientName() {
        return "FakeAws";
    }

    @Override
    public void close() {
        // Clients close what they were given; the process goes on.
    }
}
