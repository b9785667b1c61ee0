package io.github.ekssdk.testing;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.options;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import io.github.ekssdk.testing.HttpDoor.Address;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

/** One HTTP server and the accounts behind it. Accounts that ask for the same address share one. */
final class HttpGateway {
    private static final int AFTER_ALL_OTHERS = Integer.MAX_VALUE;
    private static final Map<Address, HttpGateway> OPEN = new HashMap<>();

    private final Address address;
    private final List<FakeAws> accounts = new CopyOnWriteArrayList<>();
    private final WireMockServer server;

    private HttpGateway(Address address) {
        this.address = address;
        this.server = start(address, new HttpAnswers(accounts));
    }

    static HttpDoor open(FakeAws aws, Address address) {
        synchronized (OPEN) {
            HttpGateway gateway = OPEN.computeIfAbsent(address, HttpGateway::new);
            gateway.accounts.add(0, aws);
            return new HttpDoor(gateway, aws);
        }
    }

    private static WireMockServer start(Address address, HttpAnswers answers) {
        WireMockConfiguration configuration = options()
                .bindAddress(address.host())
                .extensions(answers)
                .httpServerFactory(DoorServer::new)
                .gzipDisabled(true)
                .stubRequestLoggingDisabled(true);
        if (address.port() == 0) {
            configuration.dynamicPort();
        } else {
            configuration.port(address.port());
        }
        if (address.journal() == 0) {
            configuration.disableRequestJournal();
        } else {
            configuration.maxRequestJournalEntries(address.journal());
        }
        WireMockServer started = new WireMockServer(configuration);
        started.start();
        started.stubFor(any(anyUrl())
                .atPriority(AFTER_ALL_OTHERS)
                .willReturn(aResponse().withTransformers(HttpAnswers.NAME)));
        return started;
    }

    Address address() {
        return address;
    }

    WireMockServer server() {
        return server;
    }

    void close(FakeAws aws) {
        synchronized (OPEN) {
            accounts.remove(aws);
            if (accounts.isEmpty()) {
                OPEN.remove(address);
                server.stop();
            }
        }
    }
}
