package io.github.ekssdk.testing;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.options;

import com.github.tomakehurst.wiremock.WireMockServer;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** The one HTTP server of the JVM and the accounts behind it. */
final class HttpGateway {
    private static final int AFTER_ALL_OTHERS = Integer.MAX_VALUE;
    private static final List<FakeAws> ACCOUNTS = new CopyOnWriteArrayList<>();
    private static @Nullable WireMockServer server;

    private HttpGateway() {}

    static synchronized HttpDoor open(FakeAws aws) {
        WireMockServer running = server;
        if (running == null) {
            running = start();
            server = running;
        }
        ACCOUNTS.add(aws);
        return new HttpDoor(running, aws);
    }

    private static WireMockServer start() {
        WireMockServer started = new WireMockServer(options()
                .dynamicPort()
                .bindAddress("127.0.0.1")
                .extensions(new HttpAnswers(ACCOUNTS))
                .disableRequestJournal()
                .gzipDisabled(true)
                .stubRequestLoggingDisabled(true));
        started.start();
        started.stubFor(any(anyUrl())
                .atPriority(AFTER_ALL_OTHERS)
                .willReturn(aResponse().withTransformers(HttpAnswers.NAME)));
        return started;
    }

    static synchronized void close(FakeAws aws) {
        ACCOUNTS.remove(aws);
        WireMockServer running = server;
        if (ACCOUNTS.isEmpty() && running != null) {
            server = null;
            running.stop();
        }
    }
}
