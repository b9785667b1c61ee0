package io.github.ekssdk.kubeconfig;

/** A bearer token written into the file; it works until the token ends. */
record EmbeddedToken(BearerToken token) implements UserCredentials {}
