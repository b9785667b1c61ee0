package io.github.ekssdk.testing;

import com.github.tomakehurst.wiremock.WireMockServer;
import java.net.URI;

/**
 * The way into a {@link FakeAws} over HTTP, for the AWS SDK with its own HTTP client, the {@code aws} command, boto3 or
 * anything else that has an endpoint setting ({@code AWS_ENDPOINT_URL}). All accounts of a JVM share one server and are told
 * apart by the access key of the signature.
 *
 * <p>Below {@code /_fake-aws/} the server answers about the account itself: {@code GET snapshot}, {@code PUT snapshot},
 * {@code POST reset}, {@code GET inventory}, {@code GET ledger}, {@code GET time}, {@code POST advance?by=PT10M}.
 *
 * @since 0.1
 */
public final class HttpDoor implements AutoCloseable {
    private final HttpGateway gateway;
    private final FakeAws aws;
    private boolean closed;

    HttpDoor(HttpGateway gateway, FakeAws aws) {
        this.gateway = gateway;
        this.aws = aws;
    }

    /** The endpoint, such as {@code http://127.0.0.1:49152}. */
    public URI url() {
        return URI.create(
                "http://" + gateway.address().urlHost() + ":" + wireMock().port());
    }

    /**
     * The server below, for stubs of one's own: they win over the fake. {@code verify} needs a
     * {@link Settings#requestJournal request journal}.
     */
    public WireMockServer wireMock() {
        return gateway.server();
    }

    /** Shuts this account out; the server ends with the last account. */
    @Override
    public void close() {
        if (!closed) {
            closed = true;
            gateway.close(aws);
        }
    }

    /** What tells one server from another. */
    record Address(String host, int port, int journal) {
        String urlHost() {
            return host.equals("0.0.0.0") ? "127.0.0.1" : host;
        }
    }

    /**
     * Collects the settings of a door.
     *
     * @since 0.1
     */
    public static final class Settings {
        private String host = "127.0.0.1";
        private int port;
        private int journal;

        Settings() {}

        /** Address to listen at; 127.0.0.1 when unset, {@code 0.0.0.0} for other computers too. */
        public Settings host(String address) {
            host = address;
            return this;
        }

        /** Port to listen at; a free one when unset or 0. */
        public Settings port(int number) {
            port = number;
            return this;
        }

        /** Lets WireMock keep so many of the latest requests, for its {@code verify}; none when unset, which is faster. */
        public Settings requestJournal(int requests) {
            journal = requests;
            return this;
        }

        Address address() {
            return new Address(host, port, journal);
        }
    }
}
