package io.github.ekssdk.testing;

import com.github.tomakehurst.wiremock.WireMockServer;
import java.net.URI;

/**
 * The way into a {@link FakeAws} over HTTP, for the AWS SDK with its own HTTP client, the {@code aws} command, boto3 or
 * anything else that has an endpoint setting ({@code AWS_ENDPOINT_URL}). All accounts of a JVM share one server and are told
 * apart by the access key of the signature.
 *
 * @since 0.1
 */
public final class HttpDoor implements AutoCloseable {
    private final WireMockServer server;
    private final FakeAws aws;
    private boolean closed;

    HttpDoor(WireMockServer server, FakeAws aws) {
        this.server = server;
        this.aws = aws;
    }

    /** The endpoint, such as {@code http://127.0.0.1:49152}. */
    public URI url() {
        return URI.create("http://127.0.0.1:" + server.port());
    }

    /** The server below, for stubs of one's own: they win over the fake. */
    public WireMockServer wireMock() {
        return server;
    }

    /** Shuts this account out; the server ends with the last account. */
    @Override
    public void close() {
        if (!closed) {
            closed = true;
            HttpGateway.close(aws);
        }
    }
}
