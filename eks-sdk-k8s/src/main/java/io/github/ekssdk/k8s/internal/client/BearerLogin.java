package io.github.ekssdk.k8s.internal.client;

import static java.net.HttpURLConnection.HTTP_UNAUTHORIZED;
import static java.util.concurrent.CompletableFuture.completedFuture;

import io.fabric8.kubernetes.client.http.BasicBuilder;
import io.fabric8.kubernetes.client.http.HttpRequest;
import io.fabric8.kubernetes.client.http.HttpResponse;
import io.fabric8.kubernetes.client.http.Interceptor;
import io.github.ekssdk.kubeconfig.BearerToken;
import io.github.ekssdk.kubeconfig.CachedTokenSource;
import io.github.ekssdk.kubeconfig.TokenSource;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** Sends a bearer token with each request, and another one after a 401. */
final class BearerLogin implements Interceptor {

    private static final String AUTHORIZATION = "Authorization";

    private final TokenSource tokens;
    private volatile @Nullable BearerToken latest;

    BearerLogin(TokenSource tokens) {
        this.tokens = tokens;
    }

    @Override
    public void before(BasicBuilder builder, HttpRequest request, RequestTags tags) {
        builder.setHeader(AUTHORIZATION, next());
    }

    @Override
    public CompletableFuture<Boolean> afterFailure(BasicBuilder builder, HttpResponse<?> response, RequestTags tags) {
        if (response.code() != HTTP_UNAUTHORIZED) {
            return completedFuture(false);
        }
        discard(response.request().header(AUTHORIZATION));
        builder.setHeader(AUTHORIZATION, next());
        return completedFuture(true);
    }

    private String next() {
        BearerToken token = tokens.token();
        latest = token;
        return header(token);
    }

    /** A token that another request has replaced meanwhile is not asked for again. */
    private void discard(@Nullable String refused) {
        BearerToken token = latest;
        if (token != null && header(token).equals(refused) && tokens instanceof CachedTokenSource cached) {
            cached.discard(token);
        }
    }

    private static String header(BearerToken token) {
        return "Bearer " + token.value();
    }
}
