package io.github.ekssdk.kubeconfig;

/** How the user of a kubeconfig proves who they are. */
sealed interface UserCredentials permits ExecPlugin, EmbeddedToken {}
