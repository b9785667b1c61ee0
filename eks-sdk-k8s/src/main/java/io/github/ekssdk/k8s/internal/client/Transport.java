package io.github.ekssdk.k8s.internal.client;

import static java.util.concurrent.TimeUnit.MILLISECONDS;

import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.http.HttpClient;
import io.fabric8.kubernetes.client.jdkhttp.JdkHttpClientFactory;
import io.fabric8.kubernetes.client.utils.HttpClientUtils;
import io.fabric8.kubernetes.client.utils.TokenRefreshInterceptor;
import io.github.ekssdk.kubeconfig.TokenSource;

/**
 * The way to one cluster. Fabric8's own factory would set up the same, and read all certificates that the JDK trusts before it learns
 * that none of them counts.
 */
final class Transport extends JdkHttpClientFactory {

    private final Endpoint endpoint;
    private final TokenSource tokens;

    Transport(Endpoint endpoint, TokenSource tokens) {
        this.endpoint = endpoint;
        this.tokens = tokens;
    }

    @Override
    public HttpClient.Builder newBuilder(Config config) {
        HttpClient.Builder http = newBuilder();
        http.followAllRedirects();
        http.tag(config.getRequestConfig());
        http.tag(endpoint);
        http.connectTimeout(config.getConnectionTimeout(), MILLISECONDS);
        http.websocketPingInterval(config.getWebsocketPingInterval(), MILLISECONDS);
        HttpClientUtils.createApplicableInterceptors(config, this).forEach(http::addOrReplaceInterceptor);
        http.addOrReplaceInterceptor(TokenRefreshInterceptor.NAME, new BearerLogin(tokens));
        if (endpoint.url().startsWith("https:")) {
            http.sslContext(null, Trust.in(endpoint));
        }
        return http;
    }
}
