package io.github.ekssdk.examples;

import io.github.ekssdk.kubeconfig.BearerTokens;
import io.github.ekssdk.spi.Time;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;

/** Does for kubectl what {@code aws eks get-token} does, where there is no {@code aws} tool. */
public final class GetToken {

    private GetToken() {}

    // tag::get-token
    /** Prints a token for the cluster and the region that are named by the arguments. */
    public static void main(String[] args) {
        BearerTokens tokens = BearerTokens.forCluster(
                args[0],
                args[1],
                DefaultCredentialsProvider.builder().build(),
                Time.system().clock());
        Screen.ofTerminal().print(tokens.token().toExecCredential());
    }
    // end::get-token
}
